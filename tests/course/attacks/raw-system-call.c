/* Opens a socket without the C library. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

long syscall(long number, ...);

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    syscall(SYS_socket, 2, 1, 0);
}
