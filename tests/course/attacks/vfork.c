/* Makes a process by the other calls that do. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    if (syscall(SYS_clone3, 0, 0) == 0) _exit(0);
    if (vfork() == 0) _exit(0);
}
