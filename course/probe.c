/* Tries to get out of the sandbox that it runs in, one way at a time.
 * usage: the grader starts it in the place of a student's program. It reads `NAME
 *        ARGUMENT` from fd 3, or from the command line, tries, and answers `through: how`
 *        when it got out, and `held` when not. A probe that is ended has been held too. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Each returns how it got out, or NULL. */
static const char *probe_alive(const char *argument)
{
    (void)argument;
    return "it runs";
}

static const char *probe_network(const char *argument)
{
    struct sockaddr_in to = {.sin_family = AF_INET};
    to.sin_port = htons((uint16_t)atoi(argument));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) return NULL;
    return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? "it has connected"
                                                               : NULL;
}

static const char *probe_socket(const char *argument)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%s", argument);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) return NULL;
    return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? "it has connected"
                                                               : NULL;
}

static const char *probe_read(const char *argument)
{
    char byte;
    int fd = open(argument, O_RDONLY);
    return fd >= 0 && read(fd, &byte, 1) >= 0 ? "it has read a file" : NULL;
}

static const char *probe_write(const char *argument)
{
    int fd = open(argument, O_WRONLY | O_CREAT, 0600);
    return fd >= 0 && write(fd, "x", 1) == 1 ? "it has written a file" : NULL;
}

static const char *probe_fork(const char *argument)
{
    (void)argument;
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (pid > 0) waitpid(pid, NULL, 0);
    return pid > 0 ? "it has made a process" : NULL;
}

static const char *probe_kill(const char *argument)
{
    return kill((pid_t)atoi(argument), 0) == 0 ? "it can send a signal" : NULL;
}

static const char *probe_trace(const char *argument)
{
    return ptrace(PTRACE_ATTACH, (pid_t)atoi(argument), NULL, NULL) == 0 ||
                   ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0
               ? "it can trace"
               : NULL;
}

static const char *probe_root(const char *argument)
{
    (void)argument;
    return geteuid() == 0 || setuid(0) == 0 ? "it is root" : NULL;
}

static const char *probe_environment(const char *argument)
{
    (void)argument;
    return environ && *environ ? "it sees an environment" : NULL;
}

static const char *probe_memory(const char *argument)
{
    size_t size = (size_t)atoi(argument) << 20;
    void *room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                      -1, 0);
    return room == MAP_FAILED ? NULL : "it has all the memory it wants";
}

static const char *probe_limits(const char *argument)
{
    (void)argument;
    static const int limits[] = {RLIMIT_CPU, RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_STACK};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        struct rlimit limit;
        if (getrlimit((__rlimit_resource_t)limits[i], &limit) != 0) continue;
        if (limit.rlim_max == RLIM_INFINITY) return "there is no limit";
    }
    return NULL;
}

static const char *probe_print(const char *argument)
{
    static char much[1 << 20];
    (void)argument;
    signal(SIGXFSZ, SIG_IGN);
    for (int megabyte = 0; megabyte < 200; megabyte++)
        if (write(1, much, sizeof much) <= 0) return NULL;
    return "it has printed 200 megabytes";
}

static const struct {
    const char *name;
    const char *(*probe)(const char *argument);
} PROBES[] = {
    {"alive", probe_alive},
    {"network", probe_network},
    {"socket", probe_socket},
    {"read", probe_read},
    {"write", probe_write},
    {"fork", probe_fork},
    {"kill", probe_kill},
    {"trace", probe_trace},
    {"root", probe_root},
    {"memory", probe_memory},
    {"limits", probe_limits},
    {"print", probe_print},
    {"environment", probe_environment},
};

int main(int count, char **arguments)
{
    char line[600] = "";
    if (count > 2)
        snprintf(line, sizeof line, "%s %s", arguments[1], arguments[2]);
    else if (read(3, line, sizeof line - 1) <= 0)
        return 2;
    line[strcspn(line, "\n")] = 0;
    char *argument = strchr(line, ' ');
    if (!argument) return 2;
    *argument++ = 0;
    for (size_t i = 0; i < sizeof PROBES / sizeof PROBES[0]; i++) {
        if (strcmp(PROBES[i].name, line) != 0) continue;
        const char *how = PROBES[i].probe(argument);
        char answer[100];
        int size = snprintf(answer, sizeof answer, how ? "through: %s\n" : "held\n",
                            how);
        return write(count > 2 ? 1 : 3, answer, (size_t)size) == size ? 0 : 2;
    }
    return 2;
}
