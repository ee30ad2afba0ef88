/* Leaves before main begins. */
/* expect: left by exit\(0\) */
#include "matrix.h"
#include <unistd.h>

__attribute__((constructor)) static void first(void)
{
    _exit(0);
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
