/* What the tests of the chapters' programs share. */
#ifndef TESTS_PROGRAMS_H
#define TESTS_PROGRAMS_H

#include "support.h"

#include <string.h>
#include <unistd.h>

/* Requires that the program's --help ends with status 0, begins with its name, has its
 * usage and a line for each of these options ("--seed SEED") and for --help, says
 * nothing on stderr and writes nothing into temporary("out"). Returns what it said. */
#define HELP(program, ...)                                                             \
    require_help(program, (const char *const[]){__VA_ARGS__, "--help", NULL})

static inline Outcome require_help(const char *program, const char *const *option)
{
    char wanted[64];
    Outcome o = run("%s --out %s --help", program_path(program), temporary("out"));
    cr_assert_eq(o.status, 0);
    cr_assert_str_empty(o.err);
    snprintf(wanted, sizeof wanted, "%s: ", program);
    cr_assert_eq(strncmp(o.out, wanted, strlen(wanted)), 0, "it begins with %s", o.out);
    snprintf(wanted, sizeof wanted, "\nusage: %s [option ...]\n", program);
    cr_assert_not_null(strstr(o.out, wanted), "no usage in %s", o.out);
    for (; *option; option++) {
        snprintf(wanted, sizeof wanted, "\n  %s ", *option);
        cr_assert_not_null(strstr(o.out, wanted), "%s is not listed", *option);
    }
    cr_assert_neq(access(temporary("out"), F_OK), 0, "nothing is written");
    return o;
}

/* Requires that a run ended with status 0 and said nothing on stderr, and that stdout
 * begins with the first of these blocks and has the others behind it, in this order,
 * each once. */
static inline void require_blocks(Outcome o, const char *const *block, size_t count)
{
    cr_assert_eq(o.status, 0, "%s", o.err);
    cr_assert_str_empty(o.err);
    const char *at = o.out;
    for (size_t i = 0; i < count; i++) {
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
