/* Weights drawn evenly, with the variance gain / n_in. */
#include "exercises/support.h"
#include "init.h"
#include "monitor.h"

void gain_uniform(Matrix w, real gain, uint64_t seed);

TestSuite(ex6_1, .timeout = 10);

enum { ROWS = 120, COLS = 50, ALL = ROWS * COLS };

static real data[ALL], other[ALL];

static Matrix drawn(size_t rows, size_t cols, real gain, uint64_t seed)
{
    Matrix w = matrix_view(data, rows, cols);
    matrix_fill(w, NAN);
    gain_uniform(w, gain, seed);
    require_finite("w", w);
    return w;
}

Test(ex6_1, a_every_weight_is_drawn)
{
    Matrix w = drawn(3, 4, 2, exercise_seed());
    cr_assert(matrix_max_abs(w) > 0, "all weights are 0");
    for (size_t i = 1; i < 12; i++)
        cr_assert(w.data[i] != w.data[0], "elements 0 and %zu are the same number", i);
}

/* Six thousand even draws come within a thousandth of the limit, but for one seed in
 * four hundred; a hundredth fails for none in a lifetime. */
static void require_limit(size_t rows, size_t cols, real gain)
{
    Matrix w = drawn(rows, cols, gain, exercise_seed() + rows);
    double r = sqrt(3 * (double)gain / (double)rows), most = (double)matrix_max_abs(w);
    double turned = sqrt(3 * (double)gain / (double)cols);
    cr_assert(most <= r * 1.000001 && most >= 0.99 * r,
              "w (%zu, %zu), gain %g: the largest is %.5f, expected a little under "
              "%.5f%s",
              rows, cols, (double)gain, most, r,
              most <= turned * 1.000001 && most >= 0.99 * turned
                  ? ": n_in is the count of rows, and you took the columns"
              : most <= r / 1.7 && most >= r / 1.75
                  ? ": the variance of an even draw within r is r^2 / 3, not r^2"
                  : "");
}

Test(ex6_1, b_the_limit_of_a_tall_layer)
{
    require_limit(ROWS, COLS, 2);
}

Test(ex6_1, b_the_limit_of_a_wide_layer)
{
    require_limit(COLS, ROWS, 2);
}

Test(ex6_1, b_the_limit_for_another_gain)
{
    require_limit(ROWS, COLS, 1);
    require_limit(ROWS, COLS, (real)0.3);
}

Test(ex6_1, b_a_gain_of_zero_is_zeros)
{
    Matrix w = drawn(5, 7, 0, 3);
    cr_assert(matrix_max_abs(w) == 0, "a variance of 0 leaves only the mean, 0");
    drawn(5, 7, 3, 3);
    cr_assert(matrix_max_abs(w) > 0, "and a gain of 3 does not");
}

/* One w^2 has a standard deviation of sqrt(4/5) of its mean, 6000 of them 0.0115: five
 * are 0.06. The mean has 0.013 standard deviations: 0.065. Half of the sizes are beyond
 * half the limit: 0.0065, so 0.033. */
Test(ex6_1, c_variance_mean_and_shape)
{
    Matrix w = drawn(ROWS, COLS, 2, exercise_seed() + 7);
    double variance = 2.0 / ROWS, limit = sqrt(3 * variance), beyond = 0;
    for (size_t i = 0; i < ALL; i++)
        beyond += fabs((double)w.data[i]) > limit / 2 ? 1.0 / ALL : 0;
    double got = (double)mean_square(w), mean = (double)matrix_sum(w) / ALL;
    cr_assert(fabs(got - variance) <= 0.06 * variance,
              "the mean square is %.6f, expected %.6f", got, variance);
    cr_assert(fabs(mean) <= 0.065 * sqrt(variance),
              "the mean is %.6f, expected 0: is the lower limit -r?", mean);
    cr_assert(fabs(beyond - 0.5) <= 0.033,
              "%.3f of the sizes lie beyond r/2, of an even draw it is a half", beyond);
}

Test(ex6_1, c_the_seed_decides)
{
    Matrix w = drawn(ROWS, COLS, 2, 11), copy = matrix_view(other, ROWS, COLS);
    matrix_copy(copy, w);
    drawn(ROWS, COLS, 2, 11);
    cr_assert(matrix_equal(w, copy), "the same seed gave other weights");
    cr_assert(matrix_max_abs(w) > 0, "all weights are 0");
    drawn(ROWS, COLS, 2, 12);
    cr_assert_not(matrix_equal(w, copy), "another seed gave the same weights");
}
