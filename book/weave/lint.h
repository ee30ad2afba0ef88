/* lint: the rules that all code of the book keeps. */
#ifndef WEAVE_LINT_H
#define WEAVE_LINT_H

#include "csource.h"
#include "problems.h"
#include "text.h"

enum { CHAPTER_OF_COMMON = -1 };

typedef struct {
    Text path;
    Text source;
    CSource c;
    int chapter;             /* or CHAPTER_OF_COMMON */
    bool is_main;            /* a chapter's program */
    bool is_exercise;
} LintFile;

/* All C files of common/, the chapters and their exercises. Begins as {0}. */
typedef struct {
    LintFile *files;
    size_t count;
    size_t capacity;
    Problems *problems;
} Lint;

/* No file includes one of a higher chapter, and none includes a .c file or a path. */
void lint_includes(const Lint *lint);

/* No function stands in two places: by its name, or by six lines on end. */
void lint_copies(const Lint *lint);

/* The modules of chapters do no input or output and keep no state. */
void lint_purity(const Lint *lint);

/* Files, functions and lines stay short, and are plain ASCII. */
void lint_sizes(const Lint *lint);

/* The file's path and source, as their users want them. */
const char *lint_path(const LintFile *file);
Span lint_source(const LintFile *file);

#endif
