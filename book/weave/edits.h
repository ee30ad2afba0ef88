/* edits: changes to a text, collected, and made all at once. */
#ifndef WEAVE_EDITS_H
#define WEAVE_EDITS_H

#include "problems.h"
#include "text.h"

/* Bytes begin to end - 1 give way to `with`. */
typedef struct {
    size_t begin;
    size_t end;
    Text with;
    size_t line;       /* where the reader finds it, from 1 */
    char *why;
    size_t order;
} Edit;

/* Begins as {0}; edits_free gives all back. */
typedef struct {
    Edit *items;
    size_t count;
    size_t capacity;
} Edits;

/* Adds an edit; the format says what was found and what was wanted. */
void edit(Edits *edits, size_t begin, size_t end, Span with, size_t line,
          const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Sorts the edits by place and takes out those that meet an earlier one, adding a
 * problem for each. */
void edits_settle(Edits *edits, const char *path, Problems *problems);

/* Appends `all` to `out` with the settled edits made. */
void edits_apply(const Edits *edits, Span all, Text *out);

void edits_free(Edits *edits);

#endif
