#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CONTROL = 0,
    MOST = 16,
    NAME = 300,
    TAIL = 1500,
    TICK = 50,
    GRACE = 300,
    HURRY = 1
};

/* A process that answers. `printed` is where its stdout and stderr go. */
typedef struct Child {
    pid_t pid; // 0: a free place
    char name[NAME];
    int printed;
    double started;
    unsigned long seconds, wall;
    bool late, quiet;
} Child;

static Child children[MOST];

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The next message and the fd that came with it; false when the grader has left. */
static bool receive(char message[NAME], int *conversation)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } extra;
    struct iovec part = {message, NAME - 1};
    struct msghdr header = {.msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = extra.bytes,
                            .msg_controllen = sizeof extra.bytes};
    ssize_t size = recvmsg(CONTROL, &header, MSG_CMSG_CLOEXEC);
    if (size <= 0) return false;
    message[size] = 0;
    struct cmsghdr *first = CMSG_FIRSTHDR(&header);
    *conversation = -1;
    if (first && first->cmsg_type == SCM_RIGHTS)
        memcpy(conversation, CMSG_DATA(first), sizeof *conversation);
    return true;
}

/* In the new process: its fds, its limits, its program. */
_Noreturn static void become(const Limits *limits, char **program, int conversation,
                             int printed)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int nothing = memfd_create("nothing", 0);
    int talk = fcntl(conversation, F_DUPFD, 10), out = fcntl(printed, F_DUPFD, 10);
    if (nothing < 0 || talk < 0 || out < 0 || dup2(nothing, 0) < 0 ||
        dup2(out, 1) < 0 || dup2(out, 2) < 0 || dup2(talk, 3) < 0)
        sandbox_refuse("dup2");
    close_range(4, ~0U, 0);
    sandbox_limit(limits);
    sandbox_filter_answer();
    execve(program[0], program, (char *[]){NULL});
    sandbox_refuse(program[0]);
}

static void start(const Limits *limits, char **program, const char *name,
                  int conversation)
{
    Child *child = children;
    while (child < children + MOST && child->pid) child++;
    if (child == children + MOST) return; // closed below: the test sees its end
    *child = (Child){.started = now(),
                     .seconds = limits->seconds,
                     .wall = limits->wall,
                     .printed = memfd_create("printed", MFD_CLOEXEC)};
    snprintf(child->name, NAME, "%s", name);
    child->pid = fork();
    if (child->pid == 0) become(limits, program, conversation, child->printed);
    if (child->pid < 0) sandbox_refuse("fork");
}

/* Tells how it ended, and the last of what it printed. */
static void report(Child *child, int status, const struct rusage *used)
{
    char text[NAME + TAIL + 100];
    double seconds = (double)used->ru_utime.tv_sec + (double)used->ru_stime.tv_sec +
                     1e-6 * (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec);
    bool signaled = WIFSIGNALED(status);
    bool slow = signaled && seconds >= 0.8 * (double)child->seconds;
    int size = snprintf(text, sizeof text - TAIL, "ended %s %s %d %.0f %s\n",
                        child->name, signaled ? "signal" : "exit",
                        signaled ? WTERMSIG(status) : WEXITSTATUS(status),
                        1000 * seconds,
                        child->late ? "wall"
                        : slow      ? "time"
                                    : "-");
    off_t end = lseek(child->printed, 0, SEEK_END), at = end > TAIL ? end - TAIL : 0;
    ssize_t tail = pread(child->printed, text + size, TAIL, at);
    close(child->printed);
    child->pid = 0;
    if (child->quiet) return;
    send(CONTROL, text, (size_t)size + (size_t)(tail > 0 ? tail : 0), MSG_NOSIGNAL);
}

static void collect(void)
{
    int status;
    struct rusage used;
    pid_t pid;
    while ((pid = wait4(-1, &status, WNOHANG, &used)) > 0)
        for (Child *child = children; child < children + MOST; child++)
            if (child->pid == pid) report(child, status, &used);
}

static void end_late(void)
{
    for (Child *child = children; child < children + MOST; child++)
        if (child->pid && now() - child->started > (double)child->wall) {
            child->late = true;
            kill(child->pid, SIGKILL);
        }
}

static size_t running(void)
{
    size_t count = 0;
    for (Child *child = children; child < children + MOST; child++)
        count += child->pid != 0;
    return count;
}

/* The tests are over: whoever waits for a call ends by itself, in a moment. Who does not
 * is ended, and nothing is told of it: it had answered. */
static void rest(void)
{
    struct timespec moment = {0, 1000000};
    for (int waited = 0; running() > 0; waited++) {
        for (Child *child = children; child < children + MOST; child++)
            if (child->pid && waited >= GRACE) {
                child->quiet = true;
                kill(child->pid, SIGKILL);
            }
        nanosleep(&moment, NULL);
        collect();
    }
    send(CONTROL, "rested", 6, MSG_NOSIGNAL);
}

int sandbox_serve(const Limits *limits, char **program)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) sandbox_refuse("no_new_privs");
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    int ended = signalfd(-1, &ends, SFD_CLOEXEC);
    if (ended < 0) sandbox_refuse("signalfd");
    Limits hurried = *limits;
    if (hurried.seconds > HURRY) hurried.seconds = HURRY;
    if (hurried.wall > 2 + 2 * HURRY) hurried.wall = 2 + 2 * HURRY;
    struct pollfd ready[] = {{.fd = CONTROL, .events = POLLIN},
                             {.fd = ended, .events = POLLIN}};
    for (;;) {
        if (poll(ready, 2, TICK) < 0 && errno != EINTR) sandbox_refuse("poll");
        if (ready[1].revents) {
            struct signalfd_siginfo info;
            if (read(ended, &info, sizeof info) < 0) sandbox_refuse("signalfd");
        }
        collect();
        end_late();
        if (!ready[0].revents) continue;
        char message[NAME];
        int conversation;
        if (!receive(message, &conversation)) break;
        if (conversation >= 0 && strncmp(message, "run ", 4) == 0)
            start(limits, program, message + 4, conversation);
        if (conversation >= 0 && strncmp(message, "hurry ", 6) == 0)
            start(&hurried, program, message + 6, conversation);
        if (conversation >= 0) close(conversation);
        if (strcmp(message, "rest") == 0) rest();
    }
    for (Child *child = children; child < children + MOST; child++)
        if (child->pid) kill(child->pid, SIGKILL);
    while (wait(NULL) > 0) continue;
    return 0;
}
