/* problems: what is wrong, collected, and printed as `path:line: message`. */
#ifndef WEAVE_PROBLEMS_H
#define WEAVE_PROBLEMS_H

#include <stdio.h>

#include "span.h"

typedef struct {
    char *path;
    size_t line;
    char *message;
    size_t order;
} Problem;

/* Begins as {0}; problems_free gives everything back. */
typedef struct {
    Problem *items;
    size_t count;
    size_t capacity;
} Problems;

/* Adds a problem found on `line` (from 1) of the file at `path`. */
void problem(Problems *problems, const char *path, size_t line,
             const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Prints the problems, one line each, by path and line, the same one only once, and
 * with control characters shown as '?'. Returns how many lines it printed. */
size_t problems_print(Problems *problems, FILE *file);

void problems_free(Problems *problems);

/* The search for the known name that is most like a name that is not known. */
typedef struct {
    Span wanted;
    Span best;
    size_t distance;
} Nearest;

Nearest nearest_to(Span wanted);
void nearest_offer(Nearest *nearest, Span candidate);

/* How many letters must be changed, added or dropped to make `b` of `a`; names longer
 * than 63 bytes are compared by their first 63. */
size_t edit_distance(Span a, Span b);

#endif
