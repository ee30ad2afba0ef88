/* Asks the kernel to make system calls for it. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    char parameters[120] = {0};
    syscall(SYS_io_uring_setup, 8, parameters);
}
