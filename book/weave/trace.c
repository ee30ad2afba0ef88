/* The command trace: each equation that is computed has a function and a test. */
#include <stdlib.h>

#include "commands.h"
#include "csource.h"
#include "paths.h"
#include "table.h"
#include "weave.h"

/* The corners of one label. */
typedef struct {
    const Label *label;
    Text function;
    Text test;
    int score;             /* how good the function's place is; 0 is none */
} Row;

typedef struct {
    Book book;
    Row *rows;             /* one a label, in their order */
    Problems *problems;
} Trace;

/* A C file while it is searched. */
typedef struct {
    const char *path;
    Span source;
    CSource c;
    bool is_test;
} Searched;

/* Takes the next `eq:label` of `s` at or after *at; `#eq:label` is a link, no claim. */
static bool next_label(Span s, size_t *at, Span *label)
{
    while ((*at = span_find(s, "eq:", *at)) != NOWHERE) {
        size_t begin = *at + 3;
        size_t end = begin;
        while (end < s.size && (is_digit(s.data[end]) || s.data[end] == '-'
                                || (is_letter(s.data[end])
                                    && s.data[end] == to_lower(s.data[end])))) {
            end++;
        }
        char before = *at > 0 ? s.data[*at - 1] : ' ';
        bool whole = !is_word(before) && before != '#';
        *at = end;
        *label = span_slice(s, begin, end);
        if (whole && label->size > 0) return true;
    }
    return false;
}

static bool is_test_macro(Span name)
{
    return span_is(name, "Test") || span_is(name, "ParameterizedTest")
        || span_is(name, "Theory");
}

/* The function (or test) that has the byte at `at` in it or in its comment, or else
 * the first one behind it; NULL when there is none. */
static const CDefinition *find_owner(const Searched *file, size_t at)
{
    for (size_t i = 0; i < file->c.count; i++) {
        const CDefinition *d = &file->c.items[i];
        bool fits = file->is_test ? d->kind == C_FUNCTION && is_test_macro(d->name)
                                  : d->kind == C_FUNCTION || d->kind == C_PROTOTYPE;
        if (fits && d->end > at) return d;
    }
    return NULL;
}

/* Adds the owner's name and place to `out`; a test's name is suite.name. */
static void show_owner(Text *out, const Searched *file, const CDefinition *d)
{
    if (!file->is_test) {
        text_format(out, "`%.*s` %s:%zu", SHOW(d->name), file->path, d->line);
        return;
    }
    size_t behind = (size_t)(d->name.data - file->source.data) + d->name.size;
    Token token = token_next_code(file->source, token_next_code(file->source,
                                                                behind).end);
    Token comma = token_next_code(file->source, token.end);
    Token name = token_next_code(file->source, comma.end);
    text_format(out, "`%.*s.%.*s` %s:%zu", SHOW(token_span(file->source, token)),
                SHOW(token_span(file->source, name)), file->path, d->line);
}

/* How well the file fits the label: its own folder, then others; .c, then .h. */
static int score_of(const Searched *file, const Label *label)
{
    Span path = span_of(file->path);
    bool own = span_equal(path_folder(path), path_folder(span_of(label->path)));
    return 1 + (own ? 2 : 0) + (span_ends(path, ".c") ? 1 : 0);
}

static void take_label(Trace *t, const Searched *file, Span name, size_t at)
{
    const Label *label = labels_find(&t->book.labels, LABEL_EQUATION, name);
    if (label == NULL) {
        Span nearest = labels_nearest(&t->book.labels, LABEL_EQUATION, name);
        problem(t->problems, file->path, span_line_number(file->source, at),
                "eq:%.*s is the label of no equation; the nearest is '%.*s'",
                SHOW(name), SHOW(nearest));
        return;
    }
    Row *row = &t->rows[label - t->book.labels.items];
    const CDefinition *owner = find_owner(file, at);
    if (owner == NULL) return;
    if (file->is_test) {
        if (row->test.size > 0) text_add_string(&row->test, ", ");
        show_owner(&row->test, file, owner);
    } else if (score_of(file, label) > row->score) {
        row->score = score_of(file, label);
        text_free(&row->function);
        show_owner(&row->function, file, owner);
    }
}

/* Takes the labels of a file: of a test anywhere, of other code in comments. */
static void search_file(Trace *t, Searched *file)
{
    Span label;
    csource_scan(&file->c, file->source);
    if (file->is_test) {
        for (size_t at = 0; next_label(file->source, &at, &label);) {
            take_label(t, file, label, (size_t)(label.data - file->source.data));
        }
    }
    Token token = token_next(file->source, 0);
    while (!file->is_test && token.kind != TOKEN_END) {
        Span comment = span_slice(file->source, 0, token.end);
        size_t at = token.begin;
        while (token.kind == TOKEN_COMMENT && next_label(comment, &at, &label)) {
            take_label(t, file, label, (size_t)(label.data - file->source.data));
        }
        token = token_next(file->source, token.end);
    }
    csource_free(&file->c);
}

static void search_folder(Trace *t, Span folder, const char *suffix, bool is_test)
{
    Names names = {0};
    Text path = {0};
    text_add(&path, folder);
    path_list(&names, text_string(&path), "", suffix, t->problems);
    for (size_t i = 0; i < names.count; i++) {
        if (path_is_program(span_of(names.items[i]))) continue;
        Text source = {0};
        path_join(&path, folder, span_of(names.items[i]));
        const char *reason = text_read(&source, text_string(&path));
        if (reason != NULL) problem(t->problems, text_string(&path), 1, "%s", reason);
        Searched file = {text_string(&path), text_span(&source), {0}, is_test};
        search_file(t, &file);
        text_free(&source);
    }
    text_free(&path);
    names_free(&names);
}

static void check_row(Trace *t, const Row *row)
{
    const Label *label = row->label;
    if (label->kind != LABEL_EQUATION || label->derivation) return;
    if (row->function.size == 0) {
        problem(t->problems, label->path, label->line,
                "equation '%s' has no function; wanted eq:%s in the comment of the C "
                "function that computes it, or the word derivation", label->name,
                label->name);
    }
    if (row->test.size == 0) {
        problem(t->problems, label->path, label->line,
                "equation '%s' has no test; wanted eq:%s in the test that checks it",
                label->name, label->name);
    }
}

static int by_number(const void *left, const void *right)
{
    const Label *a = ((const Row *)left)->label;
    const Label *b = ((const Row *)right)->label;
    if (a->chapter != b->chapter) return a->chapter < b->chapter ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static void print_table(const Row *rows, size_t count)
{
    Table table = {0};
    table_add(&table, "label", "text", "function", "test");
    for (size_t i = 0; i < count; i++) {
        const Row *row = &rows[i];
        const Label *label = row->label;
        if (label->kind != LABEL_EQUATION) continue;
        Text place = {0};
        text_format(&place, "(%d.%zu) %s:%zu", label->chapter, label->number,
                    label->path, label->line);
        table_add(&table, label->name, text_string(&place),
                  row->function.size > 0 ? text_string(&row->function) : "-",
                  row->test.size > 0 ? text_string(&row->test) : "-");
        text_free(&place);
    }
    table_show(&table);
    table_free(&table);
}

static void collect(Trace *t, const char *path)
{
    Text text = {0};
    const char *reason = text_read(&text, path);
    if (reason != NULL) problem(t->problems, path, 1, "%s; wanted a text", reason);
    weave_collect(&t->book, path, text_string(&text), text.size, t->problems);
    text_free(&text);
}

/* Checks, prints and gives back the rows. */
static void finish(Trace *t, size_t count)
{
    for (size_t i = 0; i < count; i++) check_row(t, &t->rows[i]);
    if (count > 0) qsort(t->rows, count, sizeof *t->rows, by_number);
    print_table(t->rows, count);
    for (size_t i = 0; i < count; i++) {
        text_free(&t->rows[i].function);
        text_free(&t->rows[i].test);
    }
    free(t->rows);
}

int trace_command(const Options *options, Problems *problems)
{
    if (options->tests == NULL) {
        fputs("weave: trace needs --tests DIR; 'weave --help' shows it\n", stderr);
        return 2;
    }
    Trace t = {.book = {.chapter = options->chapter}, .problems = problems};
    for (int i = 0; i < options->file_count; i++) collect(&t, options->files[i]);
    size_t count = t.book.labels.count;
    size_t capacity = 0;
    t.rows = array_grow(NULL, count, &capacity, sizeof *t.rows);
    for (size_t i = 0; i < count; i++) {
        t.rows[i] = (Row){.label = &t.book.labels.items[i]};
    }

    for (int i = 0; i < options->file_count + options->also_count; i++) {
        bool also = i >= options->file_count;
        Span folder = also ? span_of(options->also[i - options->file_count])
                           : path_folder(span_of(options->files[i]));
        search_folder(&t, folder, ".c", false);
        search_folder(&t, folder, ".h", false);
    }
    search_folder(&t, span_of(options->tests), ".c", true);
    finish(&t, count);
    book_free(&t.book);
    return 0;
}
