/* Prints a gigabyte. */
/* expect: printed more than a megabyte */
#include "matrix.h"
#include <stdio.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    for (int i = 0; i < 1 << 24; i++) printf("%064d", i);
}
