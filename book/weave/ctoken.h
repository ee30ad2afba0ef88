/* ctoken: C source cut into tokens, comments and preprocessor lines. */
#ifndef WEAVE_CTOKEN_H
#define WEAVE_CTOKEN_H

#include "span.h"

typedef enum {
    TOKEN_END,
    TOKEN_WORD,         /* a keyword or a name */
    TOKEN_NUMBER,
    TOKEN_STRING,       /* a string or a character constant */
    TOKEN_PUNCTUATION,  /* one byte */
    TOKEN_COMMENT,      /* of either kind */
    TOKEN_DIRECTIVE     /* a whole preprocessor line with its continuations */
} TokenKind;

/* Bytes begin to end - 1 of the source. */
typedef struct {
    TokenKind kind;
    size_t begin;
    size_t end;
} Token;

/* The token at or after offset `at`. What is not closed ends with the source (strings
 * with their line), so that every token but TOKEN_END moves forward. */
Token token_next(Span source, size_t at);

/* The same, with comments and preprocessor lines passed over. */
Token token_next_code(Span source, size_t at);

/* Whether the token reads exactly `string`. */
bool token_is(Span source, Token token, const char *string);

Span token_span(Span source, Token token);

/* The end of the group that the bracket at offset `at` opens: behind the bracket that
 * closes it, or NOWHERE. Counts only brackets of its own kind. */
size_t token_close(Span source, size_t at);

#endif
