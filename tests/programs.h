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

#endif
