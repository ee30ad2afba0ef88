/* values: the numbers that a chapter's run wrote, by name. */
#ifndef WEAVE_VALUES_H
#define WEAVE_VALUES_H

#include "problems.h"
#include "text.h"

typedef struct {
    Span name;           /* looks into the table's text */
    double number;
} Value;

typedef struct {
    int chapter;
    Text path;
    Text text;           /* of chapterN/values.tsv */
    const char *missing; /* why it could not be read, or NULL */
    Value *items;
    size_t count;
    size_t capacity;
} ValueTable;

/* The tables read so far. Begins as {0}; values_free gives all back. */
typedef struct {
    ValueTable *tables;
    size_t count;
    size_t capacity;
} Values;

/* The table of a chapter from `run`/chapterN/values.tsv, lines of `name<TAB>number`,
 * read when it is first asked for, when a problem is added for each bad line. Valid
 * until another chapter is asked for. */
const ValueTable *values_of(Values *values, const char *run, int chapter,
                            Problems *problems);

const Value *values_find(const ValueTable *table, Span name);
Span values_nearest(const ValueTable *table, Span name);
void values_free(Values *values);

#endif
