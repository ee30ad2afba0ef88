/* The first thing that a process of the sandbox does: it gives up what it could use. */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sandbox.h"

void sandbox_refuse(const char *what)
{
    fprintf(stderr, "sandbox: %s: %s\n", what, errno ? strerror(errno) : "refused");
    _exit(125);
}

void sandbox_enter(const Limits *limits)
{
    if (limits->root && (chroot(limits->root) != 0 || chdir("/") != 0))
        sandbox_refuse("chroot");
    if (limits->uid < 0) return;
    uid_t uid = (uid_t)limits->uid;
    if (setgroups(0, NULL) != 0 || setresgid(uid, uid, uid) != 0 ||
        setresuid(uid, uid, uid) != 0)
        sandbox_refuse("to become another user");
    errno = 0;
    if (setuid(0) == 0 || geteuid() != uid) sandbox_refuse("to stay another user");
}

static void limit(int what, unsigned long most)
{
    struct rlimit rlimit = {most, most};
    if (setrlimit((__rlimit_resource_t)what, &rlimit) != 0) sandbox_refuse("setrlimit");
}

void sandbox_limit(const Limits *limits)
{
    const unsigned long megabyte = 1UL << 20;
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, limits->seconds);
    limit(RLIMIT_AS, limits->memory * megabyte);
    limit(RLIMIT_FSIZE, limits->file * megabyte);
    limit(RLIMIT_STACK, 8 * megabyte);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_MEMLOCK, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    limit(RLIMIT_SIGPENDING, 64);
    if (limits->uid >= 0) limit(RLIMIT_NPROC, 32);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) sandbox_refuse("no_new_privs");
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) sandbox_refuse("PDEATHSIG");
}
