/* Tables for people, series for gnuplot, and the progress bar. */
#define _POSIX_C_SOURCE 200809L
#include "report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t count_parts(const char *text)
{
    size_t count = 1;
    for (; *text; text++) count += *text == '|';
    return count;
}

void table_begin(Table *table, const char *heads)
{
    table->columns = count_parts(heads);
    table->cells = 0;
    if (table->columns > TABLE_COLUMNS)
        check_mistake(HERE, "table_begin", "%zu columns, at most %d", table->columns,
                      TABLE_COLUMNS);
    for (size_t i = 0; i < table->columns; i++) {
        size_t size = strcspn(heads, "|");
        table_cell(table, "%.*s", (int)size, heads);
        heads += size + 1;
    }
}

void table_cell(Table *table, const char *format, ...)
{
    if (table->cells >= table->columns * TABLE_ROWS)
        check_mistake(HERE, "table_cell", "more than %d rows", TABLE_ROWS);
    va_list arguments;
    va_start(arguments, format);
    char *cell = table->cell[table->cells++];
    int size = vsnprintf(cell, TABLE_TEXT, format, arguments);
    va_end(arguments);
    if (size >= TABLE_TEXT) memcpy(cell + TABLE_TEXT - 4, "...", 4); // cut, and says so
}

/* A cell counts as a number when it begins like one and holds no blank. */
static bool is_number(const char *cell)
{
    size_t digits = strspn(cell, "+-.0123456789e%,");
    return (digits > 0 && cell[digits] == 0) || strcmp(cell, "nan") == 0 ||
           strcmp(cell, "inf") == 0 || strcmp(cell, "-inf") == 0;
}

/* A column of numbers stands to the right, its head too; any word turns it left. */
static bool stands_right(const Table *table, size_t column)
{
    for (size_t i = table->columns + column; i < table->cells; i += table->columns)
        if (table->cell[i][0] && !is_number(table->cell[i])) return false;
    return true;
}

/* Letters as a terminal shows them: in UTF-8 each has one byte that is no 10xxxxxx. */
static int letters(const char *text)
{
    int count = 0;
    for (; *text; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

void table_print(Report *report, const Table *table)
{
    (void)report;
    int width[TABLE_COLUMNS] = {0};
    bool right[TABLE_COLUMNS] = {false};
    if (table->columns == 0)
        check_mistake(HERE, "table_print", "a table that was never begun");
    for (size_t j = 0; j < table->columns; j++) right[j] = stands_right(table, j);
    for (size_t i = 0; i < table->cells; i++) {
        int size = letters(table->cell[i]);
        if (size > width[i % table->columns]) width[i % table->columns] = size;
    }
    if (table->cells % table->columns != 0)
        check_mistake(HERE, "table_print", "the last row has %zu of %zu cells",
                      table->cells % table->columns, table->columns);

    for (size_t i = 0; i < table->cells; i++) {
        size_t j = i % table->columns;
        bool last = j + 1 == table->columns;
        int blanks = width[j] - letters(table->cell[i]);
        if (right[j])
            printf("  %*s%s", blanks, "", table->cell[i]);
        else
            printf("  %s%*s", table->cell[i], last ? 0 : blanks, "");
        if (last) putchar('\n');
    }
}

Progress progress_begin(const char *what, size_t total)
{
    Progress progress = {what, total ? total : 1, isatty(STDERR_FILENO) ? -1 : -2};
    progress_step(&progress, 0);
    return progress;
}

void progress_step(Progress *progress, size_t done)
{
    enum { WIDTH = 30 };
    int percent = (int)(done * 100 / progress->total);
    if (progress->shown == -2 || percent == progress->shown) return;
    progress->shown = percent;
    int filled = percent * WIDTH / 100;
    fprintf(stderr, "\r%s [%.*s%*s] %3d%%", progress->what, filled,
            "##############################", WIDTH - filled, "", percent);
    fflush(stderr);
}

void progress_end(Progress *progress)
{
    if (progress->shown == -2) return;
    fprintf(stderr, "\r%*s\r", (int)strlen(progress->what) + 40, "");
    fflush(stderr);
    progress->shown = -2;
}
