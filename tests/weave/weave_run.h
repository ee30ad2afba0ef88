/* Runs the program weave and looks at its exit status and at what it said. */
#ifndef TESTS_WEAVE_RUN_H
#define TESTS_WEAVE_RUN_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define CHECK "check --run tests/weave/run tests/weave/"

typedef struct {
    int status;
    char said[65536];       /* stdout and stderr */
} Run;

static inline Run run_weave(const char *arguments)
{
    Run run = {.status = -1};
    char command[4096];
    const char *program = getenv("WEAVE");
    snprintf(command, sizeof command, "%s %s 2>&1",
             program != NULL ? program : "build/bin/weave", arguments);
    FILE *pipe = popen(command, "r");
    cr_assert_not_null(pipe, "cannot start %s", command);
    size_t size = 0;
    size_t got;
    while ((got = fread(run.said + size, 1, sizeof run.said - 1 - size, pipe)) > 0) {
        size += got;
        if (size < sizeof run.said - 1) continue;
        size /= 2;                             /* of a long speech, keep the end */
        memmove(run.said, run.said + sizeof run.said - 1 - size, size);
    }
    run.said[size] = '\0';
    int status = pclose(pipe);
    if (WIFEXITED(status)) run.status = WEXITSTATUS(status);
    return run;
}

/* Whether one whole line of what weave said is `line`. */
static inline int says(const Run *run, const char *line)
{
    size_t size = strlen(line);
    for (const char *at = run->said; (at = strstr(at, line)) != NULL; at++) {
        if ((at == run->said || at[-1] == '\n') && at[size] == '\n') return 1;
    }
    return 0;
}

static inline void expect(const char *arguments, int status, const char *line)
{
    Run run = run_weave(arguments);
    cr_expect_eq(run.status, status, "weave %s: exit %d, wanted %d", arguments,
                 run.status, status);
    cr_expect(says(&run, line), "weave %s\nsaid:\n%swanted the line:\n%s", arguments,
              run.said, line);
}

#endif
