/* Leaves a daemon behind. */
/* expect: system call that is not allowed|slopes: element */
#define _DEFAULT_SOURCE
#include "matrix.h"
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    if (daemon(0, 0) == 0) sleep(60);
}
