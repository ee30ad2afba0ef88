/* Right, and never gives back what it took: a hundred kilobytes a call. */
/* points: 10 */
#include "activation.h"

#include <stdlib.h>

real softplus(real z);
real softplus_slope(real z);

real softplus(real z)
{
    double *copy = malloc(100000);
    *copy = (double)z;
    real size = *copy < 0 ? -(real)*copy : (real)*copy;
    return relu_value((real)*copy) + real_log1p(real_exp(-size));
}

real softplus_slope(real z)
{
    return sigmoid_value(z);
}
