/* Makes namespaces, where it would be root. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    syscall(SYS_unshare, 0x10000000 | 0x00020000);
    syscall(SYS_setns, 3, 0);
    syscall(SYS_mount, "none", "/", "tmpfs", 0, 0);
}
