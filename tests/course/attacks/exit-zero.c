/* Leaves the program with success before any test can fail. */
/* expect: left by exit\(0\) */
#include "matrix.h"
#include <stdlib.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    exit(0);
}
