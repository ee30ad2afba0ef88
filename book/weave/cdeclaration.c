#include "cdeclaration.h"

/* A declaration while its tokens go by. */
typedef struct {
    Span source;
    CDefinition found;
    Token last;          /* the token before */
    Span word;           /* the last word that may be the declared name */
    bool named;          /* the declared name is settled: found.name */
    bool is_typedef;
    bool is_function;
    bool is_enum;
    bool has_tag;        /* struct, union or enum was seen */
    bool has_body;       /* and its braces */
    bool in_value;       /* behind '=' */
    bool over;
} Declaration;

static bool is_one_of(Span word, const char *const *list)
{
    while (*list != NULL && !span_is(word, *list)) list++;
    return *list != NULL;
}

/* Words whose parentheses are no parameter list. */
static bool takes_group(Span word)
{
    static const char *const words[] = {
        "__attribute__", "__attribute", "__declspec", "_Alignas", "_Static_assert",
        "static_assert", "__asm__", "asm", "_Atomic", "typeof", "__typeof__", NULL,
    };
    return is_one_of(word, words);
}

static bool is_specifier(Span word)
{
    static const char *const words[] = {
        "const", "volatile", "restrict", "inline", "static", "extern", "register",
        "_Noreturn", "_Thread_local", "__extension__", "__inline", "signed", "unsigned",
        "void", "char", "short", "int", "long", "float", "double", "_Bool", NULL,
    };
    return is_one_of(word, words);
}

static void settle_name(Declaration *d, Span name)
{
    if (d->named || d->in_value || name.size == 0) return;
    d->found.name = name;
    d->named = true;
}

static void take_word(Declaration *d, Span word)
{
    if (d->in_value) return;
    if (span_is(word, "typedef")) d->is_typedef = true;
    else if (span_is(word, "static")) d->found.is_static = true;
    else if (span_is(word, "extern")) d->found.is_extern = true;
    else if (span_is(word, "const")) d->found.is_const = true;
    else if (span_is(word, "enum")) d->is_enum = d->has_tag = true;
    else if (span_is(word, "struct") || span_is(word, "union")) d->has_tag = true;
    else if (is_specifier(word)) return;
    else if (!d->has_tag || d->has_body || d->found.tag.size > 0) d->word = word;
    else d->found.tag = word;
}

/* Reads `*name)(...)` or `*name(...))(...)` behind a '('. */
static void take_inner_name(Declaration *d, size_t at)
{
    Token token = token_next_code(d->source, at);
    while (token_is(d->source, token, "*")
           || is_specifier(token_span(d->source, token))) {
        token = token_next_code(d->source, token.end);
    }
    if (token.kind != TOKEN_WORD) return;
    settle_name(d, token_span(d->source, token));
    Token next = token_next_code(d->source, token.end);
    d->is_function = token_is(d->source, next, "(");
}

/* Reads a '(': a parameter list, or a declarator that begins with a star. */
static size_t take_parentheses(Declaration *d, Token open)
{
    if (!d->in_value && !d->named) {
        Token inside = token_next_code(d->source, open.end);
        if (token_is(d->source, inside, "*")) {
            take_inner_name(d, open.end);
        } else if (d->word.size > 0) {
            settle_name(d, d->word);
            d->is_function = true;
        }
    }
    return token_close(d->source, open.begin);
}

/* Reads a '{': a function's body, which ends it, a struct's, or an initialiser. */
static size_t take_braces(Declaration *d, Token open)
{
    if (d->is_function && !d->is_typedef && !d->in_value) {
        d->found.kind = C_FUNCTION;
        d->found.body = open.begin;
        d->over = true;
    } else if (d->has_tag && !d->in_value) {
        Token first = token_next_code(d->source, open.end);
        if (d->is_enum && d->found.tag.size == 0) {
            d->found.tag = token_span(d->source, first);
        }
        d->has_body = true;
    } else if (d->last.kind == TOKEN_STRING && !d->in_value) {
        d->over = true;                                    /* extern "C" { */
        return open.end;
    }
    return token_close(d->source, open.begin);
}

/* Reads the ';' that ends a declaration and settles what it declared. */
static void take_semicolon(Declaration *d)
{
    settle_name(d, d->word);
    d->over = true;
    if (!d->has_body && d->is_typedef && span_equal(d->found.name, d->found.tag)) {
        d->found.name = span_of("");   /* typedef struct X X; defines nothing */
    }
    if (d->is_typedef || d->found.name.size == 0) d->found.kind = C_TYPE;
    else d->found.kind = d->is_function ? C_PROTOTYPE : C_VARIABLE;
}

static size_t take_punctuation(Declaration *d, Token token)
{
    switch (d->source.data[token.begin]) {
    case '(': return take_parentheses(d, token);
    case '{': return take_braces(d, token);
    case '[':
        settle_name(d, d->word);
        return token_close(d->source, token.begin);
    case '=':
        settle_name(d, d->word);
        d->in_value = true;
        break;
    case ',':
        settle_name(d, d->word);
        break;
    case '*':
        if (!d->in_value) d->found.is_const = false;
        break;
    case ';':
        take_semicolon(d);
        break;
    case '}':
        d->over = true;                /* the end of extern "C" */
        break;
    default: break;
    }
    return token.end;
}

/* Takes one token of a declaration; returns where to read on, or NOWHERE. */
static size_t take_token(Declaration *d, Token token)
{
    size_t after = token.end;
    if (token.kind == TOKEN_PUNCTUATION) {
        after = take_punctuation(d, token);
    } else if (token.kind == TOKEN_WORD) {
        Token next = token_next_code(d->source, token.end);
        bool group = takes_group(token_span(d->source, token));
        if (group && token_is(d->source, next, "(")) {
            after = token_close(d->source, next.begin);
        } else {
            take_word(d, token_span(d->source, token));
        }
    }
    d->last = token;
    return after;
}

/* The end of a comment that follows on the line, or `at` when none does. */
static size_t with_trailing_comment(Span source, size_t at)
{
    size_t next = at + span_indent(span_slice(source, at, source.size));
    Token token = token_next(source, next);
    return token.kind == TOKEN_COMMENT && token.begin == next ? token.end : at;
}

size_t cdeclaration_scan(CDefinition *found, Span source, Token token)
{
    Declaration d = {.source = source, .word = span_of("")};
    d.found = (CDefinition){.name = span_of(""), .tag = span_of("")};
    size_t at = token.begin;
    while (!d.over) {
        token = token_next_code(source, at);
        if (token.kind == TOKEN_END) return NOWHERE;
        at = take_token(&d, token);
        if (at == NOWHERE) return NOWHERE;
    }
    if (!d.has_body) d.found.tag = span_of("");
    d.found.end = with_trailing_comment(source, at);
    *found = d.found;
    return at;
}
