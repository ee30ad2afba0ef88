/* Reads and writes the memory of its parent. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/ptrace.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    ptrace(PTRACE_ATTACH, getppid(), 0, 0);
}
