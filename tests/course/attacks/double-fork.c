/* Leaves a process behind that nobody waits for. */
/* expect: system call that is not allowed */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    if (fork() == 0) {
        setsid();
        if (fork() == 0) sleep(60);
        _exit(0);
    }
}
