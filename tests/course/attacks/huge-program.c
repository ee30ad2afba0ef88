/* A program that needs a terabyte before it begins. */
/* expect: no answer|SIG|compile|sandbox */
#include "matrix.h"

char huge[1UL << 40];

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)inputs;
    slopes.data[0] = huge[7];
}
