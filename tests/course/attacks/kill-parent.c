/* Ends the process that started it. */
/* expect: system call that is not allowed */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <signal.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    kill(getppid(), SIGKILL);
}
