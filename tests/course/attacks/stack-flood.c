/* Calls itself until the stack is full. */
/* expect: crashed */
#include "matrix.h"

static volatile double deepest;

static double deep(double x)
{
    volatile char room[4096] = {0};
    room[17] = (char)x;
    return deep(x + 1) + room[17];
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    deepest = deep(0);
}
