#define _POSIX_C_SOURCE 200809L
#include "child.h"

#include "check.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void no_child(const char *program)
{
    Failure failure;
    failure_set(&failure, "no child process: %s", strerror(errno));
    failure_exit(program, &failure);
}

/* Reads the first line that comes through the pipe, and all that follows it. */
static void read_line(const char *program, char *line, size_t size, int pipe_end)
{
    FILE *stream = fdopen(pipe_end, "r");
    if (!stream) no_child(program);
    line[0] = 0;
    if (fgets(line, (int)size, stream)) line[strcspn(line, "\n")] = 0;
    while (fgetc(stream) != EOF) continue;
    if (ferror(stream)) no_child(program);
    fclose(stream);
}

Ending child_run(const char *program, void (*attempt)(void *argument), void *argument)
{
    int ends[2], status = 0;
    Ending ending = {.stopped = false};
    fflush(NULL); // or the child would print again what waits in the buffers
    if (pipe(ends) != 0) no_child(program);
    pid_t child = fork();
    if (child < 0) no_child(program);
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        attempt(argument);
        _exit(0);
    }
    close(ends[1]);
    read_line(program, ending.line, sizeof ending.line, ends[0]);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) no_child(program);
    ending.stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    snprintf(ending.how, sizeof ending.how, ending.stopped ? "SIGABRT" : "%s %d",
             WIFSIGNALED(status) ? "signal" : "status",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return ending;
}
