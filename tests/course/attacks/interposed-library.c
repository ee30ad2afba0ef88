/* Replaces functions of the library and of C, so that everything is equal. */
/* expect: slopes: element|compile */
#include "matrix.h"

bool matrix_equal(Matrix a, Matrix b)
{
    (void)a, (void)b;
    return true;
}

int __isnan(double x);
int __isnan(double x)
{
    (void)x;
    return 0;
}

double fabs(double x)
{
    (void)x;
    return 0;
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
