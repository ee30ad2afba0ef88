/* Chapter 2: what networks with weights set by hand say, and what they cannot say
 * without a bend. */
#include "byhand.h"
#include "support.h"

#include <string.h>

TestSuite(byhand, .timeout = 20);

#define NUMBERS(rows, cols, ...) matrix_view((real[]){__VA_ARGS__}, rows, cols)
#define STOPS(file, line, ...) MISTAKE_IN(file, line, __VA_ARGS__)

/* --- exclusive or ------------------------------------------------------------- */

/* eq:xor-network: no tolerance; the hidden layer puts (0, 1) and (1, 0) on one point */
Test(byhand, xor_is_exact)
{
    Network n = xor_network();
    Cache cache = cache_new(n, 4);
    Matrix out = network_forward(&cache, n, NUMBERS(4, 2, 0, 0, 0, 1, 1, 0, 1, 1));
    MATRIX_CLOSE(cache_z(&cache, 0), NUMBERS(4, 2, 0, -1, 1, 0, 1, 0, 2, 1), 0, 0);
    MATRIX_CLOSE(cache_a(&cache, 0), NUMBERS(4, 2, 0, 0, 1, 0, 1, 0, 2, 1), 0, 0);
    MATRIX_CLOSE(out, NUMBERS(4, 1, 0, 1, 1, 0), 0, 0);
    cr_assert_eq(network_parameters(n), 9);
    cache_free(&cache);
    network_free(&n);
}

/* eq:xor-network: between the corners it is the formula, relu(s) - 2 relu(s - 1) with
 * s = x1 + x2; sizes up to 6 with a few roundings */
Test(byhand, xor_is_its_formula_everywhere)
{
    Network n = xor_network();
    Cache cache = cache_new(n, 1);
    for (int i = -8; i <= 8; i++)
        for (int k = -8; k <= 8; k++) {
            real x1 = (real)i / 3, x2 = (real)k / 5, s = x1 + x2;
            real h1 = s > 0 ? s : 0, h2 = s > 1 ? s - 1 : 0;
            Matrix out = network_forward(&cache, n, NUMBERS(1, 2, x1, x2));
            CLOSE(out.data[0], h1 - 2 * h2, 0, 16);
        }
    cache_free(&cache);
    network_free(&n);
}

/* --- bumps -------------------------------------------------------------------- */

/* A network of n hidden ReLUs, all weights 0. */
static Network flat(size_t n)
{
    Network network = network_new(2, (const size_t[]){1, n, 1},
                                  (const char *const[]){"relu", "identity"});
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(network.layers[l].w, 0);
        matrix_fill(network.layers[l].b, 0);
    }
    return network;
}

static real at(Network n, real x)
{
    Cache cache = cache_new(n, 1);
    real y = network_forward(&cache, n, matrix_view(&x, 1, 1)).data[0];
    cache_free(&cache);
    return y;
}

/* eq:bump: edges 1, 2, 4, 8 and height 3 by hand, all exact in binary: flat, up, flat,
 * down with another slope, flat */
Test(byhand, bump_by_hand)
{
    const real edges[] = {1, 2, 4, 8};
    static const real known[][2] = {
        {-50, 0},  {1, 0},   {1.25, 0.75},       {2, 3}, {3, 3},   {4, 3},
        {5, 2.25}, {6, 1.5}, {7.5, (real)0.375}, {8, 0}, {1000, 0}};
    Network n = flat(4);
    bump_write(n, 0, edges, 3);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        cr_assert(at(n, known[i][0]) == known[i][1], "at %g it is %g, expected %g",
                  (double)known[i][0], (double)at(n, known[i][0]), (double)known[i][1]);
    network_free(&n);
}

/* eq:bump: two bumps in one network add; the second leaves the first, the neurons that
 * are not its own and the output's bias alone */
Test(byhand, bumps_add)
{
    Network n = flat(9);
    matrix_fill(n.layers[1].b, 10);
    matrix_at(n.layers[0].b, 0, 8) = 7;
    bump_write(n, 1, (const real[]){0, 4, 4, 8}, -4); // a hat: no plateau
    bump_write(n, 0, (const real[]){2, 4, 6, 8}, 2);
    for (int i = -4; i <= 48; i++) {
        real x = (real)i / 4;
        real hat = x <= 0 || x >= 8 ? 0 : x < 4 ? x : 8 - x;
        real bump = x <= 2 || x >= 8 ? 0 : x < 4 ? x - 2 : x <= 6 ? 2 : 8 - x;
        cr_assert(at(n, x) == 10 - hat + bump, "at %g", (double)x);
    }
    cr_assert(matrix_at(n.layers[0].b, 0, 8) == 7);
    bump_write(n, 1, (const real[]){0, 1, 2, 3}, 0); // written anew, it is gone
    cr_assert(at(n, 5) == 12);
    network_free(&n);
}

Test(byhand, bump_refuses_other_networks_and_edges)
{
    const real edges[] = {1, 2, 4, 8};
    Network n = flat(7);
    Network deep = network_new(3, (size_t[]){4, 5, 6, 7},
                               (const char *[]){"relu", "relu", "identity"});
    STOPS("byhand.c", "bump_write: 3 layers, 4 inputs, 7 outputs, expected 2, 1, 1",
          bump_write(deep, 0, edges, 1));
    network_free(&deep);
    STOPS("byhand.c", "bump_write: bump 1 of 7 hidden neurons, 4 a bump",
          bump_write(n, 1, edges, 1));
    STOPS("byhand.c", "bump_write: edges 2, 1, 4, 8 do not rise",
          bump_write(n, 0, (const real[]){2, 1, 4, 8}, 1));
    STOPS("byhand.c", "bump_write: edges 1, 1, 4, 8 do not rise",
          bump_write(n, 0, (const real[]){1, 1, 4, 8}, 1));
    STOPS("byhand.c", "bump_write: edges 1, 4, 2, 8 do not rise",
          bump_write(n, 0, (const real[]){1, 4, 2, 8}, 1));
    STOPS("byhand.c", "bump_write: edges 1, 2, 4, 4 do not rise",
          bump_write(n, 0, (const real[]){1, 2, 4, 4}, 1));
    STOPS("byhand.c", "bump_write: edges 1, 2, nan, 4 do not rise",
          bump_write(n, 0, (const real[]){1, 2, (real)fabs(NAN), 4}, 1));
    n.layers[0].f = activation_named("tanh");
    STOPS("byhand.c",
          "bump_write: layers tanh and identity, expected relu and identity",
          bump_write(n, 0, edges, 1));
    n.layers[0].f = n.layers[1].f = activation_named("relu");
    STOPS("byhand.c", "bump_write: layers relu and relu, expected relu and identity",
          bump_write(n, 0, edges, 1));
    STOPS("byhand.c", "bump_write: 1 layers, 1 inputs, 7 outputs, expected 2, 1, 1",
          bump_write((Network){1, n.layers}, 0, edges, 1));
    network_free(&n);
    Network x = xor_network();
    STOPS("byhand.c", "bump_write: 2 layers, 2 inputs, 1 outputs, expected 2, 1, 1",
          bump_write(x, 0, edges, 1));
    network_free(&x);
}

/* --- without a bend ----------------------------------------------------------- */

/* eq:collapse: the XOR network without its ReLU. W W' = (1 - 2, 1 - 2), and
 * b W' + b' = (0, -1) (1, -2)^T = 2: the layer 2 - x1 - x2. */
Test(byhand, xor_without_its_bend_is_one_line)
{
    Network n = xor_network();
    n.layers[0].f = activation_named("identity");
    Matrix w = ZEROS(2, 1), b = ZEROS(1, 1);
    network_collapse(w, b, n);
    MATRIX_CLOSE(w, NUMBERS(2, 1, -1, -1), 0, 0);
    MATRIX_CLOSE(b, NUMBERS(1, 1, 2), 0, 0);
    network_free(&n);
}

/* eq:collapse: three layers with biases, all widths different; whole numbers up to a
 * few thousand, which float holds exactly: no tolerance */
Test(byhand, identity_layers_collapse_with_their_biases)
{
    Network n = network_new(3, (const size_t[]){3, 5, 4, 2},
                            (const char *const[]){"identity", "identity", "identity"});
    Random random = random_seed(9);
    for (size_t l = 0; l < 3; l++) {
        Matrix both[] = {n.layers[l].w, n.layers[l].b};
        for (size_t k = 0; k < 2; k++)
            for (size_t i = 0; i < both[k].rows * both[k].cols; i++)
                both[k].data[i] = (real)random_below(&random, 9) - 3;
    }
    Matrix x = ZEROS(7, 3), w = ZEROS(3, 2), b = ZEROS(1, 2), z = ZEROS(7, 2);
    for (size_t i = 0; i < 21; i++) x.data[i] = (real)random_below(&random, 9) - 4;
    Cache cache = cache_new(n, 7);
    network_collapse(w, b, n);
    dense_forward(z, x, w, b);
    cr_assert(matrix_equal(network_forward(&cache, n, x), z));
    cr_assert(matrix_max_abs(w) > 0 && b.data[0] != 0 && b.data[1] != 0);
    cache_free(&cache);

    // the biases of all three layers count: without the first, the sum is another
    Matrix rest = ZEROS(1, 2);
    matrix_fill(n.layers[0].b, 0);
    network_collapse(w, rest, n);
    cr_assert_not(matrix_equal(rest, b));
    network_free(&n);
}

/* eq:collapse: one layer is itself, and may be written over itself */
Test(byhand, one_layer_collapses_to_itself)
{
    Network n = network_new(1, (const size_t[]){2, 3},
                            (const char *const[]){"identity"});
    matrix_copy(n.layers[0].w, NUMBERS(2, 3, 1, 2, 3, 4, 5, 6));
    matrix_copy(n.layers[0].b, NUMBERS(1, 3, 7, 8, 9));
    network_collapse(n.layers[0].w, n.layers[0].b, n);
    MATRIX_CLOSE(n.layers[0].w, NUMBERS(2, 3, 1, 2, 3, 4, 5, 6), 0, 0);
    MATRIX_CLOSE(n.layers[0].b, NUMBERS(1, 3, 7, 8, 9), 0, 0);
    network_free(&n);
}

Test(byhand, collapse_refuses_a_bend_and_wrong_shapes)
{
    Network n = xor_network();
    STOPS("collapse.c", "network_collapse: layer 0 is relu, not identity",
          network_collapse(ZEROS(2, 1), ZEROS(1, 1), n));
    n.layers[0].f = activation_named("identity");
    n.layers[1].f = activation_named("sigmoid");
    STOPS("collapse.c", "network_collapse: layer 1 is sigmoid, not identity",
          network_collapse(ZEROS(2, 1), ZEROS(1, 1), n));
    n.layers[1].f = activation_named("identity");
    STOPS("collapse.c", "matrix_copy: out (1, 2) and a (2, 1): shapes differ",
          network_collapse(ZEROS(1, 2), ZEROS(1, 1), n));
    STOPS("collapse.c", "matrix_copy: out (2, 1) and a (1, 1): shapes differ",
          network_collapse(ZEROS(2, 1), ZEROS(2, 1), n));
    network_free(&n);
}

/* --- a NaN on its way --------------------------------------------------------- */

/* A NaN in a sample spoils that sample's row in every layer and no other row; a NaN in
 * a weight spoils its neuron's column, and everything behind it. */
Test(byhand, nan_spreads_by_row_and_by_column)
{
    Network n = network_new(2, (const size_t[]){4, 8, 3},
                            (const char *const[]){"relu", "identity"});
    Random random = random_seed(2);
    network_randomize(n, &random);
    Cache cache = cache_new(n, 6);
    Matrix x = ZEROS(6, 4);
    random_fill_normal(&random, x, 0, 1);
    matrix_at(x, 4, 2) = NAN;
    network_forward(&cache, n, x);
    for (size_t i = 0; i < 6; i++) {
        size_t hidden = matrix_summary(matrix_rows(cache_a(&cache, 0), i, 1)).nans;
        size_t out = matrix_summary(matrix_rows(cache_a(&cache, 1), i, 1)).nans;
        cr_assert_eq(hidden, i == 4 ? 8 : 0);
        cr_assert_eq(out, i == 4 ? 3 : 0);
    }
    matrix_at(x, 4, 2) = 1;
    matrix_at(n.layers[0].w, 1, 5) = NAN;
    network_forward(&cache, n, x);
    for (size_t i = 0; i < 6; i++)
        cr_assert(isnan(matrix_at(cache_z(&cache, 0), i, 5)));
    cr_assert_eq(matrix_summary(cache_z(&cache, 0)).nans, 6);
    cr_assert_eq(matrix_summary(cache_a(&cache, 1)).nans, 18);
    cache_free(&cache);
    network_free(&n);
}
