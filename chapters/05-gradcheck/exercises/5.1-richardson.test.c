/* Richardson's slope: exact up to degree 4, the error falls by 16. */
#include "exercises/support.h"

real richardson_slope(const real values[4], real h);

TestSuite(ex5_1, .timeout = 10);

/* The slope at x of the polynomial with these five coefficients, by four values. */
static real slope_of(const double c[5], double x, double h)
{
    const double at[] = {x - h, x - h / 2, x + h / 2, x + h};
    real values[4];
    for (int k = 0; k < 4; k++)
        values[k] = (real)(c[0] +
                           at[k] *
                               (c[1] + at[k] * (c[2] + at[k] * (c[3] + at[k] * c[4]))));
    return richardson_slope(values, (real)h);
}

static void require_slope(const char *what, real got, double want, double floor)
{
    cr_assert(close_to(got, (real)want, 0, floor), "%s: %.9g, expected %.9g", what,
              (double)got, want);
}

/* f(x) = x: the values are -h, -h/2, h/2 and h. A wrong denominator or a sum of alpha
 * and beta that is not 1 shows here. */
Test(ex5_1, a_a_line_keeps_its_slope)
{
    const real values[] = {-1, (real)-0.5, (real)0.5, 1};
    require_slope("the line x, h 1", richardson_slope(values, 1), 1, 8);
    const real steep[] = {-6, -3, 3, 6};
    require_slope("the line 3x, h 2", richardson_slope(steep, 2), 3, 16);
}

/* x^3 at 0: D(h) is h^2 and D(h/2) a quarter of it. */
Test(ex5_1, b_the_cube_has_slope_zero_at_zero)
{
    const real values[] = {-8, -1, 1, 8};
    require_slope("x^3 at 0, h 2 (a plain central difference gives 4)",
                  richardson_slope(values, 2), 0, 64);
    const real aside[] = {-1, 0, 8, 27}; // around 1
    require_slope("x^3 at 1, h 2", richardson_slope(aside, 2), 3, 64);
}

Test(ex5_1, b_polynomials_up_to_degree_four_are_exact)
{
    Random random = random_seed(exercise_seed());
    for (int repeat = 0; repeat < 50; repeat++) {
        double c[5], x = (double)random_uniform(&random) * 2 - 1;
        for (int k = 0; k < 5; k++) c[k] = (double)random_uniform(&random) * 4 - 2;
        double want = c[1] + x * (2 * c[2] + x * (3 * c[3] + x * 4 * c[4]));
        // values up to 60 are rounded and divided by h = 0.5
        require_slope("a polynomial of degree 4", slope_of(c, x, 0.5), want, 1000);
    }
}

/* sin at 1: the error is about h^4 / 480 times its fifth derivative, cos 1. */
Test(ex5_1, c_the_error_falls_by_sixteen)
{
    double error[2];
    for (int k = 0; k < 2; k++) {
        double h = k == 0 ? 0.8 : 0.4;
        const double at[] = {1 - h, 1 - h / 2, 1 + h / 2, 1 + h};
        real values[4];
        for (int i = 0; i < 4; i++) values[i] = (real)sin(at[i]);
        error[k] = (double)richardson_slope(values, (real)h) - cos(1);
    }
    cr_assert(error[0] / error[1] > 14 && error[0] / error[1] < 18,
              "halving h divides the error by %.3g, expected about 16 "
              "(a central difference has 4)",
              error[0] / error[1]);
}
