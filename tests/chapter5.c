/* Chapter 5, slopes of functions of one number: differences, their errors and best
 * steps, complex numbers and the complex step; the error of one slope, the verdict. */
#include "complex.h"
#include "differences.h"
#include "foundations.h"
#include "gradcheck.h"
#include "support.h"

#include <string.h>

TestSuite(gradcheck, .timeout = 20);

#define STOPS(line, ...) MISTAKE_IN("differences.c", line, __VA_ARGS__)

static real square(real x)
{
    return x * x;
}

static real cube(real x)
{
    return x * x * x;
}

/* --- differences ---------------------------------------------------------------- */

/* eq:one-sided-difference: of x^2 at 3 it is 2x + h; all numbers exact in binary */
Test(gradcheck, one_sided_difference_by_hand)
{
    cr_assert(one_sided_slope(square, 3, (real)0.5) == (real)6.5);
    cr_assert(one_sided_slope(square, -3, (real)0.25) == (real)-5.75);
    cr_assert(one_sided_slope_float(square, 3, 0.5f) == 6.5f);
}

/* eq:central-difference: exact for a parabola, off by h^2 for x^3 */
Test(gradcheck, central_difference_by_hand)
{
    cr_assert(central_slope_float(square, 3, 0.5f) == 6);
    cr_assert(central_slope_float(cube, 2, 0.5f) == 12.25f);
    cr_assert(central_slope_float(cube, 2, 0.25f) == 12 + 0.0625f);
    cr_assert(nudge_slope(cube, 2, (real)0.5) == (real)12.25);
}

/* In float arithmetic 1 + 2^-24 is 1: the nudge is lost, and the slope 0. */
Test(gradcheck, float_differences_round_to_float)
{
    cr_assert(one_sided_slope_float(square, 1, 0x1p-24f) == 0);
    float above = 1.1f * 1.1f, here = 1.0f; // rounded: 1.21 has no exact float
    cr_assert(one_sided_slope_float(square, 1, 1.1f - 1) ==
              (above - here) / (1.1f - 1));
}

static real above_two_to_the_24(real x)
{
    return x - 0x1p24f;
}

/* eq:central-difference: 2^24 + 1 has no float and falls back to 2^24; 2^24 - 1 has one.
 * So the points are 0 and -1 from there, and half of the slope is lost. */
Test(gradcheck, float_differences_round_their_points)
{
    cr_assert(central_slope_float(above_two_to_the_24, 0x1p24f, 1) == 0.5f);
    cr_assert(one_sided_slope_float(above_two_to_the_24, 0x1p24f, 1) == 0);
}

Test(gradcheck, steps_must_be_above_zero)
{
    STOPS("one_sided_slope: the step is 0, expected above 0",
          one_sided_slope(square, 1, 0));
    STOPS("one_sided_slope_float: the step is -1, expected above 0",
          one_sided_slope_float(square, 1, -1));
    STOPS("central_slope_float: the step is nan, expected above 0",
          central_slope_float(square, 1, fabsf(NAN)));
    STOPS("cube_root: of 0, expected above 0", cube_root(0));
    MISTAKE_IN("complex.c", "complex_step: the step is 0, expected above 0",
               complex_step(complex_exp, 1, 0));
}

/* eq:one-sided-error, eq:central-error: each of the two terms by itself, by hand */
Test(gradcheck, errors_by_hand)
{
    cr_assert(one_sided_error((real)0.5, 3, 8, 0) == 2); // 0.5 * 8 / 2
    cr_assert(one_sided_error((real)0.5, 3, 0, (real)0.25) == (real)1.5);
    cr_assert(central_error((real)0.5, 3, 12, 0) == (real)0.5); // 0.25 * 12 / 6
    cr_assert(central_error((real)0.5, 3, 0, (real)0.25) == (real)0.75);
}

/* eq:one-sided-best-step: both halves of the error are equal there, and together
 * sqrt(2 epsilon size second); a step aside is worse. Some roundings each. */
Test(gradcheck, one_sided_best_step_is_the_lowest_point)
{
    real size = 3, second = 5, e = (real)1e-6;
    real h = one_sided_best_step(size, second, e);
    CLOSE(h * second / 2, e * size / h, 8, 0);
    real least = one_sided_error(h, size, second, e);
    CLOSE(least, sqrt(2e-6 * 3 * 5), 64, 1);
    cr_assert(one_sided_error(h * (real)1.1, size, second, e) > least);
    cr_assert(one_sided_error(h / (real)1.1, size, second, e) > least);
}

/* eq:central-best-step: rounding is twice truncation there; a step aside is worse */
Test(gradcheck, central_best_step_is_the_lowest_point)
{
    real size = 3, third = 5, e = (real)1e-6;
    real h = central_best_step(size, third, e);
    CLOSE(2 * (h * h * third / 6), e * size / (2 * h), 16, 0);
    real least = central_error(h, size, third, e);
    CLOSE(least, h * h * third / 2, 16, 0);
    cr_assert(central_error(h * (real)1.1, size, third, e) > least);
    cr_assert(central_error(h / (real)1.1, size, third, e) > least);
}

/* The root comes out of one Newton step: a few roundings, from tiny to huge. */
Test(gradcheck, cube_root_is_a_cube_root)
{
    cr_assert(cube_root(1) == 1);
    CLOSE(cube_root(27), 3, 4, 0);
    for (real x = (real)1e-30; x < (real)1e30; x *= 7) {
        real root = cube_root(x);
        CLOSE(root * root * root, x, 8, 0);
    }
}

/* eq:one-sided-error, eq:central-error, eq:one-sided-best-step, eq:central-best-step:
 * the law of the V. On e^x, where all derivatives are equal, no slope is more wrong
 * than the bound (twice it: real_exp is a rounding, not half of one, off), and the best
 * of all steps is within a factor of 10 of the predicted one, in place and in depth. */
Test(gradcheck, errors_of_differences_follow_the_v)
{
    for (int central = 0; central < 2; central++) {
        real best = INFINITY, at = 0;
        for (real h = (real)0.25; h > 2 * REAL_EPSILON; h /= 2) {
            real worst = 0;
            for (int k = 0; k < 64; k++) {
                real x = 1 + (real)k / 64, slope = real_exp(x);
                real got = central ? nudge_slope(real_exp, x, h)
                                   : one_sided_slope(real_exp, x, h);
                worst = (real)fmax((double)worst, fabs((double)(got / slope - 1)));
            }
            // within a step, e^x grows by e^h: so do its derivatives
            real size = real_exp(h),
                 bound = central ? central_error(h, size, size, REAL_EPSILON)
                                 : one_sided_error(h, size, size, REAL_EPSILON);
            cr_assert(worst <= 2 * bound + REAL_EPSILON, "h %g: %g above 2 x %g",
                      (double)h, (double)worst, (double)bound);
            if (worst < best) best = worst, at = h;
        }
        real want = central ? central_best_step(1, 1, REAL_EPSILON)
                            : one_sided_best_step(1, 1, REAL_EPSILON);
        real depth = central ? central_error(want, 1, 1, REAL_EPSILON)
                             : one_sided_error(want, 1, 1, REAL_EPSILON);
        cr_assert(at < 10 * want && at > want / 10, "best step %g", (double)at);
        cr_assert(best < 10 * depth && best > depth / 10, "depth %g", (double)best);
    }
}

/* --- the complex step ------------------------------------------------------------ */

#define IS(c, real_part, imaginary_part)                                               \
    do {                                                                               \
        Complex c_ = (c);                                                              \
        cr_assert(c_.re == (real_part) && c_.im == (imaginary_part), "%g + %gi",       \
                  (double)c_.re, (double)c_.im);                                       \
    } while (0)

/* eq:complex-product, eq:complex-quotient: numbers that binary holds exactly */
Test(gradcheck, complex_arithmetic_by_hand)
{
    Complex a = {3, 2}, b = {1, -2};
    IS(complex_add(a, b), 4, 0);
    IS(complex_subtract(a, b), 2, 4);
    IS(complex_multiply(a, b), 7, -4);             // 3 + 4 + i(-6 + 2)
    IS(complex_divide((Complex){7, -4}, b), 3, 2); // back again
    IS(complex_divide(a, (Complex){0, 2}), 1, -1.5);
}

/* eq:complex-exp: e^(i pi / 2) turns by a right angle, and powers add. Sine and cosine
 * are within 2e-16, in float within a rounding. */
Test(gradcheck, complex_exp_turns)
{
    Complex right = complex_exp((Complex){0, (real)(REAL_PI / 2)});
    CLOSE(right.re, 0, 0, 2);
    CLOSE(right.im, 1, 2, 0);
    Complex a = {(real)0.5, (real)0.25}, b = {(real)-1.25, 2};
    Complex sum = complex_exp(complex_add(a, b));
    Complex product = complex_multiply(complex_exp(a), complex_exp(b));
    CLOSE(product.re, sum.re, 16, 4);
    CLOSE(product.im, sum.im, 16, 4);
}

/* 1 / (1 + e^-2w), halved and squared on the way to a loss */
static Complex sigmoid_loss(Complex w)
{
    Complex one = {1, 0}, zero = {0, 0};
    Complex z = complex_multiply((Complex){2, 0}, w);
    Complex a = complex_divide(
        one, complex_add(one, complex_exp(complex_subtract(zero, z))));
    Complex error = complex_subtract(a, (Complex){(real)0.25, 0});
    return complex_multiply((Complex){(real)0.5, 0}, complex_multiply(error, error));
}

/* eq:complex-step: (a - y) a (1 - a) x, to a few roundings, at a step so small that its
 * square is nothing */
Test(gradcheck, complex_step_has_no_rounding_to_fear)
{
    real h = sizeof(real) == 8 ? (real)1e-100 : (real)1e-18;
    for (real w = -3; w < 3; w += (real)0.37) {
        double a = 1 / (1 + exp(-2 * (double)w));
        CLOSE(complex_step(sigmoid_loss, w, h), (a - 0.25) * a * (1 - a) * 2, 32, 4);
        CLOSE(complex_step(complex_exp, w, h), exp((double)w), 8, 0);
    }
}

/* --- one error, one verdict ------------------------------------------------------- */

/* eq:gradient-error: a flipped sign is 2, a factor of 2 is 1/2, a missing slope is 1;
 * both zero is no error; below the floor differences count by the floor */
Test(gradcheck, error_by_hand)
{
    real floor = (real)0.125;
    cr_assert(gradient_error(3, -3, floor) == 2);
    cr_assert(gradient_error(6, 3, floor) == (real)0.5);
    cr_assert(gradient_error(0, 3, floor) == 1);
    cr_assert(gradient_error(3, 3, floor) == 0);
    cr_assert(gradient_error(0, 0, floor) == 0);
    cr_assert(gradient_error((real)0.015625, 0, floor) == (real)0.125);
    cr_assert(gradient_error(5, 4, floor) == gradient_error(4, 5, floor));
    cr_assert(gradient_error(-5, 4, floor) == gradient_error(5, -4, floor));
}

/* eq:gradient-error */
Test(gradcheck, what_is_no_number_is_infinitely_wrong)
{
    real bad[] = {NAN, INFINITY, -INFINITY};
    for (int k = 0; k < 3; k++) {
        cr_assert(gradient_error(bad[k], 1, 1) == INFINITY);
        cr_assert(gradient_error(1, bad[k], 1) == INFINITY);
        cr_assert(gradient_error(bad[k], bad[k], 1) == INFINITY);
    }
    MISTAKE_IN("gradcheck.c", "gradient_error: the floor is 0, expected above 0",
               gradient_error(1, 1, 0));
}

/* eq:error-floor: two roundings of a loss of 4, over h and over what passes as right */
Test(gradcheck, floor_by_hand)
{
    CLOSE(error_floor(4, (real)0.5), 2 * (double)REAL_EPSILON * 4 / 0.5 / ERROR_RIGHT,
          4, 0);
    cr_assert(error_floor(0, (real)0.5) == error_floor(1, (real)0.5));
}

/* eq:check-step */
Test(gradcheck, the_step_is_the_cube_root_of_epsilon)
{
    real h = check_step();
    CLOSE(h * h * h, REAL_EPSILON, 8, 0);
}

Test(gradcheck, verdict_by_error)
{
    GradientReport report = {.checked = 10, .quiet = 9};
    report.error = ERROR_RIGHT;
    cr_assert_eq(gradient_verdict(report), GRADIENT_RIGHT);
    report.error = ERROR_RIGHT * (real)1.01;
    cr_assert_eq(gradient_verdict(report), GRADIENT_DOUBTFUL);
    report.error = ERROR_WRONG;
    cr_assert_eq(gradient_verdict(report), GRADIENT_DOUBTFUL);
    report.error = ERROR_WRONG * (real)1.01;
    cr_assert_eq(gradient_verdict(report), GRADIENT_WRONG);
    report.error = INFINITY;
    cr_assert_eq(gradient_verdict(report), GRADIENT_WRONG);
    report.error = NAN;
    cr_assert_eq(gradient_verdict(report), GRADIENT_WRONG);
    report.error = 0, report.quiet = 10; // every slope was too small to tell
    cr_assert_eq(gradient_verdict(report), GRADIENT_DOUBTFUL);
    cr_assert_str_eq(verdict_name(GRADIENT_RIGHT), "right");
    cr_assert_str_eq(verdict_name(GRADIENT_DOUBTFUL), "doubtful");
    cr_assert_str_eq(verdict_name(GRADIENT_WRONG), "wrong");
}

Test(gradcheck, report_names_place_values_and_error)
{
    char text[GRADIENT_TEXT];
    GradientReport report = {.checked = 90,
                             .wrong = 12,
                             .layer = 1,
                             .row = 3,
                             .col = 7,
                             .derived = (real)-0.25,
                             .measured = (real)0.25,
                             .error = 2};
    cr_assert_str_eq(gradient_report_text(text, sizeof text, report),
                     "wrong: layer 1, W[3][7]: derived -0.25, measured 0.25, error 2 "
                     "(12 of 90 wrong)");
    report.bias = true, report.error = 0, report.wrong = 0;
    gradient_report_text(text, sizeof text, report);
    cr_assert_not_null(strstr(text, "right: layer 1, b[7]: "));
    report.error = (ERROR_RIGHT + ERROR_WRONG) / 2;
    gradient_report_text(text, sizeof text, report);
    cr_assert_eq(strncmp(text, "doubtful: layer 1, ", 19), 0);
    report.error = 0;
    gradient_report_text(text, 6, report);
    cr_assert_str_eq(text, "right");
}
