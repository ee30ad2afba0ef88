/* The slopes of a map by nudges, against what a central difference is exactly. */
#include "exercises/support.h"
#include "foundations.h"

void jacobian(Matrix j, Matrix x, real h);

TestSuite(ex0_2, .timeout = 10);

static void slopes(Matrix j, Matrix x, real h)
{
    matrix_fill(j, NAN);
    jacobian(j, x, h);
    require_finite("j", j);
}

/* The central difference of a cube is off by h^2; of the rest of this map it is exact.
 * Row by row: x1 moves y1 by x2^2 and y2 by -1; x2 moves y1 by 2 x1 x2; x3 moves y2. */
static void exact(Matrix j, const real *x, real h)
{
    real want[] = {x[1] * x[1], -1, 2 * x[0] * x[1], 0, 0, 3 * x[2] * x[2] + h * h};
    for (size_t i = 0; i < 6; i++) j.data[i] = want[i];
}

static void require_jacobian(const real *at, real h, double tolerance)
{
    real x[] = {at[0], at[1], at[2]}, got[6], want[6];
    Matrix j = matrix_view(got, 3, 2), right = matrix_view(want, 3, 2);
    slopes(j, matrix_view(x, 1, 3), h);
    exact(right, at, h);
    cr_assert(!(close_to(got[1], want[2], 0, tolerance) &&
                close_to(got[2], want[1], 0, tolerance) && want[1] != want[2]),
              "rows and columns are exchanged: one row an input, one column an output");
    require_close("j", j, right, tolerance, tolerance,
                  (Diagnosis[]){{2, "twice the slopes: the two nudges are 2 h apart"},
                                {(real)0.5, "half the slopes: divided by 2 too often"},
                                {-1, "the sign is turned: above minus below"},
                                {0, NULL}});
}

/* Whole numbers and halves, so that nothing rounds. */
Test(ex0_2, a_slopes_by_hand)
{
    require_jacobian((real[]){2, 3, 1}, (real)0.5, 0);
}

/* A wide nudge of the cube shows: 3 * 4 + 16 = 28, where the slope is 12. */
Test(ex0_2, b_a_wide_nudge_is_not_the_slope)
{
    real x[] = {1, -1, 2}, got[6];
    slopes(matrix_view(got, 3, 2), matrix_view(x, 1, 3), 4);
    cr_assert(got[5] != 12, "12 is the slope by the formula: nudge");
    cr_assert(got[5] != 37, "37 is the slope of a nudge to one side only");
    cr_assert(got[5] == 28, "with h = 4 the last one is %g, expected 28",
              (double)got[5]);
}

/* Numbers near 1 over a step of 2^-7: the difference rounds to epsilon * 2^7. */
Test(ex0_2, c_slopes_at_random_points)
{
    Random random = random_seed(exercise_seed());
    for (int i = 0; i < 50; i++) {
        real x[3];
        random_fill_uniform(&random, matrix_view(x, 1, 3), -2, 2);
        require_jacobian(x, (real)0.0078125, 64 * 128);
    }
}

Test(ex0_2, c_x_comes_back_bit_for_bit)
{
    Random random = random_seed(exercise_seed() + 1);
    for (int i = 0; i < 50; i++) {
        real x[3], before[3], got[6];
        random_fill_uniform(&random, matrix_view(x, 1, 3), -2, 2);
        for (size_t k = 0; k < 3; k++) before[k] = x[k];
        slopes(matrix_view(got, 3, 2), matrix_view(x, 1, 3), (real)0.1);
        cr_assert(close_to(got[1], -1, 0, 640), "x1 moves y2 by %g, expected -1",
                  (double)got[1]);
        for (size_t k = 0; k < 3; k++)
            cr_assert(
                x[k] == before[k],
                "element %zu of x was %.17g and is %.17g: put back what you saved", k,
                (double)before[k], (double)x[k]);
    }
}
