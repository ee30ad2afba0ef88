/* The mended deep_forward, against paper and against chapter 2's own network. */
#include "exercises/support.h"
#include "network.h"

void deep_forward(Matrix a, Matrix x, Matrix w, Matrix b);

TestSuite(ex2_3, .timeout = 10);

#define NUMBERS(rows, cols, ...) matrix_view((real[]){__VA_ARGS__}, rows, cols)

Test(ex2_3, a_weights_that_are_not_symmetric)
{
    real a[] = {NAN, NAN};
    deep_forward(matrix_view(a, 1, 2), NUMBERS(1, 2, 1, 0), NUMBERS(2, 2, 1, 2, 3, 4),
                 NUMBERS(1, 2, 0, 0));
    cr_assert(a[0] == 1 && a[1] == 2,
              "(1, 0) times W is row 0 of W, (1, 2), and not (%g, %g)%s", (double)a[0],
              (double)a[1],
              a[0] == 1 && a[1] == 3 ? ": that is column 0; W is turned" : "");
}

Test(ex2_3, a_bias_goes_before_the_bend)
{
    real a[] = {NAN, NAN};
    deep_forward(matrix_view(a, 1, 2), NUMBERS(1, 2, 1, 1), NUMBERS(2, 2, 1, 0, 0, 1),
                 NUMBERS(1, 2, -5, 5));
    cr_assert(a[0] == 0 && a[1] == 6,
              "relu(1 - 5) and relu(1 + 5) are 0 and 6, and not %g and %g%s",
              (double)a[0], (double)a[1],
              a[0] < 0 ? ": what comes out of a ReLU is not negative" : "");
}

Test(ex2_3, b_outputs_are_never_negative)
{
    Random random = random_seed(exercise_seed());
    real x[21], w[27], b[9], a[21];
    size_t awake = 0;
    for (int k = 0; k < 50; k++) {
        random_fill_normal(&random, matrix_view(x, 7, 3), 0, 1);
        random_fill_normal(&random, matrix_view(w, 9, 3), 0, 1);
        random_fill_normal(&random, matrix_view(b, 3, 3), -1, 1);
        deep_forward(matrix_view(a, 7, 3), matrix_view(x, 7, 3), matrix_view(w, 9, 3),
                     matrix_view(b, 3, 3));
        for (size_t i = 0; i < 21; i++) {
            cr_assert(a[i] >= 0, "element (%zu, %zu) is %g", i / 3, i % 3,
                      (double)a[i]);
            if (a[i] > 0) awake++;
        }
    }
    cr_assert(awake > 0 && awake < 50 * 21, "%zu of %d outputs are above 0", awake,
              50 * 21);
}

/* As chapter 2's network with the same weights. */
static void require_network(size_t m, size_t n, size_t depth, uint64_t seed)
{
    enum { MOST = 12 };
    size_t sizes[MOST];
    const char *names[MOST];
    for (size_t l = 0; l < MOST; l++) sizes[l] = n, names[l] = "relu";
    Network network = network_new(depth, sizes, names);
    Random random = random_seed(seed);
    Matrix x = matrix_new(m, n), a = matrix_new(m, n), w = matrix_new(depth * n, n);
    Matrix b = matrix_new(depth, n), kept = matrix_new(m, n);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, w, 0, 1 / real_sqrt((real)n));
    random_fill_uniform(&random, b, (real)-0.2, (real)0.6);
    matrix_copy(kept, x);
    for (size_t l = 0; l < depth; l++) {
        matrix_copy(network.layers[l].w, matrix_rows(w, l * n, n));
        matrix_copy(network.layers[l].b, matrix_rows(b, l, 1));
    }
    Cache cache = cache_new(network, m);
    deep_forward(a, x, w, b);
    // each layer rounds n + 1 times, and the next one adds those up
    require_close("a", a, network_forward(&cache, network, x), 64 * (double)depth,
                  64 * (double)depth, NULL);
    require_close("x", x, kept, 0, 0, NULL);
    Matrix *all[] = {&x, &a, &w, &b, &kept};
    for (size_t i = 0; i < 5; i++) matrix_free(all[i]);
    cache_free(&cache);
    network_free(&network);
}

Test(ex2_3, b_one_layer)
{
    for (uint64_t k = 0; k < 10; k++) require_network(5, 3, 1, exercise_seed() + k);
}

Test(ex2_3, b_many_layers)
{
    for (uint64_t k = 0; k < 10; k++)
        require_network(2, 7, 6, exercise_seed() + 50 + k);
}

/* The trap of the square batch: as many samples as neurons. */
Test(ex2_3, b_square_batch)
{
    for (uint64_t k = 0; k < 10; k++)
        require_network(4, 4, 3, exercise_seed() + 99 + k);
}
