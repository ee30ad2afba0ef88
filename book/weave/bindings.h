/* bindings: which number of which block of the text is which value of the run. */
#ifndef WEAVE_BINDINGS_H
#define WEAVE_BINDINGS_H

#include "document.h"
#include "numbers.h"
#include "values.h"

/* `name = text`, for lines first to end - 1 of the document. */
typedef struct {
    Span name;
    Span text;
    Number number;
    size_t line;         /* of the entry, an index */
    size_t first;
    size_t end;
} Binding;

/* Begins as {0}; bindings_free gives all back. In the order of the text. */
typedef struct {
    Binding *items;
    size_t count;
    size_t capacity;
} Bindings;

/* Reads all value directives of a document. */
void bindings_read(Bindings *bindings, const Document *doc, Problems *problems);

/* Whether the number, on that line, is bound. */
bool bindings_cover(const Bindings *bindings, size_t line, const Number *number);

/* Checks that each bound number stands in its block and is the value that `run` has
 * for it; names without a chapter are of `chapter`. */
void bindings_check(const Bindings *bindings, const Document *doc, Values *values,
                    const char *run, int chapter, Problems *problems);

void bindings_free(Bindings *bindings);

#endif
