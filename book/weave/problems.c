#include "problems.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

enum { NAME_AT_MOST = 63 };

void problem(Problems *problems, const char *path, size_t line,
             const char *format, ...)
{
    char message[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    problems->items = array_grow(problems->items, problems->count,
                                 &problems->capacity, sizeof *problems->items);
    problems->items[problems->count] = (Problem){
        .path = span_copy(span_of(path)),
        .line = line,
        .message = span_copy(span_of(message)),
        .order = problems->count,
    };
    problems->count++;
}

static int by_place(const void *left, const void *right)
{
    const Problem *a = left;
    const Problem *b = right;
    int paths = strcmp(a->path, b->path);
    if (paths != 0) return paths;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool same(const Problem *a, const Problem *b)
{
    return a->line == b->line && strcmp(a->message, b->message) == 0
        && strcmp(a->path, b->path) == 0;
}

size_t problems_print(Problems *problems, FILE *file)
{
    if (problems->count == 0) return 0;
    qsort(problems->items, problems->count, sizeof *problems->items, by_place);
    size_t printed = 0;
    for (size_t i = 0; i < problems->count; i++) {
        Problem *p = &problems->items[i];
        if (i > 0 && same(p, p - 1)) continue;
        for (char *c = p->message; *c != '\0'; c++) {
            if ((unsigned char)*c < ' ' || *c == 0x7f) *c = '?';
        }
        fprintf(file, "%s:%zu: %s\n", p->path, p->line, p->message);
        printed++;
    }
    return printed;
}

void problems_free(Problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        free(problems->items[i].path);
        free(problems->items[i].message);
    }
    free(problems->items);
    *problems = (Problems){0};
}

Nearest nearest_to(Span wanted)
{
    return (Nearest){.wanted = wanted, .best = span_of("?"), .distance = NOWHERE};
}

void nearest_offer(Nearest *nearest, Span candidate)
{
    size_t distance = edit_distance(nearest->wanted, candidate);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = candidate;
    }
}

size_t edit_distance(Span a, Span b)
{
    a = span_slice(a, 0, NAME_AT_MOST);
    b = span_slice(b, 0, NAME_AT_MOST);
    size_t row[NAME_AT_MOST + 1];
    for (size_t j = 0; j <= b.size; j++) row[j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t best = diagonal + (a.data[i - 1] != b.data[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.size];
}
