#include "table.h"

#include <stdio.h>
#include <stdlib.h>

void table_add(Table *table, const char *a, const char *b, const char *c,
               const char *d)
{
    table->rows = array_grow(table->rows, table->count, &table->capacity,
                             sizeof *table->rows);
    TableRow *row = &table->rows[table->count++];
    *row = (TableRow){0};
    text_add_string(&row->cells[0], a);
    text_add_string(&row->cells[1], b);
    text_add_string(&row->cells[2], c);
    text_add_string(&row->cells[3], d);
}

static void print_cell(const char *content, size_t size, size_t width, char fill)
{
    printf("| %s", content);
    for (size_t i = size; i < width; i++) putchar(fill);
    putchar(' ');
}

void table_show(const Table *table)
{
    size_t widths[TABLE_COLUMNS] = {0};
    for (size_t i = 0; i < table->count; i++) {
        for (size_t j = 0; j < TABLE_COLUMNS; j++) {
            size_t size = table->rows[i].cells[j].size;
            if (size > widths[j]) widths[j] = size;
        }
    }
    for (size_t i = 0; i < table->count; i++) {
        for (size_t j = 0; j < TABLE_COLUMNS; j++) {
            const Text *cell = &table->rows[i].cells[j];
            print_cell(text_string(cell), cell->size, widths[j], ' ');
        }
        puts("|");
        for (size_t j = 0; i == 0 && j < TABLE_COLUMNS; j++) {
            print_cell("", 0, widths[j], '-');
        }
        if (i == 0) puts("|");
    }
}

void table_free(Table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        for (size_t j = 0; j < TABLE_COLUMNS; j++) text_free(&table->rows[i].cells[j]);
    }
    free(table->rows);
    *table = (Table){0};
}
