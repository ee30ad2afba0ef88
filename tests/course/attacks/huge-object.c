/* An object file of two gigabytes. */
/* expect: compile */
#include "matrix.h"

char huge[2000000000] = {1};

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)inputs;
    slopes.data[0] = huge[7];
}
