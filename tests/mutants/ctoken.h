/* ctoken: C source cut into tokens, without comments and preprocessor lines. */
#ifndef CTOKEN_H
#define CTOKEN_H

#include <stdbool.h>
#include <stddef.h>

/* A view of bytes that belong to somebody else; no function here reads past size. */
typedef struct Span {
    const char *data;
    size_t size;
} Span;

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_WORD, // a keyword or a name
    TOKEN_NUMBER,
    TOKEN_STRING,      // a string or a character constant
    TOKEN_PUNCTUATION, // one byte
    TOKEN_IGNORED      // a comment or a preprocessor line; token_next_code skips them
} TokenKind;

/* Bytes begin to end - 1 of the source. */
typedef struct Token {
    TokenKind kind;
    size_t begin, end;
} Token;

/* The span of a whole C string. */
Span span_of(const char *string);

/* Bytes begin to end - 1 of `s`; bounds beyond the end are clipped to it. */
Span span_slice(Span s, size_t begin, size_t end);

bool span_equal(Span a, Span b);
bool span_is(Span s, const char *string);
bool span_ends(Span s, const char *suffix);

/* The token at or after offset `at`. What is not closed ends with the source (strings
 * with their line), so that every token but TOKEN_END moves forward. */
Token token_next_code(Span source, size_t at);

Span token_span(Span source, Token token);

#endif
