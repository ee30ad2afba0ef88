/* A copy of the good texts in a folder of its own, to be changed and woven. */
#ifndef TESTS_WEAVE_SCRATCH_H
#define TESTS_WEAVE_SCRATCH_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 256, FILE_SIZE = 16384, COMMAND_SIZE = 1024 };

/* A folder of its own for each test, with a chapter 01-x in it. */
typedef struct {
    char folder[PATH_SIZE];
    char text[2 * PATH_SIZE];
} Scratch;

static inline void shell(const char *format, const char *argument)
{
    char command[COMMAND_SIZE];
    snprintf(command, sizeof command, format, argument);
    cr_assert_eq(system(command), 0, "%s", command);
}

static inline Scratch begin(void)
{
    Scratch s = {.folder = "/tmp/weave-test-XXXXXX"};
    cr_assert_not_null(mkdtemp(s.folder));
    shell("cp -r tests/weave/good/* %s", s.folder);
    snprintf(s.text, sizeof s.text, "%s/01-x/README.md", s.folder);
    return s;
}

static inline void end(const Scratch *s)
{
    shell("rm -r %s", s->folder);
}

static inline void put(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fwrite(bytes, 1, size, file), size);
    cr_assert_eq(fclose(file), 0);
}

static inline size_t get(const char *path, char bytes[FILE_SIZE])
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    size_t size = fread(bytes, 1, FILE_SIZE - 1, file);
    bytes[size] = '\0';
    fclose(file);
    return size;
}

#endif
