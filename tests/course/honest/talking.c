/* Right, and prints what it does. */
/* points: 10 */
#include "activation.h"

#include <stdio.h>

real softplus(real z);
real softplus_slope(real z);

real softplus(real z)
{
    printf("softplus of %g\n", (double)z);
    real size = z < 0 ? -z : z;
    return relu_value(z) + real_log1p(real_exp(-size));
}

real softplus_slope(real z)
{
    fprintf(stderr, "the slope at %g\n", (double)z);
    return sigmoid_value(z);
}
