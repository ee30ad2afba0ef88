/* The first function is right; the second writes where nothing is. */
/* points: 6.36 */
/* says: it crashed */
#include "activation.h"

real softplus(real z);
real softplus_slope(real z);

real softplus(real z)
{
    real size = z < 0 ? -z : z;
    return relu_value(z) + real_log1p(real_exp(-size));
}

real softplus_slope(real z)
{
    real *nowhere = 0;
    *(real *volatile *)&nowhere = z > 1e9 ? &z : 0;
    *nowhere = z;
    return sigmoid_value(z);
}
