/* Softplus on numbers that are drawn over its whole range. */
#include "beside.h"

real softplus(real z);
real softplus_slope(real z);

#define softplus right_softplus
#define softplus_slope right_softplus_slope
#include "../../chapters/01-neuron/exercises/1.1-softplus.c"
#undef softplus
#undef softplus_slope

TestSuite(ex1_1_hidden, .timeout = 10);

Test(ex1_1_hidden, d_values_over_the_whole_range)
{
    Random random = beside_random(1);
    for (int k = 0; k < 20 * DRAWS; k++) {
        real z = (2 * random_uniform(&random) - 1) * (k % 2 ? 700 : 5);
        cr_assert(close_to(softplus(z), right_softplus(z), 8, 0), "softplus(%.9g)",
                  (double)z);
    }
}

Test(ex1_1_hidden, d_slopes_over_the_whole_range)
{
    Random random = beside_random(2);
    for (int k = 0; k < 20 * DRAWS; k++) {
        real z = (2 * random_uniform(&random) - 1) * (k % 2 ? 700 : 5);
        cr_assert(close_to(softplus_slope(z), right_softplus_slope(z), 8, 0),
                  "the slope at %.9g", (double)z);
    }
}
