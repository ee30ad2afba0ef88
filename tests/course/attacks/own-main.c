/* A program of its own, which says that all is well. */
/* expect: compile */
#include "matrix.h"
#include <stdio.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}

int main(void)
{
    puts("3 tests passed");
    return 0;
}
