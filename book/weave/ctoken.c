#include "ctoken.h"

static char byte(Span source, size_t at)
{
    return at < source.size ? source.data[at] : '\0';
}

/* The length of a backslash and line ending at `at`, or 0. */
static size_t splice(Span source, size_t at)
{
    if (byte(source, at) != '\\') return 0;
    if (byte(source, at + 1) == '\n') return 2;
    return byte(source, at + 1) == '\r' && byte(source, at + 2) == '\n' ? 3 : 0;
}

static size_t end_of_block_comment(Span source, size_t at)
{
    size_t close = span_find(source, "*/", at + 2);
    return close == NOWHERE ? source.size : close + 2;
}

/* The end of the line at `at`, with its continuations, without its ending. */
static size_t end_of_line(Span source, size_t at)
{
    while (at < source.size && source.data[at] != '\n') {
        size_t spliced = splice(source, at);
        at += spliced > 0 ? spliced : 1;
    }
    if (at > source.size) at = source.size;
    if (at > 0 && at < source.size && source.data[at - 1] == '\r') at--;
    return at;
}

/* The end of the string or character constant that opens at `at`. */
static size_t end_of_quoted(Span source, size_t at)
{
    char quote = source.data[at++];
    while (at < source.size && source.data[at] != quote && source.data[at] != '\n') {
        size_t spliced = splice(source, at);
        if (spliced > 0) at += spliced;
        else at += source.data[at] == '\\' && byte(source, at + 1) != '\n' ? 2 : 1;
    }
    if (at >= source.size) return source.size;
    return source.data[at] == quote ? at + 1 : at;
}

static size_t end_of_number(Span source, size_t at)
{
    while (at < source.size) {
        char c = source.data[at];
        char before = at > 0 ? to_lower(source.data[at - 1]) : '\0';
        bool sign = (c == '+' || c == '-') && (before == 'e' || before == 'p');
        if (!is_word(c) && c != '.' && !sign) break;
        at++;
    }
    return at;
}

/* The end of the preprocessor line at `at`; a block comment may carry it further. */
static size_t end_of_directive(Span source, size_t at)
{
    while (at < source.size && source.data[at] != '\n') {
        char c = source.data[at];
        char next = byte(source, at + 1);
        if (c == '/' && next == '*') at = end_of_block_comment(source, at);
        else if (c == '/' && next == '/') return end_of_line(source, at);
        else if (c == '"' || c == '\'') at = end_of_quoted(source, at);
        else at += splice(source, at) > 0 ? splice(source, at) : 1;
    }
    if (at > source.size) at = source.size;
    if (at > 0 && at < source.size && source.data[at - 1] == '\r') at--;
    return at;
}

static bool begins_line(Span source, size_t at)
{
    while (at > 0 && (source.data[at - 1] == ' ' || source.data[at - 1] == '\t')) at--;
    return at == 0 || source.data[at - 1] == '\n';
}

Token token_next(Span source, size_t at)
{
    while (at < source.size && is_space(source.data[at])) at++;
    if (at >= source.size) return (Token){TOKEN_END, source.size, source.size};
    char c = source.data[at];
    char next = byte(source, at + 1);
    if (is_letter(c) || c == '_') {
        size_t end = at;
        while (end < source.size && is_word(source.data[end])) end++;
        return (Token){TOKEN_WORD, at, end};
    }
    if (is_digit(c) || (c == '.' && is_digit(next))) {
        return (Token){TOKEN_NUMBER, at, end_of_number(source, at)};
    }
    if (c == '"' || c == '\'') {
        return (Token){TOKEN_STRING, at, end_of_quoted(source, at)};
    }
    if (c == '/' && next == '*') {
        return (Token){TOKEN_COMMENT, at, end_of_block_comment(source, at)};
    }
    if (c == '/' && next == '/') {
        return (Token){TOKEN_COMMENT, at, end_of_line(source, at)};
    }
    if (c == '#' && begins_line(source, at)) {
        return (Token){TOKEN_DIRECTIVE, at, end_of_directive(source, at)};
    }
    return (Token){TOKEN_PUNCTUATION, at, at + 1};
}

Token token_next_code(Span source, size_t at)
{
    Token token = token_next(source, at);
    while (token.kind == TOKEN_COMMENT || token.kind == TOKEN_DIRECTIVE) {
        token = token_next(source, token.end);
    }
    return token;
}

Span token_span(Span source, Token token)
{
    return span_slice(source, token.begin, token.end);
}

bool token_is(Span source, Token token, const char *string)
{
    return span_is(token_span(source, token), string);
}

size_t token_close(Span source, size_t at)
{
    char open = byte(source, at);
    char close = (char)(open == '(' ? ')' : open == '[' ? ']' : '}');
    size_t depth = 0;
    for (;;) {
        Token token = token_next_code(source, at);
        if (token.kind == TOKEN_END) return NOWHERE;
        if (token.kind == TOKEN_PUNCTUATION) {
            char c = source.data[token.begin];
            if (c == open) depth++;
            if (c == close && --depth == 0) return token.end;
        }
        at = token.end;
    }
}
