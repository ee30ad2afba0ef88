/* Strassen's product: right, and with as few multiplications as he said. */
#include "exercises/support.h"
#include "matmul.h"

size_t strassen(Matrix c, Matrix a, Matrix b);

TestSuite(ex8_4, .timeout = 20);

static void hold(size_t n, size_t count, uint64_t seed)
{
    Random random = random_seed(seed);
    Matrix a = matrix_new(n, n), b = matrix_new(n, n), c = matrix_new(n, n);
    Matrix a_before = matrix_new(n, n), b_before = matrix_new(n, n);
    Matrix want = matrix_new(n, n);
    random_fill_uniform(&random, a, -1, 2);
    random_fill_uniform(&random, b, 1, 2);
    matrix_copy(a_before, a), matrix_copy(b_before, b);
    matrix_multiply(want, a, b);
    matrix_fill(c, 99);
    size_t made = strassen(c, a, b);
    char what[64];
    snprintf(what, sizeof what, "the product of (%zu, %zu)", n, n);
    // sums of differences lose more digits than sums: some 12 times as many a level
    require_close(what, c, want, 0, 64 * (double)(n * n), NULL);
    cr_assert_eq(made, count, "%s took %zu multiplications, expected %zu", what, made,
                 count);
    cr_assert(matrix_equal(a, a_before) && matrix_equal(b, b_before),
              "%s changed what it was given", what);
    Matrix *all[] = {&a, &b, &c, &a_before, &b_before, &want};
    for (size_t i = 0; i < 6; i++) matrix_free(all[i]);
}

Test(ex8_4, a_one_number)
{
    hold(1, 1, exercise_seed());
}

/* (1 2; 3 4) (5 6; 7 8) = (19 22; 43 50), exact in any order of sums. */
Test(ex8_4, a_by_hand)
{
    Matrix a = matrix_view((real[]){1, 2, 3, 4}, 2, 2);
    Matrix b = matrix_view((real[]){5, 6, 7, 8}, 2, 2), c = matrix_new(2, 2);
    size_t made = strassen(c, a, b);
    require_close("C", c, matrix_view((real[]){19, 22, 43, 50}, 2, 2), 8, 0, NULL);
    cr_assert_eq(made, 7, "%zu multiplications", made);
    matrix_free(&c);
}

Test(ex8_4, b_two_levels)
{
    hold(4, 49, exercise_seed());
    hold(8, 343, exercise_seed() + 1);
}

Test(ex8_4, c_many_levels)
{
    hold(32, 16807, exercise_seed());
    hold(64, 117649, exercise_seed() + 1);
}
