/* Lays a filter over its system calls that lies about them. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    syscall(SYS_prctl, 22, 2, 0, 0, 0);
    syscall(SYS_seccomp, 1, 0, 0);
}
