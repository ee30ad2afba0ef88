#include "values.h"

#include <stdlib.h>

/* Reads all of `text` as a number in the form of strtod. */
static bool read_number(Span text, double *number)
{
    char digits[64];
    if (text.size == 0 || text.size >= sizeof digits || is_space(text.data[0])) {
        return false;
    }
    for (size_t i = 0; i < text.size; i++) digits[i] = text.data[i];
    digits[text.size] = '\0';
    char *end = NULL;
    *number = strtod(digits, &end);
    return end == digits + text.size;
}

static void read_line(ValueTable *table, Span line, size_t number, Problems *problems)
{
    size_t tab = span_find(line, "\t", 0);
    Value value = {.name = span_slice(line, 0, tab)};
    if (tab == NOWHERE || tab == 0
        || !read_number(span_slice(line, tab + 1, line.size), &value.number)) {
        problem(problems, text_string(&table->path), number,
                "'%.*s'; wanted a name, a tab and a number", SHOW(line));
        return;
    }
    if (values_find(table, value.name) != NULL) {
        problem(problems, text_string(&table->path), number,
                "'%.*s' stands a second time; wanted one number a name",
                SHOW(value.name));
        return;
    }
    table->items = array_grow(table->items, table->count, &table->capacity,
                              sizeof *table->items);
    table->items[table->count++] = value;
}

static ValueTable read_table(const char *run, int chapter, Problems *problems)
{
    ValueTable table = {.chapter = chapter};
    text_format(&table.path, "%s/chapter%d/values.tsv", run, chapter);
    table.missing = text_read(&table.text, text_string(&table.path));
    size_t number = 0;
    Span line;
    for (size_t at = 0; span_next_line(text_span(&table.text), &at, &line);) {
        number++;
        if (span_trim(line).size > 0) read_line(&table, line, number, problems);
    }
    return table;
}

const ValueTable *values_of(Values *values, const char *run, int chapter,
                            Problems *problems)
{
    for (size_t i = 0; i < values->count; i++) {
        if (values->tables[i].chapter == chapter) return &values->tables[i];
    }
    values->tables = array_grow(values->tables, values->count, &values->capacity,
                                sizeof *values->tables);
    values->tables[values->count] = read_table(run, chapter, problems);
    return &values->tables[values->count++];
}

const Value *values_find(const ValueTable *table, Span name)
{
    for (size_t i = 0; i < table->count; i++) {
        if (span_equal(table->items[i].name, name)) return &table->items[i];
    }
    return NULL;
}

Span values_nearest(const ValueTable *table, Span name)
{
    Nearest nearest = nearest_to(name);
    for (size_t i = 0; i < table->count; i++) {
        nearest_offer(&nearest, table->items[i].name);
    }
    return nearest.best;
}

void values_free(Values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        text_free(&values->tables[i].path);
        text_free(&values->tables[i].text);
        free(values->tables[i].items);
    }
    free(values->tables);
    *values = (Values){0};
}
