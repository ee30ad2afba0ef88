#include "lint.h"

#include <stdint.h>
#include <stdlib.h>

#include "paths.h"

enum { COPY_LINES = 6, SHORT_LINE = 4 };

/* A line of code, for comparison: what is left without comments and white space. */
typedef struct {
    uint64_t hash;
    const LintFile *file;
    const CDefinition *function;
    size_t number;
} CodeLine;

typedef struct {
    CodeLine *items;
    size_t count;
    size_t capacity;
} CodeLines;

/* The 64-bit FNV-1a hash, one byte on. */
static uint64_t hash_byte(uint64_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 1099511628211u;
}

static void add_line(CodeLines *lines, CodeLine line, size_t size)
{
    if (size < SHORT_LINE) return;
    lines->items = array_grow(lines->items, lines->count, &lines->capacity,
                              sizeof *lines->items);
    lines->items[lines->count++] = line;
}

/* Adds the lines of a function's body. */
static void add_function(CodeLines *lines, const LintFile *file, const CDefinition *d)
{
    const uint64_t start = 14695981039346656037u;
    Span source = lint_source(file);
    CodeLine line = {.hash = start, .file = file, .function = d};
    line.number = span_line_number(source, d->body);
    size_t size = 0;
    Token token = token_next(source, d->body);
    for (size_t at = d->body; at < d->end && at < source.size; at++) {
        while (token.kind != TOKEN_END && token.end <= at) {
            token = token_next(source, token.end);
        }
        bool commented = token.kind == TOKEN_COMMENT && token.begin <= at;
        if (source.data[at] == '\n') {
            add_line(lines, line, size);
            line.hash = start;
            line.number++;
            size = 0;
        } else if (!commented && !is_space(source.data[at])) {
            line.hash = hash_byte(line.hash, source.data[at]);
            size++;
        }
    }
    add_line(lines, line, size);
}

/* How many lines from `a` and from `b` are the same, each within its function. */
static size_t run_of(const CodeLines *lines, size_t a, size_t b)
{
    const CodeLine *from = lines->items;
    size_t run = 0;
    while (b + run < lines->count && from[a + run].hash == from[b + run].hash
           && from[a + run].function == from[a].function
           && from[b + run].function == from[b].function) {
        run++;
    }
    return run;
}

/* Reports the runs that begin with lines a and b, unless one began before. */
static void compare(const Lint *lint, const CodeLines *lines, size_t a, size_t b)
{
    const CodeLine *x = &lines->items[a];
    const CodeLine *y = &lines->items[b];
    if (x->hash != y->hash || x->file == y->file) return;
    bool began = a > 0 && x[-1].hash == y[-1].hash && x[-1].function == x->function
              && y[-1].function == y->function;
    size_t run = began ? 0 : run_of(lines, a, b);
    if (run < COPY_LINES) return;
    problem(lint->problems, lint_path(y->file), y->number,
            "%zu lines of %.*s stand in %.*s at %s:%zu too; wanted one function that "
            "both call", run, SHOW(y->function->name), SHOW(x->function->name),
            lint_path(x->file), x->number);
}

static bool is_module_function(const LintFile *file, const CDefinition *d)
{
    return d->kind == C_FUNCTION && !file->is_main;
}

/* Reports functions of that name in the modules of other folders behind `file`. */
static void check_name(const Lint *lint, size_t file, const CDefinition *d)
{
    const LintFile *here = &lint->files[file];
    Span folder = path_folder(text_span(&here->path));
    for (size_t i = file + 1; i < lint->count; i++) {
        const LintFile *there = &lint->files[i];
        if (there->is_exercise) continue;
        if (span_equal(path_folder(text_span(&there->path)), folder)) continue;
        for (size_t j = 0; j < there->c.count; j++) {
            const CDefinition *other = &there->c.items[j];
            if (!is_module_function(there, other)) continue;
            if (!span_equal(other->name, d->name)) continue;
            problem(lint->problems, lint_path(there), other->line,
                    "function %.*s is defined at %s:%zu too; wanted one of them",
                    SHOW(d->name), lint_path(here), d->line);
        }
    }
}

void lint_copies(const Lint *lint)
{
    CodeLines lines = {0};
    for (size_t i = 0; i < lint->count; i++) {
        const LintFile *file = &lint->files[i];
        for (size_t j = 0; j < file->c.count && !file->is_exercise; j++) {
            const CDefinition *d = &file->c.items[j];
            if (d->kind == C_FUNCTION) add_function(&lines, file, d);
            if (is_module_function(file, d)) check_name(lint, i, d);
        }
    }
    for (size_t a = 0; a < lines.count; a++) {
        for (size_t b = a + 1; b < lines.count; b++) compare(lint, &lines, a, b);
    }
    free(lines.items);
}
