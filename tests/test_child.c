/* Children in which a program's mistakes are shown: how they end, what they say. */
#define _POSIX_C_SOURCE 200809L
#include "child.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

TestSuite(child, .timeout = 20);

static void stop(void *number)
{
    *(int *)number = 7;
    check_mistake(HERE, "stop", "no more");
}

static void leave(void *status)
{
    fputs("first\nsecond\n", stderr);
    exit(*(int *)status);
}

static void end_itself(void *nothing)
{
    (void)nothing;
    kill(getpid(), SIGKILL);
}

static void end_well(void *nothing)
{
    (void)nothing;
}

Test(child, a_mistake_ends_it_and_leaves_a_line)
{
    int number = 3;
    Ending e = child_run("me", stop, &number);
    cr_assert(e.stopped && number == 3);
    cr_assert_str_eq(e.how, "SIGABRT");
    cr_assert_eq(strncmp(e.line, "stop: no more  [", 16), 0, "%s", e.line);
    cr_assert_null(strchr(e.line, '\n'));
}

Test(child, other_ends_are_named)
{
    int status = 5;
    Ending e = child_run("me", leave, &status);
    cr_assert_not(e.stopped);
    cr_assert_str_eq(e.how, "status 5");
    cr_assert_str_eq(e.line, "first");
    e = child_run("me", end_itself, NULL);
    cr_assert_not(e.stopped);
    cr_assert_str_eq(e.how, "signal 9");
    e = child_run("me", end_well, NULL);
    cr_assert_str_eq(e.how, "status 0");
    cr_assert_str_empty(e.line);
}

/* What waits in the parent's buffers is printed once, and by the parent. */
Test(child, prints_nothing_of_its_parents)
{
    Outcome o;
    int status = 0;
    IN_CHILD(o, fputs("waiting", stdout), child_run("me", leave, &status));
    OUTCOME(o, 0, "waiting", "");
}

Test(child, says_when_there_can_be_none)
{
    Outcome o;
    IN_CHILD(o, for (int i = 3; i < 4096; i++) close(i); struct rlimit few = {3, 3};
             setrlimit(RLIMIT_NOFILE, &few); child_run("me", end_well, NULL));
    OUTCOME(o, 1, "", "me: no child process: Too many open files\n");
}
