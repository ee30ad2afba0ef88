/* A product in tiles, on every size that tiles do not fit. */
#include "exercises/support.h"
#include "matmul.h"

void tiled_product(Matrix c, Matrix a, Matrix b);

TestSuite(ex8_3, .timeout = 10);

static void hold(size_t m, size_t k, size_t n, uint64_t seed)
{
    Random random = random_seed(seed);
    Matrix a = matrix_new(m, k), b = matrix_new(k, n), c = matrix_new(m, n);
    Matrix want = matrix_new(m, n);
    random_fill_uniform(&random, a, -1, 1);
    random_fill_uniform(&random, b, 1, 2);
    matrix_multiply(want, a, b);
    matrix_fill(c, 99);
    tiled_product(c, a, b);
    char what[64];
    snprintf(what, sizeof what, "(%zu, %zu) times (%zu, %zu)", m, k, k, n);
    require_close(what, c, want, 4 * (double)k, 4 * (double)k, NULL);
    matrix_free(&a), matrix_free(&b), matrix_free(&c), matrix_free(&want);
}

Test(ex8_3, a_smaller_than_a_tile)
{
    hold(1, 1, 1, exercise_seed());
    hold(3, 2, 2, exercise_seed() + 1);
}

Test(ex8_3, b_rows_that_stick_out)
{
    hold(5, 32, 4, exercise_seed());
    hold(15, 7, 8, exercise_seed() + 1);
}

Test(ex8_3, b_columns_that_stick_out)
{
    hold(4, 32, 5, exercise_seed());
    hold(8, 7, 15, exercise_seed() + 1);
}

Test(ex8_3, c_more_than_one_block)
{
    hold(4, 33, 4, exercise_seed());
    hold(8, 64, 12, exercise_seed() + 1);
    hold(4, 97, 8, exercise_seed() + 2);
}

Test(ex8_3, c_every_size)
{
    for (size_t size = 1; size <= 70; size += 3)
        hold(size, 71 - size, 1 + size / 2, exercise_seed() + size);
}
