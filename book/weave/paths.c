#define _POSIX_C_SOURCE 200809L
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

Span path_folder(Span path)
{
    size_t end = path.size;
    while (end > 0 && path.data[end - 1] != '/') end--;
    return span_slice(path, 0, end > 1 ? end - 1 : end);
}

Span path_base(Span path)
{
    size_t begin = path.size;
    while (begin > 0 && path.data[begin - 1] != '/') begin--;
    return span_slice(path, begin, path.size);
}

void path_join(Text *out, Span folder, Span name)
{
    Text joined = {0};
    text_add(&joined, folder);
    if (folder.size > 0 && !span_ends(folder, "/")) text_add_string(&joined, "/");
    text_add(&joined, name);
    text_free(out);
    *out = joined;
}

/* The first part of a path, with its slash. */
static Span first_part(Span path)
{
    size_t slash = span_find(path, "/", 0);
    return slash == NOWHERE ? path : span_slice(path, 0, slash + 1);
}

void path_relative(Text *out, Span folder, Span file)
{
    Text from = {0};
    text_add(&from, folder);
    if (folder.size > 0 && !span_ends(folder, "/")) text_add_string(&from, "/");
    Span rest = text_span(&from);
    while (rest.size > 0) {
        Span part = first_part(rest);
        if (!span_equal(part, first_part(file))) break;
        rest = span_slice(rest, part.size, rest.size);
        file = span_slice(file, part.size, file.size);
    }
    Text way = {0};
    while (rest.size > 0) {
        text_add_string(&way, "../");
        rest = span_slice(rest, first_part(rest).size, rest.size);
    }
    text_add(&way, file);
    text_free(&from);
    text_free(out);
    *out = way;
}

int path_chapter(Span folder)
{
    Span base = path_base(folder);
    if (base.size < 3 || !is_digit(base.data[0]) || !is_digit(base.data[1])
        || base.data[2] != '-') {
        return -1;
    }
    return (base.data[0] - '0') * 10 + (base.data[1] - '0');
}

bool path_is_program(Span path)
{
    Span name = path_base(path);
    return span_is(name, "main.c") || span_starts(name, "main_");
}

bool path_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

void path_list(Names *names, const char *folder, const char *prefix,
               const char *suffix, Problems *problems)
{
    if (folder[0] == '\0') folder = ".";
    DIR *directory = opendir(folder);
    if (directory == NULL) {
        if (errno == ENOENT || errno == ENOTDIR) return;
        problem(problems, folder, 1, "%s; wanted a folder", strerror(errno));
        return;
    }
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        Span name = span_of(entry->d_name);
        if (entry->d_name[0] == '.' || !span_starts(name, prefix)
            || span_ends(name, ".test.c")
            || !span_ends(name, suffix)) {
            continue;
        }
        names->items = array_grow(names->items, names->count, &names->capacity,
                                  sizeof *names->items);
        names->items[names->count++] = span_copy(name);
    }
    closedir(directory);
    if (names->count > 0) {
        qsort(names->items, names->count, sizeof *names->items, by_name);
    }
}

void names_free(Names *names)
{
    for (size_t i = 0; i < names->count; i++) free(names->items[i]);
    free(names->items);
    *names = (Names){0};
}
