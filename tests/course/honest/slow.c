/* Right, and wasteful: a hundred thousand steps for each number. */
/* points: 10 */
#include "activation.h"

real softplus(real z);
real softplus_slope(real z);

static volatile int steps;

real softplus(real z)
{
    for (steps = 0; steps < 100000; steps++) continue;
    real size = z < 0 ? -z : z;
    return relu_value(z) + real_log1p(real_exp(-size));
}

real softplus_slope(real z)
{
    return sigmoid_value(z);
}
