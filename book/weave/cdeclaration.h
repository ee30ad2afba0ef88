/* cdeclaration: one declaration or definition at the file level of C source. */
#ifndef WEAVE_CDECLARATION_H
#define WEAVE_CDECLARATION_H

#include "ctoken.h"

typedef enum { C_FUNCTION, C_PROTOTYPE, C_TYPE, C_MACRO, C_VARIABLE } CKind;

typedef struct {
    CKind kind;
    Span name;         /* what is declared; empty for a struct with only a tag */
    Span tag;          /* of a struct, union or enum with a body, else empty; an enum
                        * without a tag is known by its first constant */
    size_t begin;      /* the first byte, comment directly above included */
    size_t end;        /* behind the last byte, without the line's ending */
    size_t body;       /* a function's '{' */
    size_t line;       /* of the first token, from 1 */
    bool is_static;
    bool is_extern;
    bool is_const;     /* the variable itself, not only what it points to */
} CDefinition;

/* Reads the declaration that begins with `token` and fills *found, except for begin and
 * line; its name and tag are both empty when it defines nothing. Returns the offset to
 * read on from, or NOWHERE when the source ends before the declaration does. */
size_t cdeclaration_scan(CDefinition *found, Span source, Token token);

#endif
