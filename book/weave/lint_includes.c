#include "lint.h"
#include "paths.h"

/* The chapter that the header is found in, from `file`: the highest that the file may
 * look into, or else the lowest of the others. Returns false when no file has it. */
static bool find_header(const Lint *lint, const LintFile *file, Span name, int *chapter)
{
    bool found = false;
    for (size_t i = 0; i < lint->count; i++) {
        const LintFile *other = &lint->files[i];
        Span base = path_base(text_span(&other->path));
        if (other->is_exercise || !span_equal(base, name)) continue;
        bool below = other->chapter <= file->chapter;
        if (!found || (below && other->chapter > *chapter)
            || (*chapter > file->chapter && other->chapter < *chapter)) {
            *chapter = other->chapter;
        }
        found = true;
    }
    return found;
}

static void check_include(const Lint *lint, const LintFile *file, Span name,
                          size_t line)
{
    int chapter = 0;
    const char *path = lint_path(file);
    if (span_ends(name, ".c")) {
        problem(lint->problems, path, line,
                "includes the .c file %.*s; wanted its header", SHOW(name));
    }
    if (span_find(name, "/", 0) != NOWHERE) {
        problem(lint->problems, path, line,
                "includes %.*s by a path; wanted the header's name alone", SHOW(name));
        name = path_base(name);
    }
    if (!find_header(lint, file, name, &chapter) || chapter <= file->chapter) return;
    if (file->chapter == CHAPTER_OF_COMMON) {
        problem(lint->problems, path, line,
                "common/ includes %.*s of chapter %d; wanted no chapter's header",
                SHOW(name), chapter);
    } else {
        problem(lint->problems, path, line,
                "chapter %d includes %.*s of chapter %d; wanted common/ or a chapter "
                "not above", file->chapter, SHOW(name), chapter);
    }
}

/* Whether the preprocessor line includes a "file"; *name is then the file's. */
static bool is_include(Span source, Token line, Span *name)
{
    Token word = token_next(source, line.begin + 1);
    if (!token_is(source, word, "include")) return false;
    Token string = token_next(source, word.end);
    *name = token_span(source, string);
    if (string.kind != TOKEN_STRING || name->size < 2 || string.end > line.end) {
        return false;
    }
    *name = span_slice(*name, 1, name->size - 1);
    return true;
}

void lint_includes(const Lint *lint)
{
    for (size_t i = 0; i < lint->count; i++) {
        const LintFile *file = &lint->files[i];
        Span source = lint_source(file);
        Token token = token_next(source, 0);
        while (token.kind != TOKEN_END) {
            Span name;
            if (token.kind == TOKEN_DIRECTIVE && is_include(source, token, &name)) {
                size_t line = span_line_number(source, token.begin);
                check_include(lint, file, name, line);
            }
            token = token_next(source, token.end);
        }
    }
}
