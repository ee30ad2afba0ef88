/* span: a view of bytes that belong to somebody else.
 *
 * Everything that weave reads is looked at through spans: nothing is copied to be
 * compared, a NUL is a byte like any other, and no function here reads past size. */
#ifndef WEAVE_SPAN_H
#define WEAVE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

/* What a search returns when it finds nothing. */
#define NOWHERE ((size_t)-1)

/* For printf's "%.*s": the span, cut where a message would become unreadable. */
#define SHOW(span) span_shown(span), (span).data

typedef struct {
    const char *data;    /* never NULL when made by the functions below */
    size_t size;
} Span;

/* Classes of ASCII characters, whatever the locale says. */
bool is_space(char c);
bool is_digit(char c);
bool is_letter(char c);
/* A letter, a digit or an underscore: what C names are made of. */
bool is_word(char c);
char to_lower(char c);

/* The span of a whole C string. */
Span span_of(const char *string);

/* Bytes begin to end - 1 of `s`; bounds beyond the end are clipped to it. */
Span span_slice(Span s, size_t begin, size_t end);

/* `s` without white space at both ends. */
Span span_trim(Span s);

bool span_equal(Span a, Span b);
bool span_is(Span s, const char *string);
bool span_starts(Span s, const char *prefix);
bool span_ends(Span s, const char *suffix);

/* The offset of `needle` in `s` at or after `from`, or NOWHERE. */
size_t span_find(Span s, const char *needle, size_t from);

/* The number of spaces and tabs at the beginning of `s`. */
size_t span_indent(Span s);

/* Takes the next line, without its ending (LF or CR LF), from offset *at of `s`,
 * moves *at behind the ending and returns true; returns false at the end. */
bool span_next_line(Span s, size_t *at, Span *line);

/* Takes the next run of bytes that are no white space from the front of *rest. */
bool span_next_word(Span *rest, Span *word);

/* The number, from 1, of the line of `s` that holds the byte at `offset`. */
size_t span_line_number(Span s, size_t offset);

/* The precision that SHOW prints `s` with. */
int span_shown(Span s);

#endif
