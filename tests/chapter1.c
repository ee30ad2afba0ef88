/* Chapter 1, the pieces of a neuron: activations, the forward pass, the losses, their
 * slopes, one step, each wrong shape. chapter1_more.c: what is learned with them. */
#include "neuron.h"
#include "support.h"

TestSuite(neuron, .timeout = 20);

static const char *const NAMES[] = {"identity", "step", "sigmoid", "tanh", "relu"};
enum { ACTIVATIONS = 5 };
static const real INF = INFINITY, NOT_A_NUMBER = NAN;

/* --- activations -------------------------------------------------------------- */

/* eq:sigmoid: odds of 3 to 1 at ln 3, and the same against at -ln 3 */
Test(neuron, sigmoid_turns_log_odds_into_a_probability)
{
    cr_assert(sigmoid_value(0) == (real)0.5);
    CLOSE(sigmoid_value((real)log(3)), 0.75, 4, 0); // roundings: log, exp, +, /
    CLOSE(sigmoid_value((real)-log(3)), 0.25, 4, 0);
    for (real z = -30; z <= 30; z += (real)0.37)
        CLOSE(sigmoid_value(z) + sigmoid_value(-z), 1, 2, 0); // a rounding or two each
}

/* eq:sigmoid: e^z far on the left, where 1 + e^-z would hide it or overflow */
Test(neuron, sigmoid_has_no_z_that_breaks_it)
{
    CLOSE(sigmoid_value(-40), exp(-40), 4, 0);
    cr_assert(sigmoid_value((real)-log((double)REAL_MAX) - 1) > 0, "e^-z is infinite");
    cr_assert(sigmoid_value(800) == 1 && sigmoid_value(-800) == 0);
    cr_assert(sigmoid_value(INF) == 1 && sigmoid_value(-INF) == 0);
    cr_assert(sigmoid_value(REAL_MAX) == 1 && sigmoid_value(-REAL_MAX) == 0);
}

/* eq:sigmoid-slope: at most 1/4, the same on both sides, never lost to 1 - 1 */
Test(neuron, sigmoid_slope_is_a_quarter_at_zero_and_even)
{
    cr_assert(sigmoid_slope(0) == (real)0.25);
    for (real z = (real)0.1; z < 30; z += (real)0.37) {
        cr_assert(sigmoid_slope(z) == sigmoid_slope(-z));
        cr_assert(sigmoid_slope(z) < (real)0.25 && sigmoid_slope(z) > 0);
    }
    CLOSE(sigmoid_slope(40), exp(-40), 4, 0);
    cr_assert(sigmoid_slope(800) == 0 && sigmoid_slope(-800) == 0);
}

/* eq:tanh: by its exponentials, and as a sigmoid stretched to (-1, 1) */
Test(neuron, tanh_is_a_stretched_sigmoid)
{
    for (real z = -9; z <= 9; z += (real)0.37) {
        double up = exp((double)z), down = exp(-(double)z);
        CLOSE(tanh_value(z), (up - down) / (up + down), 4, 4); // near 0 it cancels
        CLOSE(tanh_value(z), 2 * sigmoid_value(2 * z) - 1, 4, 4);
    }
    cr_assert(tanh_value(800) == 1 && tanh_value(-800) == -1);
}

/* eq:tanh-slope: that of the stretched sigmoid, 4 sigmoid'(2z) */
Test(neuron, tanh_slope_is_that_of_the_stretched_sigmoid)
{
    cr_assert(tanh_slope(0) == 1);
    cr_assert(tanh_slope(800) == 0 && tanh_slope(-800) == 0);
    for (real z = -9; z <= 9; z += (real)0.37) // 1 - |tanh z| keeps an epsilon's error
        CLOSE(tanh_slope(z), 4 * sigmoid_slope(2 * z), 8, 2);
}

/* eq:relu: max(0, z), and the slope that we choose at its kink */
Test(neuron, relu_passes_the_positive_side_only)
{
    cr_assert(relu_value(3) == 3 && relu_value(-3) == 0 && relu_value(0) == 0);
    cr_assert(relu_value(REAL_MIN) == REAL_MIN && relu_value(-REAL_MIN) == 0);
    cr_assert(relu_value(INF) == INF && relu_value(-INF) == 0);
    cr_assert(!signbit(relu_value(-(real)0)), "no -0 is printed");
    cr_assert(relu_slope(REAL_MIN) == 1 && relu_slope(-REAL_MIN) == 0);
    cr_assert(relu_slope(0) == 0);
}

Test(neuron, the_step_counts_zero_as_yes)
{
    cr_assert(step_value(0) == 1 && step_value(REAL_MIN) == 1);
    cr_assert(step_value(-REAL_MIN) == 0 && step_value(-INF) == 0);
}

/* eq:sigmoid-slope, eq:tanh-slope, eq:relu: each slope against a central difference, at
 * points that keep 0.125 from the kink and the jump at 0 */
Test(neuron, every_slope_is_the_derivative_of_its_value)
{
    for (size_t k = 0; k < ACTIVATIONS; k++) {
        Activation f = activation_named(NAMES[k]);
        for (real z = (real)-6.125; z < 7; z += (real)0.25) {
            real low = z - difference_step(), high = z + difference_step();
            double rise = (double)(f.value(high) - f.value(low));
            const char *wrong = numbers_close(f.slope(z), rise / (double)(high - low),
                                              0, difference_error(10));
            cr_assert(wrong == NULL, "%s at %g: %s", NAMES[k], (double)z, wrong);
        }
    }
}

Test(neuron, activations_carry_a_nan)
{
    for (size_t k = 0; k < ACTIVATIONS; k++)
        if (k != 1) cr_assert(isnan(activation_named(NAMES[k]).value(NOT_A_NUMBER)));
    cr_assert(isnan(sigmoid_slope(NOT_A_NUMBER)) && isnan(tanh_slope(NOT_A_NUMBER)));
}

Test(neuron, activations_go_by_their_names)
{
    const Activation all[] = {{"identity", identity_value, identity_slope},
                              {"step", step_value, step_slope},
                              {"sigmoid", sigmoid_value, sigmoid_slope},
                              {"tanh", tanh_value, tanh_slope},
                              {"relu", relu_value, relu_slope}};
    for (size_t k = 0; k < ACTIVATIONS; k++) {
        Activation f = activation_named(all[k].name);
        cr_assert(f.value == all[k].value && f.slope == all[k].slope);
        cr_assert_str_eq(f.name, all[k].name);
    }
    const char *strange[] = {"swish", "Sigmoid", "sigmoid ", ""};
    for (size_t k = 0; k < 4; k++) {
        Activation f = activation_named(strange[k]);
        cr_assert(f.value == NULL && f.slope == NULL, "%s", strange[k]);
        cr_assert_str_eq(f.name, strange[k]);
    }
}

/* --- forward and losses ------------------------------------------------------- */

/* Four samples of three inputs, no two numbers alike in place: a transpose shows. Every
 * z stays 0.6 away from 0, where ReLU has its kink. */
typedef struct Case {
    real x[12], w[3], b[1], y[4], z[4], a[4], dz[4], dw[3], db[1];
} Case;

static const Case CASE = {.x = {1, 0, 0.5, 0.25, 1.5, 0, 1, 2, -1, 1.5, -1, 2},
                          .w = {1, -0.5, 0.5},
                          .b = {-0.25},
                          .y = {1, 0, 0, 1}};
/* x w + b, by hand */
static const real CASE_Z[] = {1, -0.75, -0.75, 2.75};

#define COLUMN(array) matrix_view(array, sizeof(array) / sizeof(real), 1)
#define INPUTS(c) matrix_view((c).x, 4, 3)

/* eq:neuron-forward: numbers that binary holds exactly, so no tolerance */
Test(neuron, forward_by_hand)
{
    Case c = CASE;
    Matrix b = COLUMN(c.b);
    for (size_t k = 0; k < ACTIVATIONS; k++) {
        Activation f = activation_named(NAMES[k]);
        neuron_forward(COLUMN(c.a), COLUMN(c.z), INPUTS(c), COLUMN(c.w), b, f);
        for (size_t i = 0; i < 4; i++)
            cr_assert(c.z[i] == CASE_Z[i] && c.a[i] == f.value(CASE_Z[i]));
        neuron_forward(COLUMN(c.z), COLUMN(c.z), INPUTS(c), COLUMN(c.w), b, f);
        cr_assert(matrix_equal(COLUMN(c.z), COLUMN(c.a)), "in place");
    }
}

/* eq:neuron-squared-loss: errors 1, -2, 1 make (1 + 4 + 1) / (2 * 3) */
Test(neuron, squared_loss_by_hand)
{
    real a[] = {1, 2, 0.5}, y[] = {0, 4, -0.5};
    cr_assert(neuron_squared_loss(COLUMN(a), COLUMN(y)) == 1);
    cr_assert(neuron_squared_loss(COLUMN(y), COLUMN(y)) == 0);
}

/* eq:neuron-log-loss: ln 2 when it cannot tell; odds of 3 to 1 cost ln 4/3 or ln 4 */
Test(neuron, log_loss_by_hand)
{
    real unsure[] = {0, 0, 0}, any[] = {0, 1, 0.3f};
    CLOSE(neuron_log_loss(COLUMN(unsure), COLUMN(any)), log(2), 4, 0);
    real z[] = {(real)log(3), (real)log(3)}, y[] = {1, 0};
    CLOSE(neuron_log_loss(COLUMN(z), COLUMN(y)), (log(4.0 / 3) + log(4)) / 2, 8, 0);
}

/* eq:neuron-likelihood-loss: three coins fell so with chance 0.5 * 0.2 * 0.9 */
Test(neuron, likelihood_loss_is_the_mean_minus_log_of_the_chance)
{
    real a[] = {0.5, 0.8f, 0.9f}, y[] = {1, 0, 1};
    // 0.8f and 0.9f are off by a float's rounding, so the double's value is theirs
    double chance = 0.5 * (1 - (double)a[1]) * (double)a[2];
    CLOSE(neuron_log_loss_naive(COLUMN(a), COLUMN(y)), -log(chance) / 3, 8, 0);
}

/* eq:neuron-log-loss, eq:neuron-likelihood-loss: one loss, from z and from a */
Test(neuron, log_loss_from_z_is_the_one_from_a)
{
    for (real z = -8; z <= 8; z += (real)0.37) {
        real a = sigmoid_value(z), targets[] = {0, 1, (real)0.3};
        for (size_t k = 0; k < 3; k++) {
            Matrix y = matrix_view(&targets[k], 1, 1);
            real from_a = neuron_log_loss_naive(matrix_view(&a, 1, 1), y);
            // 1 - a, down to e^-8, keeps an error of epsilon: e^8 = 2981 times as much
            CLOSE(neuron_log_loss(matrix_view(&z, 1, 1), y), from_a, 0, 3000);
        }
    }
}

/* eq:neuron-log-loss: sure and wrong costs |z|, sure and right nothing */
Test(neuron, log_loss_from_z_is_finite_where_the_one_from_a_breaks)
{
    real z[] = {800, -800}, right[] = {1, 0}, wrong[] = {0, 1}, a[] = {1, 0};
    cr_assert(neuron_log_loss(COLUMN(z), COLUMN(right)) == 0);
    cr_assert(neuron_log_loss(COLUMN(z), COLUMN(wrong)) == 800);
    cr_assert_not(isfinite(neuron_log_loss_naive(COLUMN(a), COLUMN(wrong))));
    cr_assert_not(isfinite(neuron_log_loss_naive(COLUMN(a), COLUMN(right))));
    real most = REAL_MAX, y = 1;
    cr_assert(neuron_log_loss(matrix_view(&most, 1, 1), matrix_view(&y, 1, 1)) == 0);
}

/* eq:neuron-log-loss: sure and right costs e^-|z|, which 1 + e^-|z| would round away */
Test(neuron, log_loss_keeps_the_little_that_being_right_costs)
{
    real z[] = {40, -40}, right[] = {1, 0};
    for (size_t i = 0; i < 2; i++)
        CLOSE(neuron_log_loss(matrix_view(&z[i], 1, 1), matrix_view(&right[i], 1, 1)),
              exp(-40), 8, 0);
}

Test(neuron, a_nan_reaches_the_loss)
{
    real bad[] = {1, NOT_A_NUMBER, 0}, y[] = {1, 0, 1};
    cr_assert(isnan(neuron_squared_loss(COLUMN(bad), COLUMN(y))));
    cr_assert(isnan(neuron_log_loss(COLUMN(bad), COLUMN(y))));
    cr_assert(isnan(neuron_log_loss_naive(COLUMN(bad), COLUMN(y))));
}

/* An output of 1/2 counts as yes, as a sigmoid's 1/2 does for z = 0. */
Test(neuron, mistakes_by_hand)
{
    real p[] = {0.5, 0.49f, 0.9f, 0.1f}, y[] = {1, 1, 0, 0};
    cr_assert_eq(neuron_mistakes(COLUMN(p), COLUMN(y)), 2);
    cr_assert_eq(neuron_mistakes(COLUMN(y), COLUMN(y)), 0);
}

/* --- slopes and steps --------------------------------------------------------- */

/* eq:neuron-log-delta, eq:neuron-squared-delta: (a - y) / m, times the slope */
Test(neuron, deltas_by_hand_and_in_place)
{
    real a[] = {0.75, 0.25, 0.5, 0.5}, y[] = {1, 0, 0, 1}, z[] = {3, -1, 2, 0.5};
    Matrix targets = matrix_view(y, 4, 1), dz = matrix_view(a, 4, 1);
    neuron_log_delta(dz, dz, targets);
    MATRIX_CLOSE(dz, matrix_view((real[]){-0.0625, 0.0625, 0.125, -0.125}, 4, 1), 0, 0);
    dz = matrix_view(z, 4, 1);
    neuron_squared_delta(dz, dz, targets, activation_named("relu"));
    MATRIX_CLOSE(dz, matrix_view((real[]){0.5, 0, 0.5, -0.125}, 4, 1), 0, 0);
}

/* eq:neuron-gradient: x^T dz and the sum of dz, neither divided again */
Test(neuron, gradient_by_hand)
{
    Matrix x = matrix_view((real[]){1, 2, 3, 4, 5, 6}, 3, 2);
    Matrix dz = matrix_view((real[]){1, -2, 0.5}, 3, 1);
    real dw[2], db[1];
    neuron_gradient(matrix_view(dw, 2, 1), matrix_view(db, 1, 1), x, dz);
    cr_assert(dw[0] == (real)-2.5 && dw[1] == -3 && db[0] == (real)-0.5);
}

/* eq:gradient-step: numbers that binary holds exactly, so no tolerance */
Test(neuron, step_by_hand)
{
    real w[] = {1, -2, 3}, b = 1, dw[] = {0.5, 0.25, -1}, db = 2;
    neuron_step(matrix_view(w, 3, 1), matrix_view(&b, 1, 1), matrix_view(dw, 3, 1),
                matrix_view(&db, 1, 1), (real)0.5);
    cr_assert(w[0] == (real)0.75 && w[1] == (real)-2.125 && w[2] == (real)3.5);
    cr_assert(b == 0);
}

/* --- wrong shapes ------------------------------------------------------------- */

/* Zeros of any shape up to four numbers, apart in memory from any other. */
/* A function of the module stops with this line, whatever its own line number. */
#define STOPS(line, ...) MISTAKE_IN("neuron.c", line, __VA_ARGS__)

Test(neuron, forward_refuses_wrong_shapes)
{
    Activation f = activation_named("tanh"), none = activation_named("swish");
    Matrix x = ZEROS(4, 3), w = ZEROS(3, 1), b = ZEROS(1, 1);
    Matrix z = ZEROS(4, 1), a = ZEROS(4, 1), three = ZEROS(3, 1);
    STOPS("matrix_multiply: a (4, 3) x b (2, 1): inner sizes 3 and 2 differ",
          neuron_forward(a, z, x, ZEROS(2, 1), b, f));
    STOPS("matrix_multiply: a (4, 3) x b (3, 1) is (4, 1), but out is (3, 1)",
          neuron_forward(a, three, x, w, b, f));
    STOPS("matrix_add_row: row is (4, 1), expected (1, 1)",
          neuron_forward(a, z, x, w, ZEROS(4, 1), f));
    STOPS("matrix_map: out (3, 1) and a (4, 1): shapes differ",
          neuron_forward(three, z, x, w, b, f));
    STOPS("matrix_map: the function is NULL", neuron_forward(a, z, x, w, b, none));
    STOPS("matrix_multiply: a holds no numbers (NULL)",
          neuron_forward(a, z, matrix_view(NULL, 4, 3), w, b, f));
    STOPS("matrix_multiply: out (4, 1) shares memory with a (aliasing)",
          neuron_forward(a, matrix_view(x.data, 4, 1), x, w, b, f));
}

/* Two columns of m numbers each: losses and counts. One is too short, one too wide. */
Test(neuron, losses_and_counts_refuse_wrong_shapes)
{
    STOPS("neuron_mistakes: y is (3, 1), expected (4, 1)",
          neuron_mistakes(ZEROS(4, 1), ZEROS(3, 1)));
    STOPS("neuron_mistakes: p is (4, 2), expected (4, 1)",
          neuron_mistakes(ZEROS(4, 2), ZEROS(4, 1)));
    STOPS("neuron_squared_loss: y is (1, 4), expected (4, 1)",
          neuron_squared_loss(ZEROS(4, 1), ZEROS(1, 4)));
    STOPS("neuron_squared_loss: a is (4, 2), expected (4, 1)",
          neuron_squared_loss(ZEROS(4, 2), ZEROS(4, 1)));
    STOPS("neuron_log_loss: y is (3, 1), expected (4, 1)",
          neuron_log_loss(ZEROS(4, 1), ZEROS(3, 1)));
    STOPS("neuron_log_loss: z is (4, 2), expected (4, 1)",
          neuron_log_loss(ZEROS(4, 2), ZEROS(4, 1)));
    STOPS("neuron_log_loss_naive: y is (3, 1), expected (4, 1)",
          neuron_log_loss_naive(ZEROS(4, 1), ZEROS(3, 1)));
    STOPS("neuron_log_loss_naive: a is (4, 2), expected (4, 1)",
          neuron_log_loss_naive(ZEROS(4, 2), ZEROS(4, 1)));
    STOPS("neuron_log_loss: y (0, 1) holds no numbers",
          neuron_log_loss(ZEROS(0, 1), ZEROS(0, 1)));
}

Test(neuron, deltas_gradient_and_step_refuse_wrong_shapes)
{
    Activation f = activation_named("tanh");
    STOPS("neuron_squared_delta: dz is (3, 1), expected (4, 1)",
          neuron_squared_delta(ZEROS(3, 1), ZEROS(4, 1), ZEROS(4, 1), f));
    STOPS("neuron_squared_delta: y is (3, 1), expected (4, 1)",
          neuron_squared_delta(ZEROS(4, 1), ZEROS(4, 1), ZEROS(3, 1), f));
    STOPS("neuron_squared_delta: z is (4, 2), expected (4, 1)",
          neuron_squared_delta(ZEROS(4, 1), ZEROS(4, 2), ZEROS(4, 1), f));
    STOPS("neuron_log_delta: y is (3, 1), expected (4, 1)",
          neuron_log_delta(ZEROS(4, 1), ZEROS(4, 1), ZEROS(3, 1)));
    STOPS("matrix_subtract: out (3, 1) and a (4, 1): shapes differ",
          neuron_log_delta(ZEROS(3, 1), ZEROS(4, 1), ZEROS(4, 1)));
    STOPS("matrix_multiply_at_b: a^T (2, 4) x b (3, 1): inner sizes 4 and 3 differ",
          neuron_gradient(ZEROS(2, 1), ZEROS(1, 1), ZEROS(4, 2), ZEROS(3, 1)));
    STOPS("matrix_multiply_at_b: a^T (2, 4) x b (4, 1) is (2, 1), but out is (4, 1)",
          neuron_gradient(ZEROS(4, 1), ZEROS(1, 1), ZEROS(4, 2), ZEROS(4, 1)));
    STOPS("matrix_sum_rows: out is (2, 1), expected (1, 1)",
          neuron_gradient(ZEROS(2, 1), ZEROS(2, 1), ZEROS(4, 2), ZEROS(4, 1)));
    STOPS("matrix_add_scaled: out (3, 1) and a (1, 3): shapes differ",
          neuron_step(ZEROS(3, 1), ZEROS(1, 1), ZEROS(1, 3), ZEROS(1, 1), 1));
    STOPS("matrix_add_scaled: out (1, 1) and a (3, 1): shapes differ",
          neuron_step(ZEROS(3, 1), ZEROS(1, 1), ZEROS(3, 1), ZEROS(3, 1), 1));
}

Test(neuron, perceptron_and_line_refuse_wrong_shapes)
{
    real slope, intercept;
    STOPS("perceptron_epoch: x is (4, 3), expected (4, 2)",
          perceptron_epoch(ZEROS(2, 1), ZEROS(1, 1), ZEROS(4, 3), ZEROS(4, 1)));
    STOPS("perceptron_epoch: y is (4, 2), expected (4, 1)",
          perceptron_epoch(ZEROS(3, 1), ZEROS(1, 1), ZEROS(4, 3), ZEROS(4, 2)));
    STOPS("perceptron_epoch: w is (3, 2), expected (3, 1)",
          perceptron_epoch(ZEROS(3, 2), ZEROS(1, 1), ZEROS(4, 3), ZEROS(4, 1)));
    STOPS("perceptron_epoch: b is (3, 1), expected (1, 1)",
          perceptron_epoch(ZEROS(3, 1), ZEROS(3, 1), ZEROS(4, 3), ZEROS(4, 1)));
    STOPS("perceptron_bound: x is (4, 3), expected (3, 3)",
          perceptron_bound(ZEROS(4, 3), ZEROS(3, 1), ZEROS(3, 1), ZEROS(1, 1)));
    STOPS("perceptron_bound: b is (1, 2), expected (1, 1)",
          perceptron_bound(ZEROS(4, 3), ZEROS(4, 1), ZEROS(3, 1), ZEROS(1, 2)));
    STOPS("line_fit: y is (3, 1), expected (4, 1)",
          line_fit(&slope, &intercept, ZEROS(4, 1), ZEROS(3, 1)));
    STOPS("line_fit: x is (4, 2), expected (4, 1)",
          line_fit(&slope, &intercept, ZEROS(4, 2), ZEROS(4, 1)));
}
