#include "edits.h"

#include <stdarg.h>
#include <stdlib.h>

void edit(Edits *edits, size_t begin, size_t end, Span with, size_t line,
          const char *format, ...)
{
    char why[500];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    edits->items = array_grow(edits->items, edits->count, &edits->capacity,
                              sizeof *edits->items);
    Edit *e = &edits->items[edits->count];
    *e = (Edit){.begin = begin, .end = end, .line = line, .order = edits->count};
    text_add(&e->with, with);
    e->why = span_copy(span_of(why));
    edits->count++;
}

static int by_place(const void *left, const void *right)
{
    const Edit *a = left;
    const Edit *b = right;
    if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void drop(Edit *e)
{
    text_free(&e->with);
    free(e->why);
}

void edits_settle(Edits *edits, const char *path, Problems *problems)
{
    if (edits->count == 0) return;
    qsort(edits->items, edits->count, sizeof *edits->items, by_place);
    size_t kept = 1;
    for (size_t i = 1; i < edits->count; i++) {
        const Edit *before = &edits->items[kept - 1];
        Edit *e = &edits->items[i];
        if (e->begin >= before->end && e->begin > before->begin) {
            edits->items[kept++] = *e;
        } else {
            problem(problems, path, e->line,
                    "two directives want to write the same place; wanted one");
            drop(e);
        }
    }
    edits->count = kept;
}

void edits_apply(const Edits *edits, Span all, Text *out)
{
    size_t at = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const Edit *e = &edits->items[i];
        text_add(out, span_slice(all, at, e->begin));
        text_add(out, text_span(&e->with));
        at = e->end;
    }
    text_add(out, span_slice(all, at, all.size));
}

void edits_free(Edits *edits)
{
    for (size_t i = 0; i < edits->count; i++) drop(&edits->items[i]);
    free(edits->items);
    *edits = (Edits){0};
}
