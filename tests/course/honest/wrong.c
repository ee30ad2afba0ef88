/* A mistake in every function. */
/* points: 0 */
#include "activation.h"

real softplus(real z);
real softplus_slope(real z);

real softplus(real z)
{
    return -real_log1p(real_exp(-(z < 0 ? -z : z)));
}

real softplus_slope(real z)
{
    return -sigmoid_value(z);
}
