#include "csource.h"

#include <stdlib.h>

#include "text.h"

static void keep(CSource *c, CDefinition found)
{
    if (found.name.size == 0 && found.tag.size == 0) return;
    c->items = array_grow(c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = found;
}

/* Keeps the macro of a preprocessor line, if it defines one. */
static void scan_directive(CSource *c, Span source, Token token,
                           CDefinition found)
{
    Token word = token_next(source, token.begin + 1);
    if (word.end > token.end || !token_is(source, word, "define")) return;
    Token name = token_next(source, word.end);
    if (name.kind != TOKEN_WORD || name.end > token.end) return;
    found.kind = C_MACRO;
    found.name = token_span(source, name);
    found.end = token.end;
    keep(c, found);
}

/* The offset behind the line's ending before `at` when only spaces lie between. */
static size_t line_begin(Span source, size_t at)
{
    size_t begin = at;
    while (begin > 0 && (source.data[begin - 1] == ' '
                         || source.data[begin - 1] == '\t')) {
        begin--;
    }
    return begin == 0 || source.data[begin - 1] == '\n' ? begin : at;
}

static bool on_own_line(Span source, size_t at)
{
    size_t begin = line_begin(source, at);
    return begin == 0 || source.data[begin - 1] == '\n';
}

/* Reads the declaration at `token`; returns where to read on. */
static size_t scan_declaration(CSource *c, Span source, Token token, CDefinition found)
{
    CDefinition scanned;
    size_t after = cdeclaration_scan(&scanned, source, token);
    if (after == NOWHERE) {
        c->open_line = found.line;
        return source.size;
    }
    scanned.begin = found.begin;
    scanned.line = found.line;
    keep(c, scanned);
    return after;
}

void csource_scan(CSource *c, Span source)
{
    size_t comment = NOWHERE;    /* where the comments directly above begin */
    size_t seen = 0;             /* the end of what was read last */
    CDefinition found = {.name = span_of(""), .tag = span_of(""), .line = 1};
    Token token = token_next(source, 0);
    while (token.kind != TOKEN_END) {
        size_t lines = span_line_number(span_slice(source, seen, token.begin), NOWHERE);
        if (lines > 2) comment = NOWHERE;             /* an empty line lies between */
        size_t after = token.end;
        found.line += lines - 1;
        found.begin = comment != NOWHERE ? comment : line_begin(source, token.begin);
        if (token.kind == TOKEN_COMMENT) {
            comment = on_own_line(source, token.begin) ? found.begin : NOWHERE;
        } else {
            if (token.kind == TOKEN_DIRECTIVE) scan_directive(c, source, token, found);
            else after = scan_declaration(c, source, token, found);
            comment = NOWHERE;
        }
        Span read = span_slice(source, token.begin, after);
        found.line += span_line_number(read, NOWHERE) - 1;
        seen = after;
        token = token_next(source, after);
    }
}

void csource_free(CSource *c)
{
    free(c->items);
    *c = (CSource){0};
}
