/* The command lint: reads all code of the book and has the rules checked. */
#include "lint.h"

#include <stdlib.h>

#include "commands.h"
#include "paths.h"

const char *lint_path(const LintFile *file)
{
    return text_string(&file->path);
}

Span lint_source(const LintFile *file)
{
    return text_span(&file->source);
}

static void add_file(Lint *lint, Span folder, LintFile file, const char *name)
{
    path_join(&file.path, folder, span_of(name));
    const char *reason = text_read(&file.source, text_string(&file.path));
    if (reason != NULL) {
        problem(lint->problems, text_string(&file.path), 1, "%s", reason);
    }
    csource_scan(&file.c, text_span(&file.source));
    if (file.c.open_line > 0) {
        problem(lint->problems, text_string(&file.path), file.c.open_line,
                "a definition begins here and never ends; wanted its brackets to pair");
    }
    file.is_main = file.chapter != CHAPTER_OF_COMMON && path_is_program(span_of(name));
    lint->files = array_grow(lint->files, lint->count, &lint->capacity,
                             sizeof *lint->files);
    lint->files[lint->count++] = file;
}

static void add_folder(Lint *lint, Span folder, LintFile like)
{
    static const char *const suffixes[] = {".h", ".c"};
    for (size_t i = 0; i < 2; i++) {
        Names names = {0};
        Text path = {0};
        text_add(&path, folder);
        path_list(&names, text_string(&path), "", suffixes[i], lint->problems);
        for (size_t j = 0; j < names.count; j++) {
            add_file(lint, folder, like, names.items[j]);
        }
        names_free(&names);
        text_free(&path);
    }
}

static void add_chapter(Lint *lint, Span chapters, Span name)
{
    LintFile like = {.chapter = path_chapter(name)};
    if (like.chapter < 0) return;
    Text folder = {0};
    Text exercises = {0};
    path_join(&folder, chapters, name);
    path_join(&exercises, text_span(&folder), span_of("exercises"));
    add_folder(lint, text_span(&folder), like);
    like.is_exercise = true;
    add_folder(lint, text_span(&exercises), like);
    text_free(&folder);
    text_free(&exercises);
}

static void read_all(Lint *lint, Span root)
{
    Text common = {0};
    Text chapters = {0};
    Names names = {0};
    path_join(&common, root, span_of("common"));
    path_join(&chapters, root, span_of("chapters"));
    add_folder(lint, text_span(&common), (LintFile){.chapter = CHAPTER_OF_COMMON});
    path_list(&names, text_string(&chapters), "", "", lint->problems);
    for (size_t i = 0; i < names.count; i++) {
        add_chapter(lint, text_span(&chapters), span_of(names.items[i]));
    }
    names_free(&names);
    text_free(&common);
    text_free(&chapters);
}

static size_t count_functions(const Lint *lint)
{
    size_t count = 0;
    for (size_t i = 0; i < lint->count; i++) {
        const LintFile *file = &lint->files[i];
        for (size_t j = 0; j < file->c.count; j++) {
            if (file->c.items[j].kind == C_FUNCTION) count++;
        }
    }
    return count;
}

static void lint_free(Lint *lint)
{
    for (size_t i = 0; i < lint->count; i++) {
        text_free(&lint->files[i].path);
        text_free(&lint->files[i].source);
        csource_free(&lint->files[i].c);
    }
    free(lint->files);
    *lint = (Lint){0};
}

int lint_command(const Options *options, Problems *problems)
{
    Lint lint = {.problems = problems};
    Span root = span_of(options->files[0]);
    read_all(&lint, span_is(root, ".") ? span_of("") : root);
    if (lint.count == 0) {
        problem(problems, options->files[0], 1, "no C file in common/ or "
                "chapters/NN-*/ below; wanted the root of the repository");
    }
    lint_includes(&lint);
    lint_copies(&lint);
    lint_purity(&lint);
    lint_sizes(&lint);
    if (problems->count == 0) {
        printf("lint: %zu files, %zu functions: staircase, copies, purity and sizes "
               "hold\n", lint.count, count_functions(&lint));
    }
    lint_free(&lint);
    return 0;
}
