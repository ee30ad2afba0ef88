/* Counts its calls, to answer the first of each process differently. */
/* expect: expected */
#include "matrix.h"

static int calls;

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)inputs;
    for (size_t i = 0; i < slopes.rows * slopes.cols; i++) slopes.data[i] = calls++;
}
