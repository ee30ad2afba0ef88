#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* For each of the names, with a space behind each. A call that this machine does not
 * have (open and fork on aarch64) is left out. */
static void rules(scmp_filter_ctx filter, unsigned action, const char *names)
{
    char name[40];
    for (size_t size; *names; names += size + 1) {
        size = strcspn(names, " ");
        snprintf(name, sizeof name, "%.*s", (int)size, names);
        int call = seccomp_syscall_resolve_name(name);
        if (call == __NR_SCMP_ERROR) continue;
        int failed = seccomp_rule_add(filter, action, call, 0);
        if (failed && failed != -EDOM) errno = -failed, sandbox_refuse(name);
    }
}

static void load(scmp_filter_ctx filter)
{
    int failed = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                                  SCMP_ACT_KILL_PROCESS);
    if (!failed) failed = seccomp_load(filter);
    if (failed) errno = -failed, sandbox_refuse("seccomp");
    seccomp_release(filter);
}

/* All but what leads out: no network, no other process, no new namespace or mount. */
void sandbox_filter_compiler(void)
{
    static const char never[] =
        "socket socketpair connect bind listen accept accept4 ptrace "
        "process_vm_readv process_vm_writev pidfd_open pidfd_send_signal "
        "pidfd_getfd kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo setsid "
        "setpgid setuid setgid setresuid setresgid setgroups unshare setns "
        "chroot pivot_root mount umount2 move_mount fsopen open_tree "
        "mount_setattr bpf perf_event_open keyctl add_key request_key "
        "userfaultfd io_uring_setup io_uring_enter io_uring_register "
        "name_to_handle_at open_by_handle_at init_module finit_module "
        "delete_module kexec_load reboot swapon swapoff sethostname "
        "setdomainname mknod mknodat personality shmget msgget semget "
        "mq_open link linkat quotactl acct syslog settimeofday clock_settime "
        "adjtimex clock_adjtime ";
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter) sandbox_refuse("seccomp");
    rules(filter, SCMP_ACT_ERRNO(EPERM), never);
    // so that the C library takes the older clone
    rules(filter, SCMP_ACT_ERRNO(ENOSYS), "clone3 ");
    const unsigned long long user = CLONE_NEWUSER;
    int failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                  SCMP_A0(SCMP_CMP_MASKED_EQ, user, user));
    if (failed) errno = -failed, sandbox_refuse("seccomp");
    load(filter);
}

/* Memory, the conversation, time, its own end. Files are refused without a fuss, for a
 * C library that looks for one; all else ends the process. */
void sandbox_filter_answer(void)
{
    static const char always[] =
        "read write readv writev lseek close fstat newfstat brk mmap munmap "
        "mremap mprotect madvise exit exit_group rt_sigaction rt_sigprocmask "
        "rt_sigreturn sigaltstack futex getrandom clock_gettime clock_getres "
        "gettimeofday time clock_nanosleep nanosleep pause sched_yield "
        "restart_syscall getpid gettid set_tid_address set_robust_list rseq "
        "arch_prctl getrlimit uname execve ";
    static const char refused[] =
        "open openat openat2 creat stat lstat newfstatat statx access "
        "faccessat faccessat2 readlink readlinkat getcwd ioctl fcntl sysinfo "
        "getuid geteuid getgid getegid ";
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter) sandbox_refuse("seccomp");
    rules(filter, SCMP_ACT_ALLOW, always);
    rules(filter, SCMP_ACT_ERRNO(EACCES), refused);
    // abort() sends a signal to its own process; limits may be read
    unsigned long long self = (unsigned long long)getpid();
    int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                  SCMP_A0(SCMP_CMP_EQ, self, 0));
    if (!failed)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2,
                                  SCMP_A0(SCMP_CMP_EQ, 0, 0),
                                  SCMP_A2(SCMP_CMP_EQ, 0, 0));
    if (failed) errno = -failed, sandbox_refuse("seccomp");
    load(filter);
}
