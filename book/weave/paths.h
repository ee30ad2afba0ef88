/* paths: names of files, and what lies in a folder. */
#ifndef WEAVE_PATHS_H
#define WEAVE_PATHS_H

#include "problems.h"
#include "text.h"

/* Names found in a folder, sorted. Begins as {0}; names_free gives all back. */
typedef struct {
    char **items;
    size_t count;
    size_t capacity;
} Names;

/* The folder of a file, "" when the path names none. */
Span path_folder(Span path);

/* The last part of a path. */
Span path_base(Span path);

/* Replaces `out` by folder/name; an empty folder is the current one. */
void path_join(Text *out, Span folder, Span name);

/* Replaces `out` by the way from a folder to a file, both seen from the same place:
 * from a/b to a/c/d it is ../c/d. */
void path_relative(Text *out, Span folder, Span file);

/* The number of a folder named NN-name (its last part), or -1. */
int path_chapter(Span folder);

/* Whether a file is part of a chapter's program, not of its module: its name is main.c
 * or begins with main_. */
bool path_is_program(Span path);

bool path_exists(const char *path);

/* Adds the names in `folder` that begin with `prefix` and end with `suffix`, hidden
 * ones left out, and sorts all. A folder that is not there holds nothing; one that
 * cannot be read is a problem. */
void path_list(Names *names, const char *folder, const char *prefix,
               const char *suffix, Problems *problems);

void names_free(Names *names);

#endif
