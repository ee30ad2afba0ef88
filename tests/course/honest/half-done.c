/* One function of two: seven tests of eleven. */
/* points: 6.36 */
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
    (void)z;
    return NAN;
}
