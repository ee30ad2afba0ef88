/* One function of two: six tests of nine. */
/* points: 6.67 */
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
