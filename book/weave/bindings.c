#include "bindings.h"

#include <stdlib.h>

/* More than a reader would ever meet: they keep hostile texts from costing minutes. */
enum { ENTRIES_AT_MOST = 200, LINES_BETWEEN_AT_MOST = 100 };

/* Finds the lines that a value directive speaks of: the next block, and when the
 * directive of a figure or a table comes between, its caption's block too. */
static bool find_block(const Document *doc, const Directive *d, size_t *first,
                       size_t *end)
{
    bool captioned = false;
    size_t line = document_next(doc, d->last);
    while (line < doc->count && doc->lines[line].kind == LINE_COMMENT) {
        const Directive *between = document_directive(doc, line);
        DirectiveKind kind = between != NULL ? between->kind : DIRECTIVE_OTHER;
        if (kind == DIRECTIVE_CODE || kind == DIRECTIVE_OUTPUT
            || kind == DIRECTIVE_EXERCISE) {
            return false;
        }
        captioned = captioned || kind == DIRECTIVE_FIGURE || kind == DIRECTIVE_TABLE;
        line = document_next(doc, line);
        if (line - d->last > LINES_BETWEEN_AT_MOST) return false;
    }
    if (line >= doc->count || doc->lines[line].kind != LINE_TEXT) return false;
    *first = line;
    *end = document_run_end(doc, line);
    if (captioned) {
        size_t caption = document_target(doc, *end - 1);
        if (caption < doc->count && doc->lines[caption].kind == LINE_TEXT) {
            *end = document_run_end(doc, caption);
        }
    }
    return true;
}

/* Reads one `name = text`. */
static void read_entry(Bindings *bindings, const Document *doc, Span entry,
                       Binding binding, Problems *problems)
{
    size_t equals = span_find(entry, "=", 0);
    binding.name = span_trim(span_slice(entry, 0, equals));
    binding.text = span_trim(span_slice(entry, equals == NOWHERE ? entry.size
                                                                 : equals + 1,
                                        entry.size));
    if (binding.name.size == 0 || binding.text.size == 0) {
        problem(problems, doc->path, binding.line + 1,
                "'%.*s' in a value directive; wanted name = number", SHOW(entry));
    } else if (!number_read(binding.text, &binding.number)) {
        problem(problems, doc->path, binding.line + 1,
                "'%.*s' is no number; wanted one as it stands in the text",
                SHOW(binding.text));
    } else {
        bindings->items = array_grow(bindings->items, bindings->count,
                                     &bindings->capacity, sizeof *bindings->items);
        bindings->items[bindings->count++] = binding;
    }
}

static void read_entries(Bindings *bindings, const Document *doc, const Directive *d,
                         Binding binding, Problems *problems)
{
    Span all = d->arguments;
    binding.line = d->first;
    size_t begin = 0;
    size_t counted = 0;
    size_t before = bindings->count;
    while (begin < all.size) {
        if (bindings->count - before >= ENTRIES_AT_MOST) {
            problem(problems, doc->path, binding.line + 1, "a value directive of more "
                    "than %d numbers; wanted several of them", ENTRIES_AT_MOST);
            return;
        }
        while (begin < all.size && is_space(all.data[begin])) begin++;
        size_t end = span_find(all, ";", begin);
        if (end == NOWHERE) end = all.size;
        Span entry = span_trim(span_slice(all, begin, end));
        binding.line += span_line_number(span_slice(all, counted, begin), NOWHERE) - 1;
        counted = begin;
        if (entry.size > 0) read_entry(bindings, doc, entry, binding, problems);
        begin = end + 1;
    }
}

void bindings_read(Bindings *bindings, const Document *doc, Problems *problems)
{
    for (size_t i = 0; i < doc->directive_count; i++) {
        const Directive *d = &doc->directives[i];
        Binding binding = {0};
        if (d->kind != DIRECTIVE_VALUE) continue;
        if (!find_block(doc, d, &binding.first, &binding.end)) {
            problem(problems, doc->path, d->first + 1,
                    "no block of text follows; a value directive stands before the "
                    "paragraph, list, table or formula that shows its numbers");
        } else if (d->arguments.size == 0) {
            problem(problems, doc->path, d->first + 1,
                    "an empty value directive; wanted name = number");
        } else {
            read_entries(bindings, doc, d, binding, problems);
        }
    }
}

static bool is_met(const Binding *binding, const Number *number)
{
    return number_same(&binding->number, number)
        && (!binding->number.is_percent || number->is_percent);
}

bool bindings_cover(const Bindings *bindings, size_t line, const Number *number)
{
    for (size_t i = 0; i < bindings->count; i++) {
        const Binding *b = &bindings->items[i];
        if (b->first <= line && line < b->end && is_met(b, number)) return true;
    }
    return false;
}

/* The line of the binding's block on which its number stands, or NOWHERE. */
static size_t find_line(const Document *doc, const Binding *binding)
{
    for (size_t i = binding->first; i < binding->end; i++) {
        if (doc->lines[i].kind != LINE_TEXT) continue;
        Number number;
        for (size_t at = 0; number_next(doc->lines[i].text, &at, &number);) {
            if (is_met(binding, &number)) return i;
        }
    }
    return NOWHERE;
}

/* Takes `chapterN/` off a name; returns N, or `chapter` when it has none. */
static int split_chapter(Span *name, int chapter)
{
    size_t slash = span_find(*name, "/", 0);
    if (slash == NOWHERE || !span_starts(*name, "chapter") || slash < 8 || slash > 10) {
        return chapter;
    }
    int number = 0;
    for (size_t i = 7; i < slash; i++) {
        if (!is_digit(name->data[i])) return chapter;
        number = number * 10 + (name->data[i] - '0');
    }
    *name = span_slice(*name, slash + 1, name->size);
    return number;
}

static void check_value(const Binding *b, const char *path, size_t line,
                        const ValueTable *table, Span name, Problems *problems)
{
    const Value *value = values_find(table, name);
    if (table->missing != NULL) {
        problem(problems, path, b->line + 1, "%s: %s; run the chapter first",
                text_string(&table->path), table->missing);
    } else if (value == NULL) {
        problem(problems, path, b->line + 1,
                "unknown value '%.*s' in %s; the nearest is '%.*s'", SHOW(name),
                text_string(&table->path), SHOW(values_nearest(table, name)));
    } else if (line != NOWHERE && !number_agrees(&b->number, value->number)) {
        char given[512];
        number_print(given, sizeof given, value->number, &b->number);
        problem(problems, path, line + 1,
                "number %.*s is stale: the run gives %s%s for '%.*s'", SHOW(b->text),
                given, b->number.is_percent ? "%" : "", SHOW(b->name));
    }
}

void bindings_check(const Bindings *bindings, const Document *doc, Values *values,
                    const char *run, int chapter, Problems *problems)
{
    for (size_t i = 0; i < bindings->count; i++) {
        const Binding *b = &bindings->items[i];
        size_t line = find_line(doc, b);
        if (line == NOWHERE) {
            problem(problems, doc->path, b->line + 1,
                    "number %.*s does not stand in the block at line %zu; wanted it "
                    "there, digit by digit", SHOW(b->text), b->first + 1);
        }
        Span name = b->name;
        int number = split_chapter(&name, chapter);
        const ValueTable *table = values_of(values, run, number, problems);
        check_value(b, doc->path, line, table, name, problems);
    }
}

void bindings_free(Bindings *bindings)
{
    free(bindings->items);
    *bindings = (Bindings){0};
}
