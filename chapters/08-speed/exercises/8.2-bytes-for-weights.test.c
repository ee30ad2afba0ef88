/* Weights in bytes: whole numbers, a step size, and how wrong a product can be. */
#include "exercises/support.h"
#include "matmul.h"

real quantise(Matrix q, Matrix w);
void quantised_product(Matrix out, Matrix x, Matrix q, real s);
real quantised_bound(Matrix x, real s);

TestSuite(ex8_2, .timeout = 10);

/* The largest is 254: steps of 2. 5 / 2 and -5 / 2 are halves. */
Test(ex8_2, a_by_hand)
{
    Matrix w = matrix_view((real[]){-254, 5, -5, (real)0.9, 0, 100}, 2, 3);
    Matrix q = matrix_new(2, 3);
    real s = quantise(q, w);
    cr_assert(close_to(s, 2, 8, 0), "the step is %g, expected 2", (double)s);
    require_close("q", q, matrix_view((real[]){-127, 3, -3, 0, 0, 50}, 2, 3), 0, 0,
                  NULL);
    matrix_free(&q);
}

/* Two matrices of zeros, with other numbers before. */
Test(ex8_2, a_zeros)
{
    Matrix w = matrix_new(3, 2), q = matrix_new(3, 2), one = matrix_new(1, 1);
    matrix_fill(w, 0);
    matrix_fill(q, 7);
    real s = quantise(q, w);
    cr_assert(s == 0, "the step of zeros is %g", (double)s);
    for (size_t i = 0; i < 6; i++)
        cr_assert(q.data[i] == 0, "number %zu is %g", i, (double)q.data[i]);
    s = quantise(one, matrix_view((real[]){-3}, 1, 1));
    cr_assert(close_to(s, (real)(3.0 / 127), 8, 0), "the step of -3 is %g", (double)s);
    cr_assert(one.data[0] == -127, "-3 alone is %g", (double)one.data[0]);
    matrix_free(&w), matrix_free(&q), matrix_free(&one);
}

/* Whole numbers up to 127, each within half a step of its weight. */
Test(ex8_2, b_within_half_a_step)
{
    Random random = random_seed(exercise_seed());
    Matrix w = matrix_new(17, 9), q = matrix_new(17, 9);
    random_fill_normal(&random, w, (real)0.2, 1);
    real s = quantise(q, w), most = 0;
    cr_assert(s > 0, "the step is %g", (double)s);
    for (size_t i = 0; i < 17 * 9; i++) {
        real number = q.data[i], off = s * number - w.data[i];
        cr_assert(number == (real)(int)number && number >= -127 && number <= 127,
                  "number %zu is %g", i, (double)number);
        cr_assert(fabs((double)off) <= (double)s * (0.5 + 256 * (double)REAL_EPSILON),
                  "weight %g becomes %g steps of %g", (double)w.data[i], (double)number,
                  (double)s);
        real size = (real)fabs((double)number);
        most = size > most ? size : most;
    }
    cr_assert(most == 127, "the largest number is %g", (double)most);
    matrix_free(&w), matrix_free(&q);
}

Test(ex8_2, b_the_product_by_hand)
{
    Matrix x = matrix_view((real[]){1, 2, -1, 0, 3, 1}, 2, 3);
    Matrix q = matrix_view((real[]){10, 0, -4, 1, 127, 5, 2, 0, 3, 1, 1, -1}, 3, 4);
    Matrix out = matrix_new(2, 4);
    quantised_product(out, x, q, (real)0.5);
    require_close("out", out,
                  matrix_view((real[]){(real)130.5, (real)4.5, (real)-0.5, 1, 192, 8,
                                       (real)3.5, (real)-0.5},
                              2, 4),
                  8, 8, NULL);
    matrix_free(&out);
}

/* Rows of sizes 4 and 6: the larger one, times half of 0.5. */
Test(ex8_2, c_the_bound_by_hand)
{
    Matrix x = matrix_view((real[]){1, 2, -1, 0, -5, 1}, 2, 3);
    real bound = quantised_bound(x, (real)0.5);
    cr_assert(close_to(bound, (real)1.5, 8, 0), "the bound is %g, expected 1.5",
              (double)bound);
    Matrix small = matrix_view((real[]){(real)0.25, (real)0.125}, 1, 2);
    bound = quantised_bound(small, 2);
    cr_assert(close_to(bound, (real)0.375, 8, 0), "the bound is %g, expected 0.375",
              (double)bound);
    Matrix turned = matrix_view((real[]){-2, -3, 1, 1, 2, -1}, 2, 3);
    bound = quantised_bound(turned, 2);
    cr_assert(close_to(bound, 6, 8, 0), "the bound is %g, expected 6", (double)bound);
}

/* No drawn product passes the bound, and some come within a factor of 20. */
Test(ex8_2, c_no_product_passes_the_bound)
{
    Random random = random_seed(exercise_seed() + 1);
    Matrix w = matrix_new(12, 7), q = matrix_new(12, 7), x = matrix_new(5, 12);
    Matrix got = matrix_new(5, 7), want = matrix_new(5, 7);
    random_fill_normal(&random, w, 0, 1);
    random_fill_normal(&random, x, 0, 1);
    real s = quantise(q, w), bound = quantised_bound(x, s);
    quantised_product(got, x, q, s);
    matrix_multiply(want, x, w);
    matrix_subtract(want, got, want);
    real off = matrix_max_abs(want);
    cr_assert(off <= bound * (real)1.001 && off >= bound / 20,
              "the product is off by %g, the bound is %g", (double)off, (double)bound);
    Matrix *all[] = {&w, &q, &x, &got, &want};
    for (size_t i = 0; i < 5; i++) matrix_free(all[i]);
}
