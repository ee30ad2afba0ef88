/* Sends its parent a signal without asking the C library. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

long syscall(long number, ...);

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    syscall(SYS_tgkill, 1, 1, 9);
    syscall(SYS_kill, 1, 9);
}
