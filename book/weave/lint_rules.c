/* Rules that a file keeps or breaks by itself: purity and sizes. */
#include "lint.h"

enum { FILE_LINES = 260, FUNCTION_LINES = 45, LINE_COLUMNS = 88 };

static bool is_banned(Span word)
{
    static const char *const words[] = {
        "printf", "fprintf", "puts", "fopen", "time", "clock", "rand", "srand",
        "getenv", "exit",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (span_is(word, words[i])) return true;
    }
    return false;
}

static void report(const Lint *lint, const LintFile *file, size_t at, Span name,
                   const char *what)
{
    problem(lint->problems, lint_path(file), span_line_number(lint_source(file), at),
            "'%.*s' %s", SHOW(name), what);
}

/* Checks a static variable inside of a function. */
static void check_static(const Lint *lint, const LintFile *file, Token token)
{
    CDefinition found;
    if (cdeclaration_scan(&found, lint_source(file), token) == NOWHERE) return;
    if (found.kind != C_VARIABLE || found.is_const) return;
    report(lint, file, token.begin, found.name,
           "is a static variable that can change; wanted const or an argument");
}

static void check_body(const Lint *lint, const LintFile *file, const CDefinition *d)
{
    Span source = lint_source(file);
    Token before = {TOKEN_END, 0, 0};
    Token token = token_next_code(source, d->body);
    while (token.kind != TOKEN_END && token.begin < d->end) {
        Token next = token_next_code(source, token.end);
        Span word = token_span(source, token);
        bool member = token_is(source, before, ".") || token_is(source, before, ">");
        if (token.kind == TOKEN_WORD && !member) {
            if (span_is(word, "static")) check_static(lint, file, token);
            if (is_banned(word) && token_is(source, next, "(")) {
                report(lint, file, token.begin, word,
                       "is called in a module; wanted it in main.c");
            }
        }
        before = token;
        token = next;
    }
}

void lint_purity(const Lint *lint)
{
    for (size_t i = 0; i < lint->count; i++) {
        const LintFile *file = &lint->files[i];
        if (file->is_main || file->is_exercise) continue;
        if (file->chapter == CHAPTER_OF_COMMON) continue;
        for (size_t j = 0; j < file->c.count; j++) {
            const CDefinition *d = &file->c.items[j];
            if (d->kind == C_FUNCTION) check_body(lint, file, d);
            if (d->kind != C_VARIABLE || d->is_const || d->is_extern) continue;
            problem(lint->problems, lint_path(file), d->line,
                    "'%.*s' is a variable at file level; wanted const or an argument",
                    SHOW(d->name));
        }
    }
}

static bool is_ascii(Span line)
{
    for (size_t i = 0; i < line.size; i++) {
        if ((unsigned char)line.data[i] >= 0x80) return false;
    }
    return true;
}

static void check_line(const Lint *lint, const char *path, size_t number, Span line)
{
    if (line.size > LINE_COLUMNS) {
        problem(lint->problems, path, number,
                "a line of %zu columns; wanted %d at most", line.size, LINE_COLUMNS);
    }
    if (span_find(line, "\t", 0) != NOWHERE) {
        problem(lint->problems, path, number, "a tab; wanted spaces");
    }
    if (line.size > 0 && is_space(line.data[line.size - 1])) {
        problem(lint->problems, path, number, "spaces at the end; wanted none");
    }
    if (!is_ascii(line)) {
        problem(lint->problems, path, number, "a byte that is no ASCII; wanted none");
    }
}

static void check_functions(const Lint *lint, const LintFile *file)
{
    for (size_t i = 0; i < file->c.count; i++) {
        const CDefinition *d = &file->c.items[i];
        if (d->kind != C_FUNCTION) continue;
        size_t lines = span_line_number(lint_source(file), d->end) - d->line + 1;
        if (lines <= FUNCTION_LINES) continue;
        problem(lint->problems, lint_path(file), d->line,
                "function %.*s has %zu lines; wanted %d at most", SHOW(d->name), lines,
                FUNCTION_LINES);
    }
}

void lint_sizes(const Lint *lint)
{
    for (size_t i = 0; i < lint->count; i++) {
        const LintFile *file = &lint->files[i];
        if (file->is_exercise) continue;
        size_t number = 0;
        Span line;
        for (size_t at = 0; span_next_line(lint_source(file), &at, &line);) {
            check_line(lint, lint_path(file), ++number, line);
        }
        if (number > FILE_LINES) {
            problem(lint->problems, lint_path(file), number,
                    "a file of %zu lines; wanted %d at most", number, FILE_LINES);
        }
        check_functions(lint, file);
    }
}
