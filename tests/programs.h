/* What the tests of the chapters' programs share. A file that includes this has defined
 * PROGRAM, the name of the program that it is about. */
#ifndef TESTS_PROGRAMS_H
#define TESTS_PROGRAMS_H

#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Runs the program with these arguments (printf-like), its folder for output beside
 * them: temporary("out"). */
static inline Outcome program(const char *format, ...) CHECK_FORMAT(1, 2);
static inline Outcome program(const char *format, ...)
{
    char arguments[3500];
    va_list values;
    va_start(values, format);
    int size = vsnprintf(arguments, sizeof arguments, format, values);
    va_end(values);
    cr_assert(size >= 0 && (size_t)size < sizeof arguments, "too many arguments");
    return run("%s --out %s %s", program_path(PROGRAM), temporary("out"), arguments);
}

static inline Outcome run_with_defaults(void)
{
    return program(" ");
}

static inline void nothing_is_written(void)
{
    cr_assert_neq(access(temporary("out"), F_OK), 0, "something is written");
}

/* Requires that these arguments end the program with this status and with one line,
 * `PROGRAM: ` and what is said, and that it prints and writes nothing else. */
static inline void refuses(int status, const char *arguments, const char *said)
{
    char line[1200];
    snprintf(line, sizeof line, "%s: %s\n", PROGRAM, said);
    OUTCOME(program("%s", arguments), status, "", line);
    nothing_is_written();
}

/* The same of options, each with what is said of it. */
static inline void refuses_options(size_t count, const char *const options[][2])
{
    for (size_t i = 0; i < count; i++) refuses(2, options[i][0], options[i][1]);
}

/* The same of the file that an option (--data) names; what is said follows its path. */
static inline void refuses_file(const char *option, const char *path, const char *said)
{
    char arguments[600], line[1100];
    snprintf(arguments, sizeof arguments, "%s '%s'", option, path);
    snprintf(line, sizeof line, "%s%s", path, said);
    refuses(1, arguments, line);
}

/* The same of files with these texts, each with what is said of it. */
static inline void refuses_texts(const char *option, size_t count,
                                 const char *const texts[][2])
{
    const char *path = temporary("bad.csv");
    for (size_t i = 0; i < count; i++) {
        write_file(path, texts[i][0], strlen(texts[i][0]));
        refuses_file(option, path, texts[i][1]);
    }
}

/* Requires of every series of the last run a head, then rows as wide as the head, of
 * numbers that are finite, unless a loss may run away. */
static inline void series_are_whole(bool may_run_away)
{
    OUTCOME(run("cd %s && ls *.tsv | grep -v values.tsv | xargs -r awk -F '\\t' '"
                "FNR == 1 { if (!/^# /) print FILENAME, \"no head\"; width = NF; next }"
                "NF && (NF != width || /%s/) { print FILENAME, FNR, $0 }'",
                temporary("out"), may_run_away ? "none" : "nan|inf"),
            0, "", "");
}

/* Requires that the run was well, and that stdout begins with the first of these blocks
 * and has the others after it, in this order, each once. */
static inline void has_blocks(Outcome o, const char *const *block)
{
    cr_assert_eq(o.status, 0, "%s", o.err);
    cr_assert_str_empty(o.err);
    const char *at = o.out;
    for (size_t i = 0; block[i]; i++) {
        char head[64];
        snprintf(head, sizeof head, "%s%s: ", i > 0 ? "\n\n" : "", block[i]);
        at = strstr(at, head);
        cr_assert_not_null(at, "block %s is missing, or not in its place", block[i]);
        cr_assert(i > 0 || at == o.out, "something stands before the first block");
        at += strlen(head);
        cr_assert_null(strstr(at, head), "block %s stands twice", block[i]);
    }
    cr_assert_eq(o.out[o.out_size - 1], '\n');
}

#endif
