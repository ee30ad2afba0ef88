/* Chapter 0, chance: expectation, variance, the error of a mean, a coin. */
#include "foundations.h"
#include "random.h"
#include "support.h"

TestSuite(chance, .timeout = 20);

#define REALS(...) ((real[]){__VA_ARGS__})

/* --- expectation and variance --------------------------------------------------------- */

/* eq:expectation, eq:variance: a die has 7/2 and 35/12, a coin p and p (1 - p) */
Test(chance, of_a_die_and_a_coin)
{
    Matrix faces = matrix_view(REALS(1, 2, 3, 4, 5, 6), 6, 1), p = ZEROS(6, 1);
    matrix_fill(p, (real)1 / 6);
    CLOSE(expectation(faces, p), 3.5, 8, 0);
    CLOSE(variance_of(faces, p), 35.0 / 12, 16, 0);
    Matrix coin = matrix_view(REALS(1, 0), 1, 2),
           q = matrix_view(REALS(0.25, 0.75), 1, 2);
    cr_assert(expectation(coin, q) == (real)0.25);
    cr_assert(variance_of(coin, q) == (real)0.1875);
    q = matrix_view(REALS(0, 1), 1, 2);
    cr_assert(expectation(coin, q) == 0 && variance_of(coin, q) == 0, "a chance of 0");
}

/* eq:sample-mean, eq:sample-variance: those of equal chances, by hand */
Test(chance, of_samples_by_hand)
{
    Matrix x = matrix_view(REALS(1, 5, 3, 7), 2, 2);
    cr_assert(sample_mean(x) == 4 && sample_variance(x) == 5);
    cr_assert(sample_variance(matrix_view(REALS(6), 1, 1)) == 0);
    Matrix quarter = matrix_view(REALS(0.25, 0.25, 0.25, 0.25), 2, 2);
    cr_assert(variance_of(x, quarter) == 5 && expectation(x, quarter) == 4);
}

/* The two dice of all 36 throws: values 2 .. 12, and their chances. */
static void two_dice(Matrix values, Matrix chances)
{
    matrix_fill(chances, 0);
    for (size_t k = 0; k < 11; k++) values.data[k] = (real)(k + 2);
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++) chances.data[i + j] += (real)1 / 36;
}

/* eq:variance-of-sum: all 36 throws of two dice have 2 * 35/12, and twice one die has
 * four times 35/12: exact sums, no sampling */
Test(chance, variances_of_independent_terms_add)
{
    Matrix values = ZEROS(11, 1), chances = ZEROS(11, 1);
    two_dice(values, chances);
    CLOSE(expectation(values, chances), 7, 16, 0);
    CLOSE(variance_of(values, chances), 2 * 35.0 / 12, 32, 0);
    Matrix twice = matrix_view(REALS(2, 4, 6, 8, 10, 12), 6, 1), p = ZEROS(6, 1);
    matrix_fill(p, (real)1 / 6);
    CLOSE(variance_of(twice, p), 4 * 35.0 / 12, 16, 0);
}

/* eq:sample-variance: dividing by n, its mean over all 36 pairs of rolls is 1/2 of 35/12 */
Test(chance, sample_variance_is_too_small_by_n_minus_1_over_n)
{
    double total = 0;
    for (size_t i = 1; i <= 6; i++)
        for (size_t j = 1; j <= 6; j++) {
            real pair[] = {(real)i, (real)j};
            total += (double)sample_variance(matrix_view(pair, 2, 1)) / 36;
        }
    CLOSE(total, 35.0 / 24, 64, 0);
}

/* eq:mean-error: the mean of N uniforms is off by root (1 / 12 N). 4000 repeats know a
 * root mean square to 1 / root 8000 = 1.1%; five times that is allowed. */
Test(chance, the_error_of_a_mean_falls_as_one_over_root_n)
{
    Random random = random_seed(7);
    real x_data[256];
    for (size_t n = 1; n <= 256; n *= 16) {
        double squares = 0;
        Matrix x = matrix_view(x_data, n, 1);
        for (int i = 0; i < 4000; i++) {
            random_fill_uniform(&random, x, 0, 1);
            double error = (double)sample_mean(x) - 0.5;
            squares += error * error / 4000;
        }
        WITHIN(sqrt(squares * 12 * (double)n), 1, 0.056);
    }
}

/* --- a coin ----------------------------------------------------------------------------- */

/* eq:coin-likelihood: two heads and a tail at 1/4: 1/4 1/4 3/4, exact */
Test(chance, likelihood_by_hand)
{
    cr_assert(coin_likelihood((real)0.25, 2, 3) == (real)0.046875);
    cr_assert(coin_likelihood(0, 0, 5) == 1 && coin_likelihood(1, 5, 5) == 1);
    cr_assert(coin_likelihood(0, 1, 5) == 0 && coin_likelihood(1, 4, 5) == 0);
}

/* eq:coin-log-likelihood: the logarithm of the product, and no trouble where that is 0 */
Test(chance, log_likelihood_is_the_logarithm_and_does_not_underflow)
{
    for (size_t heads = 0; heads <= 10; heads++)
        CLOSE(coin_log_likelihood((real)0.3, heads, 10),
              log((double)coin_likelihood((real)0.3, heads, 10)), 64, 0);
    cr_assert(coin_likelihood((real)0.7, 1400, 2000) == 0);
    // 2000 roundings of a number near 1 are not in the sum: it has two terms
    CLOSE(coin_log_likelihood((real)0.7, 1400, 2000),
          1400 * log((double)(real)0.7) + 600 * log((double)(1 - (real)0.7)), 16, 0);
    cr_assert(coin_log_likelihood(0, 1, 5) == -INFINITY);
    cr_assert(coin_log_likelihood(1, 4, 5) == -INFINITY);
    cr_assert(coin_log_likelihood(0, 0, 5) == 0 && coin_log_likelihood(1, 5, 5) == 0);
}

/* eq:coin-best: no other p makes it as likely, on either side */
Test(chance, the_best_belief_is_the_share_of_heads)
{
    for (size_t heads = 0; heads <= 8; heads++) {
        real best = coin_best(heads, 8), top = coin_log_likelihood(best, heads, 8);
        cr_assert(best == (real)heads / 8);
        for (int i = 0; i <= 32; i++)
            if ((real)i / 32 != best)
                cr_assert(coin_log_likelihood((real)i / 32, heads, 8) < top);
    }
}

/* eq:coin-cross-entropy: minus the log likelihood a flip; ln 2 for a fair belief; lowest
 * at p = q, and 0 or infinity for those who are sure */
Test(chance, cross_entropy_is_minus_the_log_likelihood_a_flip)
{
    for (size_t heads = 0; heads <= 10; heads++)
        CLOSE(coin_cross_entropy((real)heads / 10, (real)0.3),
              -(double)coin_log_likelihood((real)0.3, heads, 10) / 10, 16, 0);
    CLOSE(coin_cross_entropy((real)0.125, (real)0.5), log(2), 8, 0);
    for (int i = 0; i <= 20; i++)
        if (i != 5)
            cr_assert(coin_cross_entropy((real)0.25, (real)i / 20) >
                      coin_cross_entropy((real)0.25, (real)0.25));
    cr_assert(coin_cross_entropy(1, 1) == 0 && coin_cross_entropy(0, 0) == 0);
    cr_assert(coin_cross_entropy(1, 0) == INFINITY);
    cr_assert(coin_cross_entropy((real)0.5, 1) == INFINITY);
}

/* A thousand chances have a thousand roundings to be off by, in a row or in a column. */
Test(chance, allows_a_rounding_for_every_chance)
{
    enum { COUNT = 1000 };
    static real chances[COUNT], ones[COUNT];
    for (int i = 0; i < COUNT; i++)
        chances[i] = (1 + 64 * REAL_EPSILON) / COUNT, ones[i] = 1;
    CLOSE(expectation(matrix_view(ones, 1, COUNT), matrix_view(chances, 1, COUNT)), 1,
          COUNT, 0);
    CLOSE(expectation(matrix_view(ones, COUNT, 1), matrix_view(chances, COUNT, 1)), 1,
          COUNT, 0);
}

/* --- wrong arguments ------------------------------------------------------------------ */

Test(chance, refuses_what_are_no_chances)
{
    Matrix x = matrix_view(REALS(1, 2), 2, 1);
#define CHANCE(line, ...) MISTAKE_IN("chance.c", line, __VA_ARGS__)
    CHANCE("expectation: x (2, 1) holds no numbers",
           expectation(matrix_view(NULL, 2, 1), ZEROS(2, 1)));
    CHANCE("expectation: p is (3, 1), expected (2, 1)", expectation(x, ZEROS(3, 1)));
    CHANCE("expectation: the chances sum to 0.75, expected 1",
           expectation(x, matrix_view(REALS(0.5, 0.25), 2, 1)));
    CHANCE("variance_of: the chances sum to 1.25, expected 1",
           variance_of(x, matrix_view(REALS(0.5, 0.75), 2, 1)));
    CHANCE("variance_of: a chance is -0.5",
           variance_of(x, matrix_view(REALS(1.5, -0.5), 2, 1)));
    CHANCE("expectation: a chance is nan",
           expectation(x, matrix_view(REALS((real)fabs(NAN), 0.5), 2, 1)));
    CHANCE("matrix_sum: a (0, 1) holds no numbers", sample_mean(ZEROS(0, 1)));
    CHANCE("coin_likelihood: a chance of 1.5, expected 0 to 1",
           coin_likelihood((real)1.5, 1, 2));
    CHANCE("coin_likelihood: 3 heads in 2 flips", coin_likelihood((real)0.5, 3, 2));
    CHANCE("coin_log_likelihood: a chance of -0.5, expected 0 to 1",
           coin_log_likelihood((real)-0.5, 1, 2));
    CHANCE("coin_log_likelihood: 3 heads in 2 flips",
           coin_log_likelihood((real)0.5, 3, 2));
    CHANCE("coin_best: 0 heads in 0 flips", coin_best(0, 0));
    CHANCE("coin_cross_entropy: a chance of 2, expected 0 to 1",
           coin_cross_entropy(2, (real)0.5));
    CHANCE("coin_cross_entropy: a chance of -1, expected 0 to 1",
           coin_cross_entropy((real)0.5, -1));
}
