/* Raises its own limits. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    unsigned long most[2] = {-1UL, -1UL};
    syscall(SYS_prlimit64, 0, 0, most, 0);
    for (volatile int i = 0;; i++) continue;
}
