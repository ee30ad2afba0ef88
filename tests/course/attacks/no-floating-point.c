/* Turns rounding and the exceptions of arithmetic upside down. */
/* expect: slopes: element|crashed|division */
#define _GNU_SOURCE
#include "matrix.h"
#include <fenv.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    fesetround(FE_UPWARD);
    fedisableexcept(FE_ALL_EXCEPT);
    feenableexcept(FE_ALL_EXCEPT);
}
