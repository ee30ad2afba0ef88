/* table: rows of four cells, printed as an aligned Markdown table. */
#ifndef WEAVE_TABLE_H
#define WEAVE_TABLE_H

#include "text.h"

enum { TABLE_COLUMNS = 4 };

typedef struct {
    Text cells[TABLE_COLUMNS];
} TableRow;

/* Begins as {0}; table_free gives all back. */
typedef struct {
    TableRow *rows;
    size_t count;
    size_t capacity;
} Table;

/* Adds a row; the first is the head. */
void table_add(Table *table, const char *a, const char *b, const char *c,
               const char *d);

/* Prints to stdout, with all cells of a column as wide as its widest. */
void table_show(const Table *table);
void table_free(Table *table);

#endif
