/* Chapter 7, the stable forms against a long double, the guards around a logarithm, and
 * the clipping of gradients. */
#include "activation.h"
#include "clip.h"
#include "random.h"
#include "stable.h"
#include "support.h"

TestSuite(stable, .timeout = 30);

static const double U = (double)REAL_EPSILON / 2;
static const real INF = INFINITY;

#define ROW(...)                                                                       \
    matrix_view((real[]){__VA_ARGS__}, 1, sizeof((real[]){__VA_ARGS__}) / sizeof(real))

/* --- one number --------------------------------------------------------------- */

/* eq:softplus, eq:log-sigmoid: the true values, from digits that a double has not */
Test(stable, softplus_and_log_sigmoid_everywhere)
{
    for (double x = -700; x <= 700; x += 0.7) {
        real z = (real)x;
        long double want = z > 0 ? (long double)z + log1pl(expl(-(long double)z))
                                 : log1pl(expl((long double)z));
        if (want < (long double)REAL_MIN) continue;   // no longer has all its digits
        CLOSE(softplus_value(z), (double)want, 4, 0); // exp, log1p, +
        CLOSE(log_sigmoid(-z), (double)-want, 4, 0);
    }
    CLOSE(softplus_value(0), 0.693147180559945309, 2, 0);
    cr_assert(softplus_value(REAL_MAX) == REAL_MAX && softplus_value(-REAL_MAX) == 0);
    cr_assert(softplus_value(INF) == INF && softplus_value(-INF) == 0);
    cr_assert(log_sigmoid(-800) == -800 && log_sigmoid(INF) == 0);
    cr_assert(isnan(softplus_value(NAN)) && isnan(log_sigmoid(NAN)));
}

/* Right where they are right, and broken as the chapter says. */
Test(stable, naive_forms_break_where_the_text_says)
{
    for (real z = -5; z <= 5; z += (real)0.25) {
        CLOSE(sigmoid_naive(z), sigmoid_value(z), 8, 0);
        CLOSE(softplus_naive(z), softplus_value(z), 0, 8);
    }
    cr_assert(isnan(sigmoid_naive(1000)) && sigmoid_value(1000) == 1);
    cr_assert(isinf(softplus_naive(1000)) && softplus_value(1000) == 1000);
    cr_assert(softplus_naive(-40) == 0 && softplus_value(-40) > 0);
}

/* --- rows --------------------------------------------------------------------- */

enum { CLASSES = 7 };

/* softmax of a row in long double; returns ln(sum of e^z). */
static long double reference(long double *p, const real *z, size_t n)
{
    long double largest = z[0], sum = 0;
    for (size_t k = 1; k < n; k++) largest = fmaxl(largest, (long double)z[k]);
    for (size_t k = 0; k < n; k++) sum += p[k] = expl((long double)z[k] - largest);
    for (size_t k = 0; k < n; k++) p[k] /= sum;
    return largest + logl(sum);
}

/* Logits with a spread of about this much around a common middle. */
static void draw(Random *random, Matrix z, double spread)
{
    random_fill_uniform(random, z, -1, 1);
    real middle = (real)(spread * (double)random_normal(random));
    for (size_t k = 0; k < z.cols; k++)
        z.data[k] = z.data[k] * (real)spread / 2 + middle;
}

/* eq:softmax-bound: (n + 2 + 2 spread) u of each probability, which is the bound of
 * Blanchard, Higham & Higham (2021); where it falls among the subnormal numbers, a step
 * there. 1e308 makes the bound useless and the answer a row of zeros and ones, which
 * must be right all the same. */
Test(stable, softmax_keeps_the_published_bound)
{
    Random random = random_seed(1);
    const double top = (double)REAL_MAX / 2;
    const double spreads[] = {0.01, 1, 10, 100, 700, 1500, 1e6, 1e30, top};
    real z_data[CLASSES], p_data[CLASSES];
    Matrix z = matrix_view(z_data, 1, CLASSES), p = matrix_view(p_data, 1, CLASSES);
    long double want[CLASSES];
    double nearest = 0;
    for (size_t s = 0; s < 9; s++)
        for (int i = 0; i < 2000; i++) {
            draw(&random, z, s < 8 ? spreads[s] : 1);
            if (s == 8) random_fill_uniform(&random, z, (real)-top, (real)top);
            reference(want, z_data, CLASSES);
            softmax(p, z);
            double high = -INFINITY, low = INFINITY;
            for (size_t k = 0; k < CLASSES; k++) {
                high = fmax(high, (double)z_data[k]);
                low = fmin(low, (double)z_data[k]);
            }
            double bound = fmin(1, (CLASSES + 2 + 2 * (high - low)) * U); // no inf * 0
            for (size_t k = 0; k < CLASSES; k++) {
                double error = fabs((double)((long double)p_data[k] - want[k]));
                double allowed = bound * (double)want[k] +
                                 (double)(REAL_MIN * REAL_EPSILON);
                cr_assert(error <= allowed, "spread %g: %g of %g", spreads[s], error,
                          allowed);
                if (s < 4) nearest = fmax(nearest, error / (bound * (double)want[k]));
            }
        }
    cr_assert(nearest > 0.05, "the bound is never near: %g", nearest);
}

Test(stable, softmax_of_a_thousand_and_of_minus_infinity)
{
    real p_data[3];
    Matrix p = matrix_view(p_data, 1, 3);
    softmax_naive(p, ROW(1, 2, 3));
    MATRIX_CLOSE(p,
                 ROW((real)0.0900305731703804633, (real)0.244728471054797646,
                     (real)0.665240955774821950),
                 8, 0);
    for (real far = -1000; far <= 1000; far += 2000) {
        softmax_naive(p, ROW(1 + far, 2 + far, 3 + far));
        cr_assert(isnan(p_data[0]) && isnan(p_data[2]), "naive at %g", (double)far);
        softmax(p, ROW(1 + far, 2 + far, 3 + far));
        CLOSE(p_data[2], 0.665240955774821950, 8, 0);
    }
    softmax(p, ROW(0, -INF, 0));
    cr_assert(p_data[0] == (real)0.5 && p_data[1] == 0 && p_data[2] == (real)0.5);
}

/* eq:log-sum-exp, eq:log-softmax: relative errors with the spread for what is near the
 * largest logit; a last digit of the largest and of the result beside it */
Test(stable, log_sum_exp_and_log_softmax_against_long_double)
{
    Random random = random_seed(2);
    const double spreads[] = {0.01, 1, 10, 100, 700, 1500, 1e6, 1e30};
    real z_data[CLASSES], out_data[CLASSES], lse;
    Matrix z = matrix_view(z_data, 1, CLASSES), out = matrix_view(out_data, 1, CLASSES);
    long double p[CLASSES];
    for (size_t s = 0; s < 8; s++)
        for (int i = 0; i < 1000; i++) {
            draw(&random, z, spreads[s]);
            long double want = reference(p, z_data, CLASSES);
            log_sum_exp(matrix_view(&lse, 1, 1), z);
            double size = (double)matrix_max_abs(z);
            CLOSE(lse, (double)want, 4, CLASSES + 2);
            log_softmax(out, z);
            for (size_t k = 0; k < CLASSES; k++)
                WITHIN(out_data[k], (double)((long double)z_data[k] - want),
                       (2 * size + CLASSES + 2) * 2 * U);
        }
}

/* eq:log-sum-exp: n equal logits are ln n above one; a shift of all is a shift of it */
Test(stable, log_sum_exp_at_its_edges)
{
    real out_data[4];
    real z[] = {5, 5, 5, 1000, 1001, 1002, REAL_MAX, 0, -REAL_MAX, -INF, -INF, -INF};
    log_sum_exp(matrix_view(out_data, 4, 1), matrix_view(z, 4, 3));
    CLOSE(out_data[0], 5 + log(3), 4, 0);
    CLOSE(out_data[1], 1002.40760596444438, 4, 0);
    cr_assert(out_data[2] == REAL_MAX && out_data[3] == -INF);
    real one;
    Matrix out = matrix_view(&one, 1, 1);
    log_sum_exp(out, ROW(3, INF));
    cr_assert(one == INF);
    log_sum_exp(out, ROW(-7));
    cr_assert(one == -7);
    for (int k = 0; k < 3; k++) {
        real bad[] = {1, 2, 3};
        bad[k] = NAN;
        log_sum_exp(out, matrix_view(bad, 1, 3));
        cr_assert(isnan(one), "a NaN in column %d", k);
    }
}

/* eq:log-softmax: sure and right, where 1 + e^-40 is 1 and ln 1 would be 0 */
Test(stable, log_softmax_keeps_what_is_next_to_one)
{
    real out[6];
    Matrix two = matrix_view(out, 2, 3);
    matrix_copy(two, matrix_view((real[]){3, 43, 1, 0, -INF, 0}, 2, 3));
    log_softmax(two, two); // in place
    CLOSE(out[1], -(exp(-40) + exp(-42)), 8, 0);
    CLOSE(out[0], -40, 4, 0);
    CLOSE(out[5], -log(2), 4, 0);
    cr_assert(out[4] == -INF);
}

/* --- cross-entropy ------------------------------------------------------------ */

/* Four samples of three classes, of several sizes. */
static const real LOGITS[] = {1, -2, 0.5, 3, 3, -1, -0.25, 0.75, 9, 12, 4, -3};
static const real LABELS[] = {0, 2, 1, 0};
static const real ONE_HOT[] = {1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0};

typedef struct Case {
    real z[12], labels[4], y[12], dz[12], p[12];
} Case;

static Case case_new(void)
{
    Case c;
    for (int i = 0; i < 12; i++) {
        c.z[i] = LOGITS[i];
        c.y[i] = ONE_HOT[i];
        c.dz[i] = c.p[i] = NAN;
    }
    for (int i = 0; i < 4; i++) c.labels[i] = LABELS[i];
    softmax(matrix_view(c.p, 4, 3), matrix_view(c.z, 4, 3));
    return c;
}

#define WIDE(numbers) matrix_view(numbers, 4, 3)
#define TALL(numbers) matrix_view(numbers, 4, 1)

/* eq:fused-cross-entropy, eq:fused-gradient: chapter 3's loss and gradient */
Test(stable, fused_is_chapter_threes_in_one_pass)
{
    Case c = case_new();
    real want[12];
    softmax_cross_entropy_gradient(WIDE(want), WIDE(c.z), WIDE(c.y));
    real loss = fused_cross_entropy(WIDE(c.dz), WIDE(c.z), TALL(c.labels));
    CLOSE(loss, softmax_cross_entropy(WIDE(c.z), WIDE(c.y)), 16, 0);
    MATRIX_CLOSE(WIDE(c.dz), WIDE(want), 16, 4);
    real again = fused_cross_entropy(WIDE(c.z), WIDE(c.z), TALL(c.labels));
    cr_assert(again == loss && matrix_equal(WIDE(c.z), WIDE(c.dz)), "in place");
}

/* eq:fused-gradient: 40 ahead, the label's slope is -e^-40, and not 1 - 1 */
Test(stable, fused_keeps_the_slope_of_the_sure)
{
    real dz[2], label = 1;
    Matrix labels = matrix_view(&label, 1, 1), out = matrix_view(dz, 1, 2);
    real loss = fused_cross_entropy(out, ROW(0, 40), labels);
    CLOSE(loss, exp(-40), 8, 0);
    CLOSE(dz[1], -exp(-40), 8, 0);
    CLOSE(dz[0], exp(-40), 8, 0);
    cr_assert(fused_cross_entropy(out, ROW(REAL_MAX / 2, -REAL_MAX / 4), labels) ==
              REAL_MAX / 2 + REAL_MAX / 4);
    cr_assert(dz[0] == 1 && dz[1] == -1);
}

/* A class that is out of the question: a sum over y z would have 0 times infinity */
Test(stable, fused_takes_minus_infinity_for_a_class)
{
    real dz[3], label = 0;
    Matrix out = matrix_view(dz, 1, 3);
    real loss = fused_cross_entropy(out, ROW(0, -INF, 0), matrix_view(&label, 1, 1));
    CLOSE(loss, log(2), 4, 0);
    cr_assert(dz[0] == (real)-0.5 && dz[1] == 0 && dz[2] == (real)0.5);
    CLOSE(loss, softmax_cross_entropy(ROW(0, -INF, 0), ROW(1, 0, 0)), 4, 0);
}

/* eq:guarded-cross-entropy, eq:guarded-gradient: without a guard, chapter 3's */
Test(stable, no_guard_is_the_plain_loss)
{
    Case c = case_new();
    real want[12];
    CLOSE(guarded_cross_entropy(WIDE(c.p), WIDE(c.y), (Guard){0, 0}),
          softmax_cross_entropy(WIDE(c.z), WIDE(c.y)), 32, 0);
    softmax_cross_entropy_gradient(WIDE(want), WIDE(c.z), WIDE(c.y));
    guarded_cross_entropy_gradient(WIDE(c.dz), WIDE(c.p), WIDE(c.y), (Guard){0, 0});
    MATRIX_CLOSE(WIDE(c.dz), WIDE(want), 16, 8);
}

/* eq:guarded-gradient: the derivative of the guarded loss, by a nudge of each logit.
 * The step is cbrt(epsilon) and the error some epsilon^(2/3); sizes here are near 1. */
Test(stable, guarded_gradient_is_the_losss)
{
    const Guard guards[] = {
        {0, 0}, {(real)0.02, 0}, {0, (real)0.01}, {(real)0.05, (real)0.02}};
    double h = (double)difference_step();
    for (size_t g = 0; g < 4; g++) {
        Case c = case_new(), moved = case_new();
        guarded_cross_entropy_gradient(WIDE(c.dz), WIDE(c.p), WIDE(c.y), guards[g]);
        for (int i = 0; i < 12; i++) {
            double loss[2];
            for (int side = 0; side < 2; side++) {
                moved.z[i] = c.z[i] + (real)(side ? h : -h);
                softmax(WIDE(moved.p), WIDE(moved.z));
                loss[side] = (double)guarded_cross_entropy(WIDE(moved.p), WIDE(c.y),
                                                           guards[g]);
            }
            moved.z[i] = c.z[i];
            WITHIN(c.dz[i], (loss[1] - loss[0]) / (2 * h), difference_error(30));
        }
    }
}

/* eq:guard-bias: an epsilon e costs ln(1 + e/p), and more than right is less than 0 */
Test(stable, an_epsilon_biases_by_ln_one_plus_e_over_p)
{
    const Guard guard = {(real)1e-8, 0};
    for (int power = 0; power >= -20; power -= 2) {
        real p = (real)pow(10, power), y = 1;
        Matrix one = matrix_view(&p, 1, 1), wanted = matrix_view(&y, 1, 1);
        double bias = (double)guarded_cross_entropy(one, wanted, guard) +
                      log((double)p);
        WITHIN(bias, -log1p(1e-8 / (double)p), 64 * (double)REAL_EPSILON);
    }
    if (sizeof(real) == sizeof(double))
        cr_assert(guarded_cross_entropy(ROW(1), ROW(1), guard) < 0);
}

/* Clipped to [1e-7, 1 - 1e-7]: the most is 16.1, the least is not 0, and both ends have
 * no slope. An epsilon leaves p / (p + e) of the slope. */
Test(stable, guards_take_the_slope_where_it_is_needed)
{
    const Guard clip = {0, (real)1e-7}, epsilon = {(real)1e-8, 0};
    real dz[2];
    Matrix out = matrix_view(dz, 1, 2), y = ROW(1, 0);
    CLOSE(guarded_cross_entropy(ROW(0, 1), y, clip), 16.11809565095832, 4, 0);
    // 1 - 1e-7 is itself rounded
    WITHIN(guarded_cross_entropy(ROW(1, 0), y, clip), -log1p(-1e-7),
           2 * (double)REAL_EPSILON);
    guarded_cross_entropy_gradient(out, ROW((real)1e-9, 1), y, clip);
    cr_assert(dz[0] == 0 && dz[1] == 0, "sure and wrong, and no slope at all");
    guarded_cross_entropy_gradient(out, ROW((real)1e-9, 1), y, epsilon);
    WITHIN(dz[0], -1.0 / 11, 1e-9 + U); // the right one is -1
    guarded_cross_entropy_gradient(out, ROW(0, 1), y, (Guard){0, 0});
    cr_assert(isnan(dz[0]), "0 times infinity");
    cr_assert(isinf(guarded_cross_entropy(ROW(0), ROW(1), (Guard){0, 0})));
    cr_assert(isnan(guarded_cross_entropy(ROW(1, 0), y, (Guard){0, 0})), "0 ln 0");
    cr_assert(isnan(guarded_cross_entropy(ROW(NAN, 1), y, clip)));
    guarded_cross_entropy_gradient(out, ROW(NAN, 1), y, clip);
    cr_assert(isnan(dz[0]), "a guard does not hide a NaN");
}

#define STOPS(line, ...) MISTAKE_IN("stable.c", line, __VA_ARGS__)

Test(stable, stable_forms_refuse_wrong_shapes)
{
    Guard none = {0, 0};
    Matrix column = ZEROS(4, 1);
    STOPS("log_sum_exp: out (4, 1) and z (4, 1) share memory (aliasing)",
          log_sum_exp(column, column));
    STOPS("log_sum_exp: out is (1, 4), expected (4, 1)",
          log_sum_exp(ZEROS(1, 4), ZEROS(4, 3)));
    STOPS("matrix_copy: out (4, 2) and a (4, 3): shapes differ",
          log_softmax(ZEROS(4, 2), ZEROS(4, 3)));
    STOPS("matrix_map: out (4, 2) and a (4, 3): shapes differ",
          softmax_naive(ZEROS(4, 2), ZEROS(4, 3)));
    STOPS("guarded_cross_entropy: y is (3, 4), expected (4, 3)",
          guarded_cross_entropy(ZEROS(4, 3), ZEROS(3, 4), none));
    STOPS("guarded_cross_entropy_gradient: y is (3, 4), expected (4, 3)",
          guarded_cross_entropy_gradient(ZEROS(4, 3), ZEROS(4, 3), ZEROS(3, 4), none));
    Matrix shared = ZEROS(4, 3);
    STOPS("guarded_cross_entropy_gradient: dz (4, 3) and p (4, 3) share memory "
          "(aliasing)",
          guarded_cross_entropy_gradient(shared, shared, ZEROS(4, 3), none));
    STOPS("guarded_cross_entropy_gradient: dz is (3, 4), expected (4, 3)",
          guarded_cross_entropy_gradient(ZEROS(3, 4), ZEROS(4, 3), ZEROS(4, 3), none));
    STOPS("fused_cross_entropy: labels is (1, 4), expected (4, 1)",
          fused_cross_entropy(ZEROS(4, 3), ZEROS(4, 3), ZEROS(1, 4)));
    STOPS("matrix_copy: out (3, 4) and a (4, 3): shapes differ",
          fused_cross_entropy(ZEROS(3, 4), ZEROS(4, 3), ZEROS(4, 1)));
    const real bad[] = {3, -1, 0.5, NAN};
    const char *said[] = {"3", "-1", "0.5", "nan"};
    for (int i = 0; i < 4; i++) {
        char line[120];
        snprintf(line, sizeof line,
                 "fused_cross_entropy: label 1 is %s, expected a "
                 "whole number below 3",
                 said[i]);
        real labels[] = {2, bad[i]};
        STOPS(line,
              fused_cross_entropy(ZEROS(2, 3), ZEROS(2, 3), matrix_view(labels, 2, 1)));
    }
}
