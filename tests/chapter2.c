/* Chapter 2, the pieces: a dense layer on batches, a network and its cache.
 * chapter2_more.c: what such networks can and cannot say; chapter2_refused.c: what they
 * refuse. */
#include "network.h"
#include "neuron.h"
#include "support.h"

#include <string.h>

TestSuite(forward, .timeout = 20);

/* Zeros of any shape up to 24 numbers, apart in memory from any other. */
#define NUMBERS(rows, cols, ...) matrix_view((real[]){__VA_ARGS__}, rows, cols)

static Network drawn(size_t depth, const size_t *sizes, const char *const *names,
                     uint64_t seed)
{
    Network network = network_new(depth, sizes, names);
    Random random = random_seed(seed);
    network_randomize(network, &random);
    for (size_t l = 0; l < depth; l++) // a bias of 0 would hide a lost one
        random_fill_uniform(&random, network.layers[l].b, (real)0.1, 1);
    return network;
}

static const size_t SIZES[] = {4, 8, 3};
static const char *const NAMES[] = {"tanh", "sigmoid"};

/* --- one layer ---------------------------------------------------------------- */

/* eq:dense-forward: two samples, two inputs, three neurons, by hand */
Test(forward, dense_by_hand)
{
    Matrix x = NUMBERS(2, 2, 1, 2, -3, 5), w = NUMBERS(2, 3, 1, 0, 2, -1, 3, 4);
    Matrix b = NUMBERS(1, 3, 10, -20, 30), z = ZEROS(2, 3);
    dense_forward(z, x, w, b);
    MATRIX_CLOSE(z, NUMBERS(2, 3, 9, -14, 40, 2, -5, 44), 0, 0);
}

/* eq:dense-forward: element (i, j) is the sum over k of x_ik w_kj, plus b_j; each sum
 * of 5 products and a bias near 1 has at most 6 roundings */
Test(forward, dense_is_the_sum_that_defines_it)
{
    Random random = random_seed(3);
    Matrix x = matrix_new(4, 5), w = matrix_new(5, 3), b = matrix_new(1, 3);
    Matrix z = matrix_new(4, 3);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, w, 0, 1);
    random_fill_normal(&random, b, 0, 1);
    dense_forward(z, x, w, b);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 3; j++) {
            double sum = (double)matrix_at(b, 0, j);
            for (size_t k = 0; k < 5; k++)
                sum += (double)matrix_at(x, i, k) * (double)matrix_at(w, k, j);
            CLOSE(matrix_at(z, i, j), sum, 0, 64);
        }
    Matrix *all[] = {&x, &w, &b, &z};
    for (size_t i = 0; i < 4; i++) matrix_free(all[i]);
}

/* Hidden layers of one width, and sums at the end; a single layer has no width. */
Test(forward, a_stack_of_equal_layers)
{
    const size_t sizes[] = {5, 7, 7, 2};
    Network stack = network_stack(3, 5, 7, 2, "tanh");
    cr_assert_eq(stack.depth, 3);
    for (size_t l = 0; l < 3; l++) {
        Layer layer = stack.layers[l];
        cr_assert(layer.w.rows == sizes[l] && layer.w.cols == sizes[l + 1]);
        cr_assert_str_eq(layer.f.name, l < 2 ? "tanh" : "identity");
    }
    network_free(&stack);
    stack = network_stack(1, 5, 7, 2, "tanh");
    cr_assert(stack.layers[0].w.rows == 5 && stack.layers[0].w.cols == 2);
    cr_assert_str_eq(stack.layers[0].f.name, "identity");
    network_free(&stack);
    MISTAKE_IN("network.c", "network_new: a network of 0 layers",
               network_stack(0, 5, 7, 2, "tanh"));
    MISTAKE_IN("network.c", "network_new: size 1 is 0",
               network_stack(2, 5, 0, 2, "tanh"));
}

/* Room for more layers than a layer's description has bytes. */
Test(forward, as_many_layers_as_wanted)
{
    enum { DEPTH = 120 };
    Network n = network_stack(DEPTH, 1, 1, 1, "identity");
    for (size_t l = 0; l < DEPTH; l++) {
        matrix_fill(n.layers[l].w, -1);
        matrix_fill(n.layers[l].b, (real)l);
    }
    Cache cache = cache_new(n, 1);
    Matrix out = network_forward(&cache, n, matrix_view((real[]){7}, 1, 1));
    cr_assert(out.data[0] == 7 + DEPTH / 2, "each pair of layers adds 1");
    cache_free(&cache);
    network_free(&n);
}

/* eq:dense-forward, eq:activation-forward: column j is chapter 1's neuron with column j
 * of w and of b, to the last bit */
Test(forward, columns_are_neurons)
{
    enum { M = 5, IN = 4, OUT = 3 };
    Random random = random_seed(5);
    real x_data[M * IN], w_data[IN * OUT], b_data[OUT], z_data[M * OUT],
        a_data[M * OUT];
    Matrix x = matrix_view(x_data, M, IN), w = matrix_view(w_data, IN, OUT);
    Matrix b = matrix_view(b_data, 1, OUT), z = matrix_view(z_data, M, OUT);
    Matrix a = matrix_view(a_data, M, OUT);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, w, 0, 1);
    random_fill_normal(&random, b, 0, 1);
    Activation f = activation_named("tanh");
    dense_forward(z, x, w, b);
    activation_forward(a, z, f);
    for (size_t j = 0; j < OUT; j++) {
        real w_j[IN], one_z[M], one_a[M];
        for (size_t k = 0; k < IN; k++) w_j[k] = matrix_at(w, k, j);
        neuron_forward(matrix_view(one_a, M, 1), matrix_view(one_z, M, 1), x,
                       matrix_view(w_j, IN, 1), matrix_view(&b_data[j], 1, 1), f);
        for (size_t i = 0; i < M; i++) {
            cr_assert(one_z[i] == matrix_at(z, i, j));
            cr_assert(one_a[i] == matrix_at(a, i, j) && one_a[i] != one_z[i]);
        }
    }
}

/* eq:activation-forward: each element by itself; in place too; a NaN stays one */
Test(forward, activation_by_hand_and_in_place)
{
    Matrix z = NUMBERS(2, 3, -2, 0, 3, NAN, -1, 5), a = ZEROS(2, 3);
    activation_forward(a, z, activation_named("relu"));
    cr_assert(a.data[0] == 0 && a.data[1] == 0 && a.data[2] == 3);
    cr_assert(isnan(a.data[3]) && a.data[4] == 0 && a.data[5] == 5);
    cr_assert(z.data[0] == -2, "z stays as it is");
    activation_forward(z, z, activation_named("step"));
    cr_assert(z.data[0] == 0 && z.data[1] == 1 && z.data[2] == 1 && z.data[4] == 0);
}

/* --- a network ---------------------------------------------------------------- */

/* eq:network-forward: 3-2-1 by hand. z0 = (1, 2, 3) W + b = (4, -6), relu makes it
 * (4, 0), and z1 = 4 * 5 + 0 * 7 - 1 = 19 */
Test(forward, network_by_hand)
{
    Network n = network_new(2, (const size_t[]){3, 2, 1},
                            (const char *const[]){"relu", "identity"});
    matrix_copy(n.layers[0].w, NUMBERS(3, 2, 1, 0, -2, 1, 2, -3));
    matrix_copy(n.layers[0].b, NUMBERS(1, 2, 1, 1));
    matrix_copy(n.layers[1].w, NUMBERS(2, 1, 5, 7));
    matrix_copy(n.layers[1].b, NUMBERS(1, 1, -1));
    Cache cache = cache_new(n, 1);
    Matrix x = NUMBERS(1, 3, 1, 2, 3), out = network_forward(&cache, n, x);
    MATRIX_CLOSE(cache_z(&cache, 0), NUMBERS(1, 2, 4, -6), 0, 0);
    MATRIX_CLOSE(cache_a(&cache, 0), NUMBERS(1, 2, 4, 0), 0, 0);
    MATRIX_CLOSE(cache_z(&cache, 1), NUMBERS(1, 1, 19), 0, 0);
    MATRIX_CLOSE(out, NUMBERS(1, 1, 19), 0, 0);
    cr_assert(out.data == cache_a(&cache, 1).data && cache.x.data == x.data);
    cache_free(&cache);
    network_free(&n);
}

/* eq:network-forward: every z is the dense layer of what came in, every a is f of it */
Test(forward, cache_holds_every_step)
{
    Network n = drawn(2, SIZES, NAMES, 7);
    Cache cache = cache_new(n, 6);
    Matrix x = matrix_new(5, 4), z0 = matrix_new(5, 8), z1 = matrix_new(5, 3);
    Random random = random_seed(8);
    random_fill_normal(&random, x, 0, 1);
    Matrix out = network_forward(&cache, n, x);
    dense_forward(z0, x, n.layers[0].w, n.layers[0].b);
    cr_assert(matrix_equal(cache_z(&cache, 0), z0));
    matrix_map(z0, z0, tanh_value);
    cr_assert(matrix_equal(cache_a(&cache, 0), z0));
    dense_forward(z1, z0, n.layers[1].w, n.layers[1].b);
    cr_assert(matrix_equal(cache_z(&cache, 1), z1));
    matrix_map(z1, z1, sigmoid_value);
    cr_assert(matrix_equal(out, z1) && out.rows == 5 && cache.rows == 5);
    cr_assert(isnan(cache.a[1].data[5 * 3]), "the sixth row was not touched");
    cr_assert(matrix_equal(cache.x, x));
    Matrix *all[] = {&x, &z0, &z1};
    for (size_t i = 0; i < 3; i++) matrix_free(all[i]);
    cache_free(&cache);
    network_free(&n);
}

/* eq:network-forward: a batch of m rows says of each row what that row says alone, bit
 * for bit, in every layer; and any two batches that hold a row agree on it */
Test(forward, batch_equals_its_rows_bit_for_bit)
{
    enum { M = 37, SEEDS = 10 };
    const size_t sizes[] = {5, 33, 17, 3};
    const char *const names[] = {"relu", "tanh", "sigmoid"};
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        Network n = drawn(3, sizes, names, seed);
        Cache whole = cache_new(n, M), part = cache_new(n, M);
        Matrix x = matrix_new(M, 5);
        Random random = random_seed(100 + seed);
        random_fill_normal(&random, x, 0, 1);
        network_forward(&whole, n, x);
        size_t compared = 0;
        for (size_t first = 0, count = 1; first < M; first += count, count++) {
            if (count > M - first) count = M - first;
            network_forward(&part, n, matrix_rows(x, first, count));
            for (size_t l = 0; l < 3; l++) {
                Matrix z = matrix_rows(cache_z(&whole, l), first, count);
                Matrix a = matrix_rows(cache_a(&whole, l), first, count);
                size_t bytes = z.rows * z.cols * sizeof(real);
                cr_assert_eq(memcmp(z.data, cache_z(&part, l).data, bytes), 0);
                cr_assert_eq(memcmp(a.data, cache_a(&part, l).data, bytes), 0);
                compared += count;
            }
        }
        cr_assert_eq(compared, 3 * M);
        cr_assert(matrix_max_abs(cache_a(&whole, 2)) > 0);
        matrix_free(&x);
        cache_free(&whole);
        cache_free(&part);
        network_free(&n);
    }
}

/* 1/n_in: over 200 * 300 draws a variance is known to sqrt(2 / 60000) = 0.6% of itself,
 * a mean to std / 245; five such deviations are allowed. */
Test(forward, randomize_draws_variance_one_over_n_in_and_no_bias)
{
    Network n = network_new(2, (const size_t[]){200, 300, 7}, NAMES);
    Random random = random_seed(11), again = random_seed(11);
    network_randomize(n, &random);
    for (size_t l = 0; l < 2; l++) {
        Matrix w = n.layers[l].w;
        MatrixSummary s = matrix_summary(w);
        double count = (double)(w.rows * w.cols), std = sqrt(1 / (double)w.rows);
        WITHIN(s.mean, 0, 5 * std / sqrt(count));
        WITHIN((double)s.std * (double)s.std * (double)w.rows, 1, 5 * sqrt(2 / count));
        cr_assert_eq(s.nans, 0);
        cr_assert_eq(matrix_summary(n.layers[l].b).zeros, n.layers[l].b.cols);
    }
    Matrix first = matrix_new(200, 300);
    matrix_copy(first, n.layers[0].w);
    network_randomize(n, &again);
    cr_assert(matrix_equal(first, n.layers[0].w), "the same seed, the same weights");
    matrix_free(&first);
    network_free(&n);
}

/* Until somebody sets the weights, every output says so. */
Test(forward, a_new_network_says_nan)
{
    Network n = network_new(2, SIZES, NAMES);
    Cache cache = cache_new(n, 2);
    cr_assert_eq(matrix_summary(network_forward(&cache, n, ZEROS(2, 4))).nans, 6);
    for (size_t l = 0; l < n.depth; l++)
        cr_assert_eq(matrix_summary(n.layers[l].b).nans, n.layers[l].b.cols);
    cr_assert(n.depth == 2 && n.layers[1].w.rows == 8 && n.layers[1].w.cols == 3);
    cr_assert(n.layers[1].b.rows == 1 && n.layers[1].b.cols == 3);
    cr_assert_str_eq(n.layers[0].f.name, "tanh");
    cache_free(&cache);
    network_free(&n);
    cr_assert(n.depth == 0 && !n.layers && cache.depth == 0 && !cache.z && !cache.a);
}
