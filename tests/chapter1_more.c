/* Chapter 1, what a neuron learns: gradients, the perceptron, and the answers that are
 * known in advance, on gates and on Iris. */
#include "dataset.h"
#include "neuron.h"
#include "support.h"

TestSuite(learning, .timeout = 20);

/* A neuron on its samples, with room for all that it computes. */
enum { SAMPLES = 150, INPUTS = 4 };
typedef struct Trainee {
    Matrix x, y, w, b, dw, db, z, a, dz;
    real numbers[SAMPLES * (INPUTS + 4) + 2 * INPUTS + 2];
} Trainee;

static Matrix take(Trainee *t, size_t *used, size_t rows, size_t cols)
{
    Matrix m = matrix_view(t->numbers + *used, rows, cols);
    *used += rows * cols;
    matrix_fill(m, 0);
    return m;
}

/* Weights and bias at zero. */
static void trainee_start(Trainee *t, size_t m, size_t n)
{
    size_t used = 0;
    cr_assert(m <= SAMPLES && n <= INPUTS);
    t->x = take(t, &used, m, n);
    t->w = take(t, &used, n, 1), t->dw = take(t, &used, n, 1);
    t->b = take(t, &used, 1, 1), t->db = take(t, &used, 1, 1);
    t->y = take(t, &used, m, 1), t->z = take(t, &used, m, 1);
    t->a = take(t, &used, m, 1), t->dz = take(t, &used, m, 1);
}

/* The loss at the weights: log loss, or squared error behind the activation named. */
static real loss_of(Trainee *t, const char *name)
{
    bool log_loss = strcmp(name, "log") == 0;
    Activation f = activation_named(log_loss ? "sigmoid" : name);
    neuron_forward(t->a, t->z, t->x, t->w, t->b, f);
    return log_loss ? neuron_log_loss(t->z, t->y) : neuron_squared_loss(t->a, t->y);
}

/* The same, and dw and db with it. */
static real slopes_of(Trainee *t, const char *name)
{
    real loss = loss_of(t, name);
    if (strcmp(name, "log") == 0)
        neuron_log_delta(t->dz, t->a, t->y);
    else
        neuron_squared_delta(t->dz, t->z, t->y, activation_named(name));
    neuron_gradient(t->dw, t->db, t->x, t->dz);
    return loss;
}

static real descend(Trainee *t, const char *name, real rate, size_t epochs)
{
    for (size_t epoch = 0; epoch < epochs; epoch++) {
        slopes_of(t, name);
        neuron_step(t->w, t->b, t->dw, t->db, rate);
    }
    return loss_of(t, name);
}

/* --- gradients ---------------------------------------------------------------- */

static const char *const LEARNERS[] = {"log", "identity", "sigmoid", "tanh", "relu"};
enum { LEARNER_COUNT = 5 };

/* Five samples of three inputs, every z at least 0.25 from ReLU's kink. */
static void small_case(Trainee *t, size_t copies)
{
    const real x[] = {1, 0, 0.5, 0.25, 1.5, 0, 1, 2, -1, 1.5, -1, 2, -1, 0.5, 1};
    const real y[] = {1, 0, 0, 1, 1};
    trainee_start(t, 5 * copies, 3);
    for (size_t i = 0; i < 15 * copies; i++) t->x.data[i] = x[i % 15];
    for (size_t i = 0; i < 5 * copies; i++) t->y.data[i] = y[i % 5];
    matrix_copy(t->w, matrix_view((real[]){1, -0.5, 0.5}, 3, 1));
    matrix_fill(t->b, (real)-0.25);
}

/* The central difference of the loss in one parameter, step cbrt(epsilon). */
static double difference(Trainee *t, const char *name, real *parameter)
{
    real h = difference_step();
    real at = *parameter, high = at + h, low = at - h;
    *parameter = high;
    real above = loss_of(t, name);
    *parameter = low;
    real below = loss_of(t, name);
    *parameter = at;
    return (double)(above - below) / (double)(high - low);
}

/* eq:neuron-gradient, eq:neuron-squared-delta, eq:neuron-log-delta: each weight and the
 * bias against central differences. With the best step both errors of a difference are
 * about epsilon^(2/3) times third derivatives, here below 10. */
Test(learning, gradients_are_the_slopes_of_their_losses)
{
    double tolerance = difference_error(10);
    Trainee t;
    for (size_t k = 0; k < LEARNER_COUNT; k++) {
        small_case(&t, 1);
        slopes_of(&t, LEARNERS[k]);
        for (size_t j = 0; j < 4; j++) {
            real *parameter = j < 3 ? &t.w.data[j] : t.b.data;
            real slope = j < 3 ? t.dw.data[j] : t.db.data[0];
            double by_nudge = difference(&t, LEARNERS[k], parameter);
            const char *wrong = numbers_close(slope, by_nudge, 0, tolerance);
            cr_assert(wrong == NULL, "%s, parameter %zu: %s", LEARNERS[k], j, wrong);
            cr_assert(fabs(by_nudge) > 0.001, "nothing to compare");
        }
    }
}

/* A loss is a mean: twice the same samples teach the same. Only roundings differ. */
Test(learning, every_sample_twice_leaves_loss_and_gradient_unchanged)
{
    Trainee once, twice;
    for (size_t k = 0; k < LEARNER_COUNT; k++) {
        small_case(&once, 1);
        small_case(&twice, 2);
        CLOSE(slopes_of(&once, LEARNERS[k]), slopes_of(&twice, LEARNERS[k]), 16, 0);
        MATRIX_CLOSE(twice.dw, once.dw, 16, 4);
        MATRIX_CLOSE(twice.db, once.db, 16, 4);
        cr_assert(matrix_max_abs(once.dw) > (real)0.01);
    }
}

/* eq:gradient-step: on a bowl of curvature c a step multiplies the error by 1 - rate c.
 * One sample x = 2 with y = 6 has the curvature 4 along w when the bias stays. */
Test(learning, a_step_shrinks_the_error_by_its_curvature)
{
    const real rates[] = {(real)0.1, (real)0.25, (real)0.4, (real)0.5, (real)0.55};
    Trainee t;
    for (size_t k = 0; k < 5; k++) {
        trainee_start(&t, 1, 1);
        t.x.data[0] = 2, t.y.data[0] = 6;
        for (int step = 0; step < 6; step++) {
            double error = 3 - (double)t.w.data[0];
            slopes_of(&t, "identity");
            t.db.data[0] = 0;
            neuron_step(t.w, t.b, t.dw, t.db, rates[k]);
            // the error is w minus 3: a rounding of each stays, however small it gets
            CLOSE(3 - (double)t.w.data[0], error * (1 - 4 * (double)rates[k]), 4, 32);
        }
    }
}

/* A chord of a bowl lies above it: true of the log loss and of the squared loss of an
 * identity neuron. The few roundings of three losses are allowed. */
Test(learning, losses_of_one_neuron_are_convex)
{
    Random random = random_seed(7);
    Trainee t;
    size_t strictly = 0;
    for (size_t pair = 0; pair < 2000; pair++) {
        const char *name = LEARNERS[pair % 2];
        real ends[2][4], loss[3];
        small_case(&t, 1);
        random_fill_normal(&random, matrix_view(ends[0], 2, 4), 0, 3);
        for (size_t k = 0; k < 3; k++) {
            for (size_t j = 0; j < 4; j++)
                *(j < 3 ? &t.w.data[j] : t.b.data) =
                    k < 2 ? ends[k][j] : (ends[0][j] + ends[1][j]) / 2;
            loss[k] = loss_of(&t, name);
        }
        real chord = (loss[0] + loss[1]) / 2;
        cr_assert(loss[2] <= chord * (1 + 8 * REAL_EPSILON), "%s", name);
        strictly += loss[2] < (real)0.99 * chord;
    }
    cr_assert(strictly > 1000, "only %zu chords lie above: is it a bowl?", strictly);
}

/* --- gates -------------------------------------------------------------------- */

static void gate(Trainee *t, const real *wanted)
{
    trainee_start(t, 4, 2);
    matrix_copy(t->x, matrix_view((real[]){0, 0, 0, 1, 1, 0, 1, 1}, 4, 2));
    for (size_t i = 0; i < 4; i++) t->y.data[i] = wanted[i];
}

static real AND[] = {0, 0, 0, 1}, OR[] = {0, 1, 1, 1}, NAND[] = {1, 1, 1, 0};
static real XOR[] = {0, 1, 1, 0};

Test(learning, three_gates_by_hand_set_weights)
{
    const struct {
        real *wanted, w, b;
    } gates[] = {{AND, 1, -1.5}, {OR, 1, -0.5}, {NAND, -1, 1.5}};
    Trainee t;
    for (size_t g = 0; g < 3; g++) {
        gate(&t, gates[g].wanted);
        matrix_fill(t.w, gates[g].w);
        matrix_fill(t.b, gates[g].b);
        neuron_forward(t.a, t.z, t.x, t.w, t.b, activation_named("step"));
        cr_assert(matrix_equal(t.a, t.y), "gate %zu", g);
    }
}

/* The log loss is a bowl, and at zero weights XOR's slopes cancel: its floor. */
Test(learning, xor_costs_a_logistic_neuron_ln_2_at_zero_and_no_less_anywhere)
{
    Random random = random_seed(3);
    Trainee t;
    gate(&t, XOR);
    CLOSE(slopes_of(&t, "log"), log(2), 4, 0);
    cr_assert(t.dw.data[0] == 0 && t.dw.data[1] == 0 && t.db.data[0] == 0);
    for (int k = 0; k < 1000; k++) {
        random_fill_normal(&random, t.w, 0, 2);
        random_fill_normal(&random, t.b, 0, 2);
        cr_assert((double)loss_of(&t, "log") > log(2));
    }
}

/* The flattest curvature at the floor, the least eigenvalue of the mean of
 * (x, 1) (x, 1)^T / 4, is 0.039: 1000 steps shrink an error by e^-39. A float stops
 * where its slopes, of size 1/2, round to zero: an epsilon by that curvature. */
Test(learning, xor_by_descent_ends_at_ln_2_from_every_start)
{
    double e = (double)REAL_EPSILON;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Random random = random_seed(seed);
        Trainee t;
        gate(&t, XOR);
        random_fill_normal(&random, t.w, 0, 1);
        random_fill_normal(&random, t.b, 0, 1);
        cr_assert((double)loss_of(&t, "log") > log(2) + 1e-4, "starts away from it");
        WITHIN(descend(&t, "log", 1, 1000), log(2), fmax(1e-9, 4 * e));
        cr_assert((double)matrix_max_abs(t.w) < fmax(1e-6, 32 * e));
    }
}

/* --- the perceptron ----------------------------------------------------------- */

/* eq:perceptron-rule: worked with a pencil. The first sample meets z = 0, which says
 * yes; of each pass one sample is right and changes nothing. */
Test(learning, perceptron_by_hand)
{
    Trainee t;
    trainee_start(&t, 4, 2);
    matrix_copy(t.x, matrix_view((real[]){2, 1, -1, 3, 1, 1, 3, 1}, 4, 2));
    matrix_copy(t.y, matrix_view((real[]){1, 0, 1, 0}, 4, 1));
    cr_assert_eq(perceptron_epoch(t.w, t.b, t.x, t.y), 3); // (1,-3) -1, (2,-2) 0, and
    cr_assert(t.w.data[0] == -1 && t.w.data[1] == -3 && t.b.data[0] == -1);
    cr_assert_eq(perceptron_epoch(t.w, t.b, t.x, t.y), 3); // (1,-2) 0, (2,-1) 1, and
    cr_assert(t.w.data[0] == -1 && t.w.data[1] == -2 && t.b.data[0] == 0);
}

#define ONE(number) matrix_view((real[]){number}, 1, 1)

/* eq:perceptron-bound: z is 7, -5, -2 and |(w, b)|^2 14; the longest (x, 1) has 26 */
Test(learning, perceptron_bound_by_hand)
{
    Matrix x = matrix_view((real[]){3, 4, -1, 0, 0, 1}, 3, 2);
    Matrix y = matrix_view((real[]){1, 0, 0}, 3, 1);
    Matrix w = matrix_view((real[]){2, 1}, 2, 1), b = ONE(-3);
    cr_assert(perceptron_bound(x, y, w, b) == 26 * 14 / (real)4);
    matrix_scale(w, w, 4);
    matrix_scale(b, b, 4);
    cr_assert(perceptron_bound(x, y, w, b) == 91, "the line is the same");
    matrix_fill(b, -4); // the third sample is on the line, then beyond it
    cr_assert(perceptron_bound(x, y, w, b) == INFINITY);
    matrix_fill(b, 0);
    cr_assert(perceptron_bound(x, y, w, b) == INFINITY);
}

Test(learning, perceptron_bound_does_not_overlook_a_nan)
{
    Matrix x = matrix_view((real[]){3, NAN, -1}, 3, 1), w = ONE(1);
    Matrix y = matrix_view((real[]){1, 1, 0}, 3, 1), b = ONE(0);
    cr_assert_not(isfinite(perceptron_bound(x, y, w, b)));
}

/* Learns until a pass without a mistake, or for `most` passes; all its mistakes. */
static size_t train_perceptron(Trainee *t, size_t most)
{
    size_t total = 0, mistakes = 1;
    for (size_t epoch = 0; epoch < most && mistakes > 0; epoch++)
        total += mistakes = perceptron_epoch(t->w, t->b, t->x, t->y);
    // without a mistake a sample may still be on the line itself, with no margin
    cr_assert(mistakes == 0 || isinf(perceptron_bound(t->x, t->y, t->w, t->b)));
    return total;
}

Test(learning, perceptron_learns_three_gates_and_never_xor)
{
    real *gates[] = {AND, OR, NAND};
    Trainee t;
    for (size_t g = 0; g < 3; g++) {
        gate(&t, gates[g]);
        train_perceptron(&t, 100);
        neuron_forward(t.a, t.z, t.x, t.w, t.b, activation_named("step"));
        cr_assert(matrix_equal(t.a, t.y), "gate %zu", g);
    }
    gate(&t, XOR);
    cr_assert_geq(train_perceptron(&t, 1000), 1000, "a mistake in every pass");
}

/* --- Iris --------------------------------------------------------------------- */

/* Columns first and second of classes zero and one; NULL order is the file's. */
static void iris(Trainee *t, real zero, size_t first, size_t second, Random *shuffle)
{
    Dataset data;
    Failure failure;
    size_t order[100];
    cr_assert(dataset_read_csv(&data, "data/iris.csv", &failure), "%s", failure.text);
    trainee_start(t, 100, 2);
    for (size_t i = 0, row = 0; i < data.x.rows; i++)
        if (data.y.data[i] == zero || data.y.data[i] == zero + 1) order[row++] = i;
    if (shuffle) random_shuffle(shuffle, order, 100);
    for (size_t i = 0; i < 100; i++) {
        matrix_at(t->x, i, 0) = matrix_at(data.x, order[i], first);
        matrix_at(t->x, i, 1) = matrix_at(data.x, order[i], second);
        t->y.data[i] = data.y.data[order[i]] == zero ? 0 : 1;
    }
    dataset_free(&data);
}

/* eq:perceptron-bound: whatever the order, and whichever two measurements of setosa and
 * versicolor a line separates */
Test(learning, perceptron_keeps_its_bound_on_iris_in_every_order)
{
    const size_t pairs[][2] = {{0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
    Random random = random_seed(11);
    for (size_t k = 0; k < 5; k++)
        for (size_t order = 0; order < 8; order++) {
            Trainee t;
            iris(&t, 0, pairs[k][0], pairs[k][1], order > 0 ? &random : NULL);
            size_t total = train_perceptron(&t, 10000);
            real bound = perceptron_bound(t.x, t.y, t.w, t.b);
            cr_assert(total > 0 && (real)total <= bound && isfinite(bound),
                      "columns %zu, %zu: %zu mistakes, allowed %g", pairs[k][0],
                      pairs[k][1], total, (double)bound);
        }
    Trainee t;
    iris(&t, 1, 2, 3, NULL); // versicolor and virginica lie in each other
    cr_assert_geq(train_perceptron(&t, 500), 500);
}

static void petals(Trainee *t)
{
    Dataset data;
    Failure failure;
    cr_assert(dataset_read_csv(&data, "data/iris.csv", &failure), "%s", failure.text);
    trainee_start(t, 150, 1);
    for (size_t i = 0; i < 150; i++) {
        t->x.data[i] = matrix_at(data.x, i, 2);
        t->y.data[i] = matrix_at(data.x, i, 3);
    }
    dataset_free(&data);
}

/* eq:least-squares: points on a line give that line; three by hand give 1.5 x - 0.5 */
Test(learning, line_fit_by_hand)
{
    real slope, intercept, x[] = {1, 2, 4, 9}, y[] = {-1, -4, -10, -25};
    line_fit(&slope, &intercept, matrix_view(x, 4, 1), matrix_view(y, 4, 1));
    cr_assert(slope == -3 && intercept == 2);
    line_fit(&slope, &intercept, matrix_view((real[]){0, 1, 2}, 3, 1),
             matrix_view((real[]){0, 0, 3}, 3, 1));
    cr_assert(slope == (real)1.5 && intercept == (real)-0.5);

    // far above 0: of y itself, instead of its distance from the mean, digits are lost
    real far = 1 / REAL_EPSILON;
    line_fit(&slope, &intercept, matrix_view((real[]){0, 3, 6}, 3, 1),
             matrix_view((real[]){far + 1, far + 4, far + 7}, 3, 1));
    cr_assert(slope == 1 && intercept == far + 1);
}

/* eq:least-squares: what the line leaves over is orthogonal to x and to 1. Each sum has
 * 150 terms of up to 7 * 0.6, each some roundings off. */
Test(learning, line_fit_leaves_nothing_that_a_line_could_explain)
{
    Trainee t;
    real slope, intercept, sum = 0, along = 0, size = 0;
    petals(&t);
    line_fit(&slope, &intercept, t.x, t.y);
    for (size_t i = 0; i < 150; i++) {
        real rest = t.y.data[i] - slope * t.x.data[i] - intercept;
        sum += rest, along += rest * t.x.data[i], size += rest * rest;
    }
    CLOSE(sum, 0, 0, 150 * 7);
    CLOSE(along, 0, 0, 150 * 7 * 7);
    cr_assert(size > 1, "nothing was left over");
}

/* No slope is right for them; and in double 0.1 + 0.1 + 0.1 is not 3 * 0.1. */
Test(learning, line_fit_refuses_points_above_each_other)
{
    real slope, intercept, y[] = {1, 2, 4};
    real x[][3] = {{2, 2, 2}, {(real)0.1, (real)0.1, (real)0.1}, {-7, -7, -7}};
    for (size_t k = 0; k < 3; k++)
        MISTAKE_IN("neuron.c", "line_fit: all 3 points have the same x",
                   line_fit(&slope, &intercept, matrix_view(x[k], 3, 1),
                            matrix_view(y, 3, 1)));
}

/* The flat curvature, 0.17 with lengths in cm, turns a float's rounding of the slopes
 * (sizes to 7) into an error 40 times as large; a double's stays far below 1e-6. */
Test(learning, a_linear_neuron_meets_the_closed_form)
{
    Trainee t;
    real slope, intercept;
    petals(&t);
    line_fit(&slope, &intercept, t.x, t.y);
    descend(&t, "identity", (real)0.1, 2000);
    WITHIN(t.w.data[0], slope, fmax(1e-6, 100 * (double)REAL_EPSILON));
    WITHIN(t.b.data[0], intercept, fmax(1e-6, 100 * (double)REAL_EPSILON));
}

/* Maximum likelihood by Newton's method, on x in plain doubles: theta = (w1, w2, b). */
static void newton(double theta[3], const double x[][3], const Matrix y)
{
    for (int round = 0; round < 30; round++) {
        double h[3][4] = {{0}}; // the Hessian, and the slopes beside it
        for (size_t i = 0; i < y.rows; i++) {
            double z = theta[0] * x[i][0] + theta[1] * x[i][1] + theta[2] * x[i][2];
            double p = 1 / (1 + exp(-z));
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) h[r][c] += p * (1 - p) * x[i][r] * x[i][c];
                h[r][3] += ((double)y.data[i] - p) * x[i][r];
            }
        }
        for (int k = 0; k < 3; k++) // Gauss and Jordan
            for (int r = 0; r < 3; r++)
                for (int c = 3; r != k && c >= k; c--)
                    h[r][c] -= h[r][k] / h[k][k] * h[k][c];
        for (int r = 0; r < 3; r++) theta[r] += h[r][3] / h[r][r];
    }
}

/* The neuron learns on standardised columns; its weights are told in centimetres. R's
 * glm(virginica ~ Petal.Length + Petal.Width, binomial) has the residual deviance
 * 20.564 and the coefficients below, to the digits shown. */
Test(learning, a_logistic_neuron_meets_the_maximum_of_the_likelihood)
{
    Trainee t;
    double x[100][3], best[3] = {0}, mean[2] = {0}, std[2] = {0};
    iris(&t, 1, 2, 3, NULL);
    for (size_t i = 0; i < 100; i++) {
        for (size_t j = 0; j < 2; j++) x[i][j] = (double)matrix_at(t.x, i, j);
        x[i][2] = 1;
    }
    newton(best, (const double(*)[3])x, t.y);
    WITHIN(best[0], 5.755, 0.0006);
    WITHIN(best[1], 10.447, 0.0006);
    WITHIN(best[2], -45.272, 0.0006);

    for (size_t j = 0; j < 2; j++) {
        for (size_t i = 0; i < 100; i++) mean[j] += x[i][j] / 100;
        for (size_t i = 0; i < 100; i++) std[j] += pow(x[i][j] - mean[j], 2) / 100;
        std[j] = sqrt(std[j]);
        for (size_t i = 0; i < 100; i++)
            matrix_at(t.x, i, j) = (real)((x[i][j] - mean[j]) / std[j]);
    }
    real loss = descend(&t, "log", 4, 10000);
    double w1 = (double)t.w.data[0] / std[0], w2 = (double)t.w.data[1] / std[1];
    double b = (double)t.b.data[0] - w1 * mean[0] - w2 * mean[1];
    // the flattest curvature is 0.0027: slopes right to an epsilon leave 400 of them
    CLOSE(w1, best[0], 1000, 0);
    CLOSE(w2, best[1], 1000, 0);
    CLOSE(b, best[2], 1000, 0);
    WITHIN(200 * loss, 20.564, 0.0005);
}
