/* Stops, so that it neither ends nor uses time. */
/* expect: did not come back */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <signal.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    for (;;) raise(SIGSTOP);
}
