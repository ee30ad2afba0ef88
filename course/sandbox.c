/* usage: sandbox compile [--root DIR] [--uid N] [limits] -- PROGRAM ARGUMENT ...
 *        sandbox serve   [--root DIR] [--uid N] [limits] -- PROGRAM ARGUMENT ...
 *
 * compile runs the program with a compiler's system calls, in a session that it shares
 * with nothing else, and ends with it: by 0, or by 124 when the program failed or was
 * ended, so that any other status is the sandbox's own trouble. serve waits on the socket at
 * fd 0; each message `run NAME` brings a conversation's fd, and the program is started
 * for it, with the system calls of arithmetic; after `hurry NAME` with a second at most.
 * When it ends, a message goes back:
 *
 *     ended NAME exit|signal NUMBER MILLISECONDS time|wall|-\n what it printed last
 *
 * No student's code is in the process that serves. limits: --seconds 5 of processor
 * time, --wall 8 seconds, --memory 256 and --file 1 megabytes.
 *
 * Inside of bubblewrap it only limits; without bubblewrap it also goes into the root and
 * becomes the user, for which it must be started as root. */
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_COMPILED = 124 };

/* A number of an option, or a refusal that names it. */
static unsigned long number(const char *option, const char *text)
{
    char *end;
    errno = 0;
    unsigned long value = text ? strtoul(text, &end, 10) : 0;
    if (!text || end == text || *end || errno) {
        fprintf(stderr, "sandbox: %s: expected a number, found '%s'\n", option,
                text ? text : "nothing");
        _exit(125);
    }
    return value;
}

static char **read_options(Limits *limits, char **argument)
{
    for (; *argument && strcmp(*argument, "--") != 0; argument += 2) {
        const char *option = *argument, *value = argument[1];
        if (strcmp(option, "--root") == 0 && value)
            limits->root = value;
        else if (strcmp(option, "--uid") == 0)
            limits->uid = (long)number(option, value);
        else if (strcmp(option, "--seconds") == 0)
            limits->seconds = number(option, value);
        else if (strcmp(option, "--wall") == 0)
            limits->wall = number(option, value);
        else if (strcmp(option, "--memory") == 0)
            limits->memory = number(option, value);
        else if (strcmp(option, "--file") == 0)
            limits->file = number(option, value);
        else {
            fprintf(stderr, "sandbox: unknown option '%s'\n", option);
            _exit(125);
        }
    }
    if (!*argument || !argument[1]) {
        fprintf(stderr, "sandbox: no program behind --\n");
        _exit(125);
    }
    return argument + 1;
}

_Noreturn static void become_compiler(const Limits *limits, char **program)
{
    umask(022);
    sandbox_limit(limits);
    sandbox_filter_compiler();
    char *environment[] = {"PATH=/usr/bin", "TMPDIR=/slot", "LC_ALL=C", NULL};
    execve(program[0], program, environment);
    sandbox_refuse(program[0]);
}

/* Waits for the compiler. A grader that is killed would leave the processes that gcc has
 * started: then this one gets a signal, and ends its whole group. */
static int supervise(const Limits *limits, char **program)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, &before);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) != 0) sandbox_refuse("PDEATHSIG");
    pid_t compiler = fork();
    if (compiler < 0) sandbox_refuse("fork");
    if (compiler == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        become_compiler(limits, program);
    }
    for (int status;;) {
        if (sigwaitinfo(&ends, NULL) == SIGTERM && kill(0, SIGKILL) != 0)
            sandbox_refuse("kill");
        if (waitpid(compiler, &status, WNOHANG) != compiler) continue;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 125) return 125;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : NOT_COMPILED;
    }
}

int main(int count, char **arguments)
{
    Limits limits = {NULL, -1, 5, 8, 256, 1};
    bool compile = count > 1 && strcmp(arguments[1], "compile") == 0;
    if (!compile && (count < 2 || strcmp(arguments[1], "serve") != 0)) {
        fprintf(stderr, "usage: sandbox compile|serve [options] -- PROGRAM ...\n");
        return 125;
    }
    char **program = read_options(&limits, arguments + 2);
    sandbox_enter(&limits);
    return compile ? supervise(&limits, program) : sandbox_serve(&limits, program);
}
