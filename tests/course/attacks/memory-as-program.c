/* Writes a program into memory and starts it. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    long fd = syscall(SYS_memfd_create, "escaped-NONCE", 0);
    syscall(SYS_execveat, fd, "", 0, 0, 0x1000);
}
