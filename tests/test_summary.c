/* Numbers about a matrix, and how it is printed. */
#include "matrix.h"
#include "support.h"

#include <string.h>

TestSuite(summary, .timeout = 20);

Test(summary, sum_and_largest)
{
    Matrix m = matrix_view((real[]){1, -7, 3, 2.5, 0, 4}, 3, 2);
    cr_assert(matrix_sum(m) == 3.5 && matrix_max_abs(m) == 7);
    cr_assert(matrix_max_abs(matrix_view((real[]){-8, 7}, 2, 1)) == 8);
    m = matrix_view((real[]){1, NAN, -9}, 1, 3);
    cr_assert(isnan(matrix_sum(m)) && isnan(matrix_max_abs(m)));
    m = matrix_view((real[]){1, (real)-INFINITY}, 1, 2);
    cr_assert(isinf(matrix_max_abs(m)));
}

Test(summary, a_sum_runs_from_the_first_to_the_last)
{
    // 1 + (e/2 + e/2) is 1 + e, but (1 + e/2) + e/2 is 1
    real half = REAL_EPSILON / 2;
    cr_assert(matrix_sum(matrix_view((real[]){1, half, half}, 1, 3)) == 1);
    cr_assert(matrix_sum(matrix_view((real[]){half, half, 1}, 3, 1)) ==
              1 + REAL_EPSILON);
}

Test(summary, equal)
{
    real x[] = {1, 2, 3, 4, 5, 6}, y[] = {1, 2, 3, 4, 5, 7}, z[] = {NAN};
    Matrix m = matrix_view(x, 2, 3);
    cr_assert(matrix_equal(m, m));
    cr_assert_not(matrix_equal(m, matrix_view(y, 2, 3)));
    cr_assert_not(matrix_equal(m, matrix_view(x, 3, 2)));
    cr_assert_not(matrix_equal(m, matrix_view(x, 1, 3)));
    cr_assert_not(matrix_equal(matrix_view(z, 1, 1), matrix_view(z, 1, 1)));
}

Test(summary, overlap)
{
    real x[6];
    cr_assert(matrix_overlap(matrix_view(x, 2, 2), matrix_view(x + 3, 1, 2)));
    cr_assert(matrix_overlap(matrix_view(x + 3, 1, 2), matrix_view(x, 2, 2)));
    cr_assert(matrix_overlap(matrix_view(x, 2, 3), matrix_view(x + 2, 1, 1)));
    cr_assert_not(matrix_overlap(matrix_view(x, 2, 2), matrix_view(x + 4, 1, 2)));
    cr_assert_not(matrix_overlap(matrix_view(x + 4, 1, 2), matrix_view(x, 2, 2)));
}

Test(summary, counts_and_moments_leave_nan_out)
{
    MatrixSummary s = matrix_summary(
        matrix_view((real[]){NAN, 2, 0, -4, NAN, 6}, 2, 3));
    cr_assert(s.min == -4 && s.max == 6 && s.mean == 1);
    CLOSE((double)s.std, sqrt(13.0), 2, 0); // of 2, 0, -4, 6: (1 + 1 + 25 + 25) / 4
    cr_assert_eq(s.zeros, 1);
    cr_assert_eq(s.nans, 2);
}

Test(summary, a_large_mean_costs_no_digits_of_std)
{
    real base = 1 / REAL_EPSILON; // base + 3 is a number, thrice as much and 9 is none
    MatrixSummary s = matrix_summary(matrix_view((real[]){base - 3, base + 3}, 1, 2));
    cr_assert(s.std == 3);
}

Test(summary, of_one_number)
{
    MatrixSummary s = matrix_summary(matrix_view((real[]){NAN, 7, NAN}, 3, 1));
    cr_assert(s.min == 7 && s.max == 7 && s.mean == 7 && s.std == 0 && s.nans == 2);
}

Test(summary, of_nothing_but_nan)
{
    MatrixSummary s = matrix_summary(matrix_view((real[]){NAN, NAN}, 2, 1));
    cr_assert(isnan(s.min) && isnan(s.max) && isnan(s.mean) && isnan(s.std));
    cr_assert(s.nans == 2 && s.zeros == 0);
    s = matrix_summary(matrix_view(NULL, 2, 3));
    cr_assert(isnan(s.mean) && s.nans == 0);
}

Test(summary, describe_is_one_line)
{
    Outcome o;
    Matrix m = matrix_view((real[]){-1.25, 0, 0.5, NAN, (real)-0.0, 0.75}, 2, 3);
    IN_CHILD(o, matrix_describe(stdout, "w", m));
    OUTCOME(o, 0,
            "w (2, 3)  min -1.25  max 0.75  mean 0  std 0.6892  zeros 2  NaNs 1\n", "");
    IN_CHILD(o, matrix_describe(stdout, "new", matrix_new(1, 2)));
    OUTCOME(o, 0, "new (1, 2)  min nan  max nan  mean nan  std nan  zeros 0  NaNs 2\n",
            "");
}

Test(summary, print_shows_the_shape_and_every_row)
{
    Outcome o;
    Matrix m = matrix_view((real[]){1, -2.5, (real)-0.0, 1e6, -NAN, INFINITY}, 2, 3);
    IN_CHILD(o, matrix_print(stdout, "w", m));
    OUTCOME(o, 0,
            "w (2, 3)\n"
            "     1.000000    -2.500000     0.000000\n"
            " 1000000.000000          nan          inf\n",
            "");
}
