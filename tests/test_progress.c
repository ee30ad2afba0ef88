/* The progress bar. */
#define _XOPEN_SOURCE 700
#include "report.h"
#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

TestSuite(progress, .timeout = 20);

static void make_progress(void)
{
    Progress progress = progress_begin("training", 200);
    for (size_t i = 1; i <= 200; i++) progress_step(&progress, i);
    progress_end(&progress);
    progress_step(&progress, 7);
}

Test(progress, is_silent_in_a_pipe)
{
    Outcome o;
    IN_CHILD(o, make_progress());
    OUTCOME(o, 0, "", "");
}

/* What a program draws on a terminal. */
static void draw(char *seen, size_t size, void (*program)(void))
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    int other = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    Outcome o;
    IN_CHILD(o, dup2(other, STDERR_FILENO); program());
    cr_assert_eq(o.status, 0);
    close(other);
    size_t got = 0;
    for (ssize_t part = 1; part > 0; got += part > 0 ? (size_t)part : 0)
        part = read(terminal, seen + got, size - 1 - got);
    cr_assert_gt(got, 0);
    seen[got] = 0;
    close(terminal);
}

static void draw_three(void)
{
    Progress progress = progress_begin("fit", 4);
    progress_step(&progress, 0);
    progress_step(&progress, 2);
    progress_step(&progress, 4);
}

Test(progress, is_a_bar_on_a_terminal)
{
    char seen[4096];
    draw(seen, sizeof seen, draw_three);
    cr_assert_str_eq(seen, "\rfit [                              ]   0%"
                           "\rfit [###############               ]  50%"
                           "\rfit [##############################] 100%");
}

static void draw_and_end(void)
{
    Progress progress = progress_begin("fit", 0);
    progress_end(&progress);
    progress_step(&progress, 1);
}

Test(progress, wipes_its_line_at_the_end)
{
    char seen[4096], expected[128];
    draw(seen, sizeof seen, draw_and_end);
    snprintf(expected, sizeof expected, "\rfit [%30s]   0%%\r%43s\r", "", "");
    cr_assert_str_eq(seen, expected);
}
