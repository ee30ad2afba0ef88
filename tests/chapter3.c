/* Chapter 3, the losses: their values by hand, by closed form and from the likelihoods
 * they come from; every gradient against a nudge. chapter3_more.c: measures, what is
 * refused, and what is learned. */
#include "losses.h"
#include "neuron.h"
#include "random.h"
#include "support.h"

TestSuite(losses, .timeout = 20);

static const char *const NAMES[] = {"squared", "huber", "sigmoid cross-entropy",
                                    "softmax cross-entropy"};
enum { LOSSES = 4, ROWS = 4, COLS = 3 };
static const real NOT_A_NUMBER = NAN;

/* Four samples of three outputs, no two numbers alike, some errors beyond Huber's bend
 * at 1 and none within 0.1 of it; rows of y sum to 1, so that all four losses take it.
 * One is hot, one smoothed, one a distribution, one hot in the last column. */
typedef struct Case {
    real out[12], y[12], slopes[12];
} Case;

static const Case CASE = {
    .out = {0.5, -1.25, 2, 3, 0.25, -0.75, 1.25, -2, 0.125, -0.5, 4, 0.75},
    .y = {1, 0, 0, 0.25, 0.625, 0.125, 0.5, 0.25, 0.25, 0, 0, 1}};
#define TABLE(array) matrix_view(array, ROWS, COLS)
#define ROW(array) matrix_view(array, 1, sizeof(array) / sizeof(real))

static double difference(real (*loss)(Matrix, Matrix), Case *c, size_t k)
{
    real at = c->out[k], h = difference_step();
    real high = at + h, low = at - h;
    c->out[k] = high;
    real above = loss(TABLE(c->out), TABLE(c->y));
    c->out[k] = low;
    real below = loss(TABLE(c->out), TABLE(c->y));
    c->out[k] = at;
    return (double)(above - below) / (double)(high - low);
}

/* --- every loss and its gradient ------------------------------------------------ */

/* eq:squared-gradient, eq:huber-gradient, eq:sigmoid-cross-entropy-gradient,
 * eq:softmax-cross-entropy-gradient: each element against a central difference */
Test(losses, every_gradient_is_the_slope_of_its_loss)
{
    for (size_t n = 0; n < LOSSES; n++) {
        Loss loss = loss_named(NAMES[n]);
        Case c = CASE;
        loss.gradient(TABLE(c.slopes), TABLE(c.out), TABLE(c.y));
        for (size_t k = 0; k < ROWS * COLS; k++) {
            double want = difference(loss.value, &c, k);
            const char *wrong = numbers_close(c.slopes[k], want, 0,
                                              difference_error(20));
            cr_assert(wrong == NULL, "%s, %zu: %s", NAMES[n], k, wrong);
        }
        cr_assert(matrix_max_abs(TABLE(c.slopes)) > (real)0.1, "nothing to compare");
    }
}

/* A loss is a mean over samples: the same ones twice cost the same, and each row of the
 * gradient is half as large. Only roundings differ. */
Test(losses, every_sample_twice_leaves_the_loss_and_halves_the_rows)
{
    for (size_t n = 0; n < LOSSES; n++) {
        Loss loss = loss_named(NAMES[n]);
        Case c = CASE;
        real out[24], y[24], slopes[24];
        for (size_t k = 0; k < 24; k++) out[k] = c.out[k % 12], y[k] = c.y[k % 12];
        Matrix all = matrix_view(out, 8, 3), targets = matrix_view(y, 8, 3);
        CLOSE(loss.value(all, targets), loss.value(TABLE(c.out), TABLE(c.y)), 16, 0);
        loss.gradient(TABLE(c.slopes), TABLE(c.out), TABLE(c.y));
        loss.gradient(matrix_view(slopes, 8, 3), all, targets);
        for (size_t k = 0; k < 24; k++) CLOSE(2 * slopes[k], c.slopes[k % 12], 8, 0);
    }
}

/* In place it gives the same bits, as the header allows. */
Test(losses, gradients_work_in_place)
{
    for (size_t n = 0; n < LOSSES; n++) {
        Loss loss = loss_named(NAMES[n]);
        Case c = CASE;
        loss.gradient(TABLE(c.slopes), TABLE(c.out), TABLE(c.y));
        loss.gradient(TABLE(c.out), TABLE(c.out), TABLE(c.y));
        cr_assert(matrix_equal(TABLE(c.out), TABLE(c.slopes)), "%s", NAMES[n]);
    }
}

Test(losses, losses_go_by_their_names)
{
    const Loss all[] = {{"squared", squared_loss, squared_gradient},
                        {"huber", huber_loss, huber_gradient},
                        {"sigmoid cross-entropy", sigmoid_cross_entropy,
                         sigmoid_cross_entropy_gradient},
                        {"softmax cross-entropy", softmax_cross_entropy,
                         softmax_cross_entropy_gradient}};
    for (size_t n = 0; n < LOSSES; n++) {
        Loss loss = loss_named(NAMES[n]);
        cr_assert(loss.value == all[n].value && loss.gradient == all[n].gradient);
        cr_assert_str_eq(loss.name, NAMES[n]);
    }
    Loss none = loss_named("hinge");
    cr_assert(none.value == NULL && none.gradient == NULL);
    cr_assert_str_eq(none.name, "hinge");
}

/* What a network says when it has blown up must be seen in its loss. */
Test(losses, a_nan_in_the_outputs_reaches_loss_and_gradient)
{
    for (size_t n = 0; n < LOSSES; n++) {
        for (size_t k = 3; k < 6; k++) { // any column of row 1
            Loss loss = loss_named(NAMES[n]);
            Case c = CASE;
            c.out[k] = NOT_A_NUMBER;
            cr_assert(isnan(loss.value(TABLE(c.out), TABLE(c.y))), "%s", NAMES[n]);
            loss.gradient(TABLE(c.slopes), TABLE(c.out), TABLE(c.y));
            cr_assert(isnan(c.slopes[k]), "%s", NAMES[n]);
            cr_assert(isfinite(c.slopes[0]) && isfinite(c.slopes[11]), "%s", NAMES[n]);
        }
    }
}

/* --- for numbers ----------------------------------------------------------------- */

/* eq:squared-loss: errors 1, -2, 0.5, 3 in two rows of two: (1 + 4 + 0.25 + 9) / 4 */
Test(losses, squared_by_hand)
{
    real p[] = {1, 2, 3, 4}, y[] = {0, 4, 2.5, 1}, dp[4];
    Matrix two = matrix_view(p, 2, 2), targets = matrix_view(y, 2, 2);
    cr_assert(squared_loss(two, targets) == (real)3.5625);
    squared_gradient(matrix_view(dp, 2, 2), two, targets);
    MATRIX_CLOSE(ROW(dp), matrix_view((real[]){0.5, -1, 0.25, 1.5}, 1, 4), 0, 0);
    cr_assert(squared_loss(targets, targets) == 0);
}

/* eq:squared-loss: the density of Gaussian noise, multiplied over the samples; only a
 * constant that no p can change is between its -ln and the loss */
Test(losses, squared_loss_is_gaussian_noise)
{
    const double sigma = 0.75, root = sqrt(2 * REAL_PI);
    Case c = CASE;
    double density = 1;
    for (size_t k = 0; k < 12; k++) {
        double e = ((double)c.out[k] - (double)c.y[k]) / sigma;
        density *= exp(-e * e / 2) / (sigma * root);
    }
    double constant = 3 * log(sigma * root); // three outputs a sample
    double want = (-log(density) / 4 - constant) * sigma * sigma;
    CLOSE(squared_loss(TABLE(c.out), TABLE(c.y)), want, 64,
          0); // e^-40 is multiplied up
}

/* eq:huber-loss: 0.5 lies inside (1/8), 3 and -2 outside (2.5, 1.5); both forms meet at
 * 1 with the same slope */
Test(losses, huber_by_hand)
{
    real p[] = {0.5, 3, -2}, y[] = {0, 0, 0}, dp[3];
    Matrix three = matrix_view(p, 3, 1), targets = matrix_view(y, 3, 1);
    CLOSE(huber_loss(three, targets), (0.125 + 2.5 + 1.5) / 3, 2, 0);
    huber_gradient(matrix_view(dp, 3, 1), three, targets);
    const double want[] = {0.5 / 3, 1.0 / 3, -1.0 / 3};
    for (size_t k = 0; k < 3; k++) CLOSE(dp[k], want[k], 2, 0);
    real bend[] = {1, -1};
    cr_assert(huber_loss(ROW(bend), ROW(((real[]){0, 0}))) == 1);
}

/* eq:huber-loss, eq:huber-gradient: within 1 it is the squared loss; beyond, a single
 * sample can pull with no more than 1/m however far off it is */
Test(losses, huber_is_squared_inside_and_bounded_outside)
{
    for (real e = -1; e <= 1; e += (real)0.0625) {
        real y = 0, inside, squared;
        Matrix p = matrix_view(&e, 1, 1), target = matrix_view(&y, 1, 1);
        cr_assert(huber_loss(p, target) == squared_loss(p, target));
        huber_gradient(matrix_view(&inside, 1, 1), p, target);
        squared_gradient(matrix_view(&squared, 1, 1), p, target);
        cr_assert(inside == squared);
    }
    real far[] = {0x1p100f, -0x1p100f}, zero[] = {0, 0}, pull[2];
    huber_gradient(matrix_view(pull, 2, 1), matrix_view(far, 2, 1),
                   matrix_view(zero, 2, 1));
    cr_assert(pull[0] == (real)0.5 && pull[1] == (real)-0.5);
    cr_assert(huber_loss(ROW(far), ROW(zero)) == 0x1p101f);
}

/* --- for yes or no ---------------------------------------------------------------- */

/* eq:sigmoid-cross-entropy: with one output it is the log loss of chapter 1, to the bit;
 * three outputs are three of those, added */
Test(losses, sigmoid_cross_entropy_is_the_log_loss_of_each_column)
{
    Case c = CASE;
    double sum = 0;
    for (size_t k = 0; k < COLS; k++) {
        real z[ROWS], y[ROWS], dz[ROWS], a[ROWS];
        Matrix column = matrix_view(z, ROWS, 1), targets = matrix_view(y, ROWS, 1);
        for (size_t i = 0; i < ROWS; i++)
            z[i] = c.out[i * COLS + k], y[i] = c.y[i * COLS + k];
        real loss = neuron_log_loss(column, targets);
        cr_assert(sigmoid_cross_entropy(column, targets) == loss);
        sum += (double)loss;
        sigmoid_cross_entropy_gradient(matrix_view(dz, ROWS, 1), column, targets);
        matrix_map(matrix_view(a, ROWS, 1), column, sigmoid_value);
        neuron_log_delta(matrix_view(a, ROWS, 1), matrix_view(a, ROWS, 1), targets);
        cr_assert(matrix_equal(matrix_view(a, ROWS, 1), matrix_view(dz, ROWS, 1)));
    }
    CLOSE(sigmoid_cross_entropy(TABLE(c.out), TABLE(c.y)), sum, 8, 0);
}

/* eq:sigmoid-cross-entropy: sure and wrong costs |z|, sure and right nothing; not even
 * the largest number there is overflows */
Test(losses, sigmoid_cross_entropy_is_finite_for_every_finite_logit)
{
    real z[] = {800, -800}, right[] = {1, 0}, wrong[] = {0, 1};
    real sure[] = {-40}, no[] = {0}; // sure and right costs e^-40, not 0
    CLOSE(sigmoid_cross_entropy(ROW(sure), ROW(no)), exp(-40), 8, 0);
    cr_assert(sigmoid_cross_entropy(ROW(z), ROW(right)) == 0);
    cr_assert(sigmoid_cross_entropy(ROW(z), ROW(wrong)) == 1600);
    real most = -REAL_MAX, yes = 1;
    cr_assert(sigmoid_cross_entropy(matrix_view(&most, 1, 1),
                                    matrix_view(&yes, 1, 1)) == REAL_MAX);
}

/* eq:sigmoid-cross-entropy-gradient, eq:squared-gradient: at z = 10 with target 0 the
 * first pulls with all but 1, the second, behind a sigmoid, with about e^-10 */
Test(losses, squared_error_behind_a_sigmoid_sleeps_where_cross_entropy_pulls)
{
    real z = 10, zero = 0, pull, p = sigmoid_value(z), dp;
    Matrix target = matrix_view(&zero, 1, 1);
    sigmoid_cross_entropy_gradient(matrix_view(&pull, 1, 1), matrix_view(&z, 1, 1),
                                   target);
    CLOSE(pull, 1 / (1 + exp(-10)), 4, 0);
    squared_gradient(matrix_view(&dp, 1, 1), matrix_view(&p, 1, 1), target);
    double u = exp(-10), asleep = (double)(dp * sigmoid_slope(z));
    CLOSE(asleep, u / ((1 + u) * (1 + u) * (1 + u)), 16, 0);
}
