/* Forks until it is stopped, sixty-four times at most. */
/* expect: system call that is not allowed */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    for (int i = 0; i < 6; i++) fork();
    sleep(20);
}
