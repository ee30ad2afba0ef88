/* extract: the lines of a definition, as the text shows them. */
#ifndef WEAVE_EXTRACT_H
#define WEAVE_EXTRACT_H

#include "csource.h"
#include "problems.h"
#include "text.h"

/* Where a request for code stands, to be named when it cannot be met. */
typedef struct {
    Problems *problems;
    const char *path;
    size_t line;
    Span file;         /* the C file, as the request names it */
} Request;

/* Appends to `out` the definition `name` of `source`, with the comment directly above,
 * or for "name/slice" the lines between the markers `// [slice` and `// slice]` in the
 * function, with their common indentation taken off. No marker line is ever shown;
 * lines end with LF. Returns false, with the problem added, when the name is unknown,
 * ambiguous, or stands for no line at all. */
bool extract_definition(Text *out, Span source, Span name, Request request);

/* The line of the first marker beyond what a file may hold (3% of its lines, and two in
 * any case), or 0 when it holds no more. */
size_t extract_surplus_marker(Span source);

#endif
