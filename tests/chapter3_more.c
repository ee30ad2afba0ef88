/* Chapter 3, softmax and its cross-entropy: known values, the Jacobian, both roads to
 * the gradient; entropy and divergence; counting right and wrong. */
#include "losses.h"
#include "neuron.h"
#include "random.h"
#include "support.h"

TestSuite(softmax, .timeout = 20);

static const real INF = INFINITY;
#define ROW(array) matrix_view(array, 1, sizeof(array) / sizeof(real))

/* --- softmax ---------------------------------------------------------------------- */

/* eq:softmax: logits ln 1, ln 2, ln 5 are odds of 1 to 2 to 5 */
Test(softmax, turns_log_odds_into_probabilities)
{
    real z[] = {0, (real)log(2), (real)log(5), (real)log(3), 0, 0}, p[6];
    softmax(matrix_view(p, 2, 3), matrix_view(z, 2, 3));
    const double want[] = {1 / 8.0, 2 / 8.0, 5 / 8.0, 3 / 5.0, 1 / 5.0, 1 / 5.0};
    for (size_t k = 0; k < 6; k++) CLOSE(p[k], want[k], 8, 0); // log, exp, +, +, /
}

/* eq:softmax: a constant on every logit of a row changes nothing; adding it rounds */
Test(softmax, does_not_see_a_shift)
{
    real z[] = {1, -2, 0.5, 3}, shifted[] = {65, 62, 64.5, 67}, p[4], q[4];
    softmax(ROW(p), ROW(z));
    softmax(ROW(q), ROW(shifted));
    cr_assert(matrix_equal(ROW(p), ROW(q)));
    softmax(ROW(z), ROW(z));
    cr_assert(matrix_equal(ROW(p), ROW(z)), "in place");
}

/* eq:softmax: of two classes it is the sigmoid of the difference */
Test(softmax, of_two_is_a_sigmoid)
{
    for (real d = -30; d <= 30; d += (real)0.37) {
        real z[] = {d + 1, 1}, p[2];
        softmax(ROW(p), ROW(z));
        CLOSE(p[0], sigmoid_value(z[0] - z[1]), 8, 0);
    }
}

/* eq:softmax: the plain formula is inf / inf at 1000 and 0 / 0 at -1000 */
Test(softmax, does_not_overflow)
{
    real z[] = {1000, 1000, -1000, -1000, -1000, -1000, 1000, 0, -INF}, p[9];
    softmax(matrix_view(p, 3, 3), matrix_view(z, 3, 3));
    CLOSE(p[0], 0.5, 2, 0);
    cr_assert(p[2] == 0 && p[6] == 1 && p[7] == 0 && p[8] == 0);
    CLOSE(p[4], 1 / 3.0, 2, 0);
    real most[] = {REAL_MAX, -REAL_MAX, 0}, q[3];
    softmax(ROW(q), ROW(most));
    cr_assert(q[0] == 1 && q[1] == 0 && q[2] == 0);
}

/* eq:softmax-jacobian: p (0.2, 0.3, 0.5) by hand; its rows and columns sum to 0 */
Test(softmax, jacobian_by_hand)
{
    real p[] = {(real)0.2, (real)0.3, 0.5}, j[9];
    const double want[] = {0.16, -0.06, -0.10, -0.06, 0.21, -0.15, -0.10, -0.15, 0.25};
    softmax_jacobian(matrix_view(j, 3, 3), ROW(p));
    for (size_t k = 0; k < 9; k++) CLOSE(j[k], want[k], 4, 0);
    for (size_t i = 0; i < 3; i++)
        CLOSE(j[3 * i] + j[3 * i + 1] + j[3 * i + 2], 0, 0, 1);
}

/* eq:softmax-jacobian: every element against a central difference of softmax, whose two
 * errors are each about epsilon^(2/3) */
Test(softmax, jacobian_is_the_slope_of_softmax)
{
    real z[] = {0.5, -1.25, 2, 0.75}, p[4], up[4], down[4], j[16];
    softmax(ROW(p), ROW(z));
    softmax_jacobian(matrix_view(j, 4, 4), ROW(p));
    for (size_t k = 0; k < 4; k++) {
        real at = z[k], h = difference_step(), high = at + h, low = at - h;
        z[k] = high, softmax(ROW(up), ROW(z));
        z[k] = low, softmax(ROW(down), ROW(z));
        z[k] = at;
        for (size_t i = 0; i < 4; i++)
            WITHIN(j[4 * i + k], (double)(up[i] - down[i]) / (double)(high - low),
                   difference_error(10));
    }
}

/* eq:softmax-backward: each row is its slopes times its own Jacobian */
Test(softmax, backward_is_the_product_with_the_jacobian)
{
    real z[] = {0.5, -1.25, 2, 3, 0.25, -0.75}, dp[] = {1, -2, 0.5, 0.25, 3, -1};
    real p[6], dz[6], j[9];
    Matrix two = matrix_view(p, 2, 3), slopes = matrix_view(dp, 2, 3);
    softmax(two, matrix_view(z, 2, 3));
    softmax_backward(matrix_view(dz, 2, 3), slopes, two);
    for (size_t i = 0; i < 2; i++) {
        softmax_jacobian(matrix_view(j, 3, 3), matrix_rows(two, i, 1));
        for (size_t k = 0; k < 3; k++) {
            double want = 0;
            for (size_t o = 0; o < 3; o++)
                want += (double)(dp[3 * i + o] * j[3 * o + k]);
            CLOSE(dz[3 * i + k], want, 0, 16);
        }
    }
    cr_assert(dp[0] == 1 && dp[1] == -2 && dp[5] == -1, "the slopes are read only");
    softmax_backward(slopes, slopes, two);
    cr_assert(matrix_equal(slopes, matrix_view(dz, 2, 3)), "in place");
}

/* --- its cross-entropy ------------------------------------------------------------ */

/* eq:cross-entropy, eq:softmax-cross-entropy: a uniform guess over K classes costs ln K,
 * whatever the logits have in common and whatever the class */
Test(softmax, a_uniform_guess_costs_ln_K)
{
    real z[1000], p[1000], y[1000];
    for (size_t classes = 2; classes <= 1000; classes += classes < 10 ? 1 : 99) {
        Matrix logits = matrix_view(z, 1, classes),
               targets = matrix_view(y, 1, classes);
        matrix_fill(logits, (real)-3.5);
        matrix_fill(targets, 0);
        y[classes / 2] = 1;
        CLOSE(softmax_cross_entropy(logits, targets), log((double)classes), 4, 0);
        softmax(matrix_view(p, 1, classes), logits);
        CLOSE(cross_entropy(matrix_view(p, 1, classes), targets), log((double)classes),
              4, 0);
    }
    WITHIN(log(10), 2.302585, 5e-7);
}

/* eq:cross-entropy: three flowers got 0.5, 0.2 and 0.9 for what they are */
Test(softmax, cross_entropy_is_the_mean_minus_log_of_the_likelihood)
{
    real p[] = {0.5,       0.25,      0.25,      (real)0.7, (real)0.2,
                (real)0.1, (real)0.9, (real)0.1, 0};
    real y[] = {1, 0, 0, 0, 1, 0, 1, 0, 0};
    CLOSE(cross_entropy(matrix_view(p, 3, 3), matrix_view(y, 3, 3)),
          -log(0.5 * 0.2 * 0.9) / 3, 8, 0);
}

/* Random logits and distributions as targets, m (5, K 4). */
static void draw(Random *random, Matrix z, Matrix y)
{
    random_fill_normal(random, z, 0, 2);
    random_fill_normal(random, y, 0, 1);
    softmax(y, y);
}

/* eq:cross-entropy, eq:softmax-cross-entropy: one loss, from p and from z;
 * eq:cross-entropy-gradient, eq:softmax-backward, eq:softmax-cross-entropy-gradient: the
 * long road through the Jacobian and the short one meet. */
Test(softmax, both_roads_lead_to_one_loss_and_one_gradient)
{
    Random random = random_seed(3);
    real numbers[100];
    Matrix z = matrix_view(numbers, 5, 4), y = matrix_view(numbers + 20, 5, 4);
    Matrix p = matrix_view(numbers + 40, 5, 4), dz = matrix_view(numbers + 60, 5, 4);
    Matrix fused = matrix_view(numbers + 80, 5, 4);
    for (int repeat = 0; repeat < 50; repeat++) {
        draw(&random, z, y);
        softmax(p, z);
        CLOSE(softmax_cross_entropy(z, y), cross_entropy(p, y), 32, 8);
        cross_entropy_gradient(dz, p, y);
        softmax_backward(dz, dz, p);
        softmax_cross_entropy_gradient(fused, z, y);
        MATRIX_CLOSE(dz, fused, 16, 8); // P - Y cancels to a rounding of 1
        cr_assert(matrix_max_abs(fused) > (real)0.01);
    }
}

/* eq:softmax-cross-entropy: many outputs of one sample, each as if it were alone, to the
 * bit; in e what softmax is before it is divided; in place too */
Test(softmax, losses_of_rows_are_those_of_each_row_alone)
{
    enum { ROWS = 9 };
    Random random = random_seed(11);
    real numbers[ROWS * 9 + 4];
    Matrix z = matrix_view(numbers, ROWS, 4), e = matrix_view(numbers + 36, ROWS, 4);
    Matrix losses = matrix_view(numbers + 72, ROWS, 1);
    Matrix y = matrix_view(numbers + 81, 1, 4);
    for (int repeat = 0; repeat < 50; repeat++) {
        random_fill_normal(&random, z, 0, 3);
        draw(&random, matrix_view((real[4]){0}, 1, 4), y);
        if (repeat == 49) matrix_at(z, 2, 0) = NAN;
        softmax_cross_entropy_rows(losses, e, z, y);
        for (size_t i = 0; i < ROWS; i++) {
            real alone = softmax_cross_entropy(matrix_rows(z, i, 1), y), p[4];
            real got = losses.data[i];
            cr_assert(isnan(alone) ? isnan(got) : got == alone, "row %zu: %.17g, %.17g",
                      i, (double)got, (double)alone);
            if (isnan(alone)) continue;
            softmax(ROW(p), matrix_rows(z, i, 1));
            real sum = matrix_sum(matrix_rows(e, i, 1));
            cr_assert(matrix_max_abs(matrix_rows(e, i, 1)) == 1);
            for (size_t k = 0; k < 4; k++) cr_assert(p[k] == matrix_at(e, i, k) / sum);
        }
        cr_assert(isnan(losses.data[2]) == (repeat == 49));
        real apart[ROWS];
        matrix_copy(matrix_view(apart, ROWS, 1), losses);
        softmax_cross_entropy_rows(losses, z, z, y);
        for (size_t i = 0; i < ROWS; i++)
            cr_assert(losses.data[i] == apart[i] || isnan(apart[i]), "in place");
    }
}

/* eq:softmax-cross-entropy: logits ln 1, ln 2, ln 5 and their target (0, 1/2, 1/2):
 * ln 8 - (ln 2 + ln 5) / 2; a class that is ruled out and not wanted costs nothing */
Test(softmax, losses_of_rows_by_hand)
{
    real z[] = {0, (real)log(2), (real)log(5), -INF, 7, 7}, e[6], losses[2];
    real y[] = {0, 0.5, 0.5};
    softmax_cross_entropy_rows(matrix_view(losses, 2, 1), matrix_view(e, 2, 3),
                               matrix_view(z, 2, 3), ROW(y));
    CLOSE(losses[0], log(8) - log(10) / 2, 8, 0);
    CLOSE(losses[1], log(2), 4, 0);
}

/* eq:softmax-cross-entropy-gradient: what one class gains, the others lose */
Test(softmax, gradient_sums_to_zero_over_the_classes)
{
    Random random = random_seed(4);
    real numbers[60];
    Matrix z = matrix_view(numbers, 5, 4), y = matrix_view(numbers + 20, 5, 4);
    Matrix dz = matrix_view(numbers + 40, 5, 4);
    for (int repeat = 0; repeat < 50; repeat++) {
        draw(&random, z, y);
        softmax_cross_entropy_gradient(dz, z, y);
        for (size_t i = 0; i < 5; i++)
            WITHIN(matrix_sum(matrix_rows(dz, i, 1)), 0, 8 * (double)REAL_EPSILON);
    }
}

/* eq:softmax-cross-entropy-gradient: logits ln 1, ln 2, ln 5 and class 1: (P - Y) / 2 */
Test(softmax, gradient_by_hand)
{
    real z[] = {0, (real)log(2), (real)log(5), 0, 0, 0}, y[] = {0, 1, 0, 0, 0, 1},
         dz[6];
    const double want[] = {1 / 16.0, -6 / 16.0, 5 / 16.0, 1 / 6.0, 1 / 6.0, -2 / 6.0};
    softmax_cross_entropy_gradient(matrix_view(dz, 2, 3), matrix_view(z, 2, 3),
                                   matrix_view(y, 2, 3));
    for (size_t k = 0; k < 6; k++) CLOSE(dz[k], want[k], 8, 0);
}

/* eq:cross-entropy-gradient: -y / (p m), and nothing where y is 0, even over p = 0 */
Test(softmax, cross_entropy_gradient_by_hand)
{
    real p[] = {0.25, 0.75, 1, 0}, y[] = {1, 0, 1, 0}, dp[4];
    cross_entropy_gradient(matrix_view(dp, 2, 2), matrix_view(p, 2, 2),
                           matrix_view(y, 2, 2));
    cr_assert(dp[0] == -2 && dp[1] == 0 && dp[2] == (real)-0.5 && dp[3] == 0);
    cross_entropy_gradient(matrix_view(p, 2, 2), matrix_view(p, 2, 2),
                           matrix_view(y, 2, 2));
    cr_assert(matrix_equal(ROW(p), ROW(dp)), "in place");
}

/* eq:softmax-cross-entropy: sure and wrong by 1000 costs 1000, where p has rounded to 0 */
Test(softmax, cross_entropy_from_logits_is_finite_where_the_one_from_p_breaks)
{
    real z[] = {1000, 0, 0}, p[3], y[] = {0, 1, 0}, dz[3];
    softmax(ROW(p), ROW(z));
    cr_assert(isinf(cross_entropy(ROW(p), ROW(y))));
    cr_assert(softmax_cross_entropy(ROW(z), ROW(y)) == 1000);
    softmax_cross_entropy_gradient(ROW(dz), ROW(z), ROW(y));
    cr_assert(dz[0] == 1 && dz[1] == -1 && dz[2] == 0);
    cross_entropy_gradient(ROW(dz), ROW(p), ROW(y));
    softmax_backward(ROW(dz), ROW(dz), ROW(p));
    cr_assert(isnan(dz[1]), "the long road");
    real ruled_out[] = {-INF, 2, 2};
    CLOSE(softmax_cross_entropy(ROW(ruled_out), ROW(y)), log(2), 4, 0);
}
