/* Chapter 6, where weights start: each scheme's variance and shape. chapter6_size.c: what
 * a layer does to mean squares; chapter6_monitor.c: the monitor, many seeds;
 * chapter6_deep.c: deep networks. */
#include "init.h"
#include "matmul.h"
#include "monitor.h"
#include "support.h"

#include <string.h>

TestSuite(init, .timeout = 30);

static const char *const NAMES[] = {
    "zeros",          "small",         "unit normal", "standard",   "lecun",
    "xavier uniform", "xavier normal", "he",          "orthogonal", "orthogonal he"};
enum { SCHEMES = 10 };

static Random any_seed(void)
{
    return random_seed(20101);
}

static Layer layer_of(Matrix w, Matrix b)
{
    return (Layer){w, b, activation_named("relu")};
}

/* --- schemes ------------------------------------------------------------------ */

/* eq:lecun, eq:xavier, eq:he: 3 inputs and 5 outputs, then the two exchanged, by hand */
Test(init, variances_by_hand)
{
    const double three_five[] = {0,       1e-4 / 3, 1,       1.0 / 9, 1.0 / 3,
                                 1.0 / 4, 1.0 / 4,  2.0 / 3, 1.0 / 5, 2.0 / 5};
    const double five_three[] = {0,       1e-4 / 3, 1,       1.0 / 15, 1.0 / 5,
                                 1.0 / 4, 1.0 / 4,  2.0 / 5, 1.0 / 5,  2.0 / 5};
    for (size_t k = 0; k < SCHEMES; k++) {
        CLOSE(init_named(NAMES[k]).variance(3, 5), three_five[k], 2, 0);
        CLOSE(init_named(NAMES[k]).variance(5, 3), five_three[k], 2, 0);
    }
}

Test(init, schemes_go_by_their_names)
{
    for (size_t k = 0; k < SCHEMES; k++) {
        Init init = init_named(NAMES[k]);
        cr_assert(init.variance && init.fill, "%s", NAMES[k]);
        cr_assert_str_eq(init.name, NAMES[k]);
    }
    const char *strange[] = {"He", "he ", "xavier", ""};
    for (size_t k = 0; k < 4; k++) {
        Init init = init_named(strange[k]);
        cr_assert(init.variance == NULL && init.fill == NULL, "%s", strange[k]);
        cr_assert_str_eq(init.name, strange[k]);
    }
}

/* eq:uniform-variance: 20000 weights have the variance promised, and the mean 0. Their
 * mean square is off by sqrt(2 / 20000) = 0.01 of itself (normal; less for the others),
 * their mean by 1 / sqrt(20000) = 0.007 standard deviations: five of these allowed. */
Test(init, weights_have_the_variance_promised_and_mean_zero)
{
    Matrix w = matrix_new(200, 100), b = matrix_new(1, 100);
    for (size_t k = 0; k < SCHEMES; k++) {
        Random random = any_seed();
        Init init = init_named(NAMES[k]);
        double variance = (double)init.variance(200, 100);
        layer_init(layer_of(w, b), init, &random);
        WITHIN(mean_square(w), variance, 0.05 * variance);
        WITHIN(matrix_sum(w) / 20000, 0, 0.036 * sqrt(variance));
        cr_assert(matrix_max_abs(b) == 0, "%s: a bias is not 0", NAMES[k]);
    }
    matrix_free(&w);
    matrix_free(&b);
}

/* The part of the elements whose size is above `limit`. */
static double part_above(Matrix w, double limit)
{
    size_t count = 0;
    for (size_t i = 0; i < w.rows * w.cols; i++)
        count += fabs((double)w.data[i]) > limit;
    return (double)count / (double)(w.rows * w.cols);
}

/* eq:uniform-variance: within sqrt(3) standard deviations, half of them beyond half of
 * that. Of normal ones 31.73% lie beyond one standard deviation, 0.27% beyond three.
 * Five standard errors of the parts are allowed: 0.018, 0.017 and 0.0019. */
Test(init, uniform_and_normal_have_their_shapes)
{
    const char *uniform[] = {"small", "standard", "xavier uniform"};
    const char *normal[] = {"unit normal", "lecun", "xavier normal", "he"};
    Matrix w = matrix_new(200, 100), b = matrix_new(1, 100);
    Random random = any_seed();
    for (size_t k = 0; k < 3; k++) {
        Init init = init_named(uniform[k]);
        double limit = sqrt(3 * (double)init.variance(200, 100));
        layer_init(layer_of(w, b), init, &random);
        cr_assert(part_above(w, limit * 1.000001) == 0, "%s", uniform[k]);
        cr_assert((double)matrix_max_abs(w) > 0.99 * limit, "%s", uniform[k]);
        Random before = random;
        layer_init(layer_of(w, b), init, &random);
        CLOSE(w.data[0], (2 * random_uniform(&before) - 1) * (real)limit, 8, 0);
        WITHIN(part_above(w, limit / 2), 0.5, 0.018);
    }
    for (size_t k = 0; k < 4; k++) {
        Init init = init_named(normal[k]);
        double std = sqrt((double)init.variance(200, 100));
        layer_init(layer_of(w, b), init, &random);
        WITHIN(part_above(w, std), 0.3173, 0.017);
        WITHIN(part_above(w, 3 * std), 0.0027, 0.0019);
    }
    matrix_free(&w);
    matrix_free(&b);
}

Test(init, small_stays_within_a_hundredth)
{
    real data[600], bias[6];
    Random random = any_seed();
    layer_init(layer_of(matrix_view(data, 100, 6), matrix_view(bias, 1, 6)),
               init_named("small"), &random);
    cr_assert(matrix_max_abs(matrix_view(data, 100, 6)) <= (real)0.0100001);
}

/* eq:orthogonal: w^T w = I with more rows than columns, w w^T = I with fewer, both when
 * square; times 2 for the variant that goes with ReLU. Up to 5 epsilons were seen, and
 * 10 to 230 in the 56 rows when each is made orthogonal only once. */
Test(init, orthogonal_has_orthonormal_columns_or_rows)
{
    const size_t shapes[][2] = {{40, 7}, {7, 40}, {24, 24}, {1, 1}, {1, 6}, {56, 56}};
    for (size_t k = 0; k < 12; k++) {
        size_t rows = shapes[k / 2][0], cols = shapes[k / 2][1];
        size_t least = rows < cols ? rows : cols;
        Matrix w = matrix_new(rows, cols), b = matrix_new(1, cols);
        Matrix product = matrix_new(least, least), want = matrix_new(least, least);
        Random random = random_seed(k);
        layer_init(layer_of(w, b), init_named(k % 2 ? "orthogonal he" : "orthogonal"),
                   &random);
        matrix_fill(want, 0);
        for (size_t i = 0; i < least; i++) matrix_at(want, i, i) = k % 2 ? 2 : 1;
        if (rows < cols)
            matrix_multiply_a_bt(product, w, w);
        else
            matrix_multiply_at_b(product, w, w);
        MATRIX_CLOSE(product, want, 16, 16);
        matrix_free(&w), matrix_free(&b), matrix_free(&product), matrix_free(&want);
    }
}

/* eq:orthogonal: every direction is as likely as its opposite. Of 200 signs 100 are
 * plus, with a standard deviation of 7: five of them allowed. */
Test(init, orthogonal_prefers_no_direction)
{
    real data[9], bias[3];
    size_t plus[9] = {0};
    for (uint64_t seed = 0; seed < 200; seed++) {
        Random random = random_seed(seed);
        layer_init(layer_of(matrix_view(data, 3, 3), matrix_view(bias, 1, 3)),
                   init_named("orthogonal"), &random);
        for (int i = 0; i < 9; i++) plus[i] += data[i] > 0;
    }
    for (int i = 0; i < 9; i++)
        cr_assert(plus[i] > 65 && plus[i] < 135, "element %d: %zu of 200", i, plus[i]);
}

/* A deep network of three shapes that are all different. */
static Network three_layers(void)
{
    const size_t sizes[] = {5, 8, 3, 4};
    const char *names[] = {"relu", "tanh", "identity"};
    return network_new(3, sizes, names);
}

/* eq:lecun: the root of a fraction and the fraction of a root differ by a rounding. */
Test(init, lecun_is_what_chapter_2_draws)
{
    Network ours = three_layers(), theirs = three_layers();
    Random random = any_seed(), again = any_seed();
    network_init(ours, init_named("lecun"), &random);
    network_randomize(theirs, &again);
    for (size_t l = 0; l < 3; l++) {
        MATRIX_CLOSE(ours.layers[l].w, theirs.layers[l].w, 2, 0);
        cr_assert(matrix_equal(ours.layers[l].b, theirs.layers[l].b));
    }
    cr_assert_eq(random_next(&random), random_next(&again));
    network_free(&ours);
    network_free(&theirs);
}

/* The layers of a network are drawn one after another from one generator, each by its
 * own shape. */
Test(init, network_init_draws_layer_after_layer)
{
    Network whole = three_layers(), parts = three_layers();
    for (size_t k = 0; k < SCHEMES; k++) {
        Random random = any_seed(), again = any_seed();
        network_init(whole, init_named(NAMES[k]), &random);
        for (size_t l = 0; l < 3; l++)
            layer_init(parts.layers[l], init_named(NAMES[k]), &again);
        for (size_t l = 0; l < 3; l++) {
            cr_assert(matrix_equal(whole.layers[l].w, parts.layers[l].w));
            cr_assert(matrix_max_abs(whole.layers[l].b) == 0);
        }
    }
    network_free(&whole);
    network_free(&parts);
}

/* --- mistakes ------------------------------------------------------------------- */

#define STOPS(line, ...) MISTAKE_IN("init.c", line, __VA_ARGS__)

Test(init, refuses_unknown_schemes_and_wrong_shapes)
{
    real data[12] = {0};
    Matrix w = matrix_view(data, 4, 3), b = matrix_view(data, 1, 3);
    Random random = any_seed();
    STOPS("layer_init: no scheme is named 'hee'",
          layer_init(layer_of(w, b), init_named("hee"), &random));
    STOPS("layer_init: a bias is (1, 2), expected (1, 3)",
          layer_init(layer_of(w, matrix_view(data, 1, 2)), init_named("he"), &random));
    Network network = three_layers();
    network.layers[1].w.rows = 7;
    STOPS("network: layer 1 takes 7 inputs, layer 0 gives 8",
          network_init(network, init_named("he"), &random));
}
