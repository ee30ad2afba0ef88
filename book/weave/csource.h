/* csource: what a C file defines at file level, and where.
 *
 * No preprocessor runs: both branches of an #ifdef are seen, so a name defined in each
 * of them is found twice. */
#ifndef WEAVE_CSOURCE_H
#define WEAVE_CSOURCE_H

#include "cdeclaration.h"

/* Begins as {0}; csource_free gives all back. Its spans look into the source. */
typedef struct {
    CDefinition *items;
    size_t count;
    size_t capacity;
    size_t open_line;  /* where a definition begins that never ends, or 0 */
} CSource;

void csource_scan(CSource *c, Span source);
void csource_free(CSource *c);

#endif
