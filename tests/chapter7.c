/* Chapter 7, numbers: the formats bit by bit, four ways to add, and the ruler of
 * twofold numbers. chapter7_stable.c: stable forms and clipping; chapter7_trace.c: the
 * tracer. */
#include "formats.h"
#include "random.h"
#include "summation.h"
#include "support.h"
#include "twofold.h"

#include <string.h>

TestSuite(numbers, .timeout = 30);

static const char *const NAMES[] = {"half", "bfloat16", "float", "double"};
static const double U = (double)REAL_EPSILON / 2;

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static uint64_t float_bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* --- formats ------------------------------------------------------------------ */

/* eq:float-value: patterns that every description of the formats lists */
Test(numbers, known_patterns)
{
    static const struct {
        const char *format;
        double x;
        uint64_t bits;
    } known[] = {
        {"half", 0, 0x0000},
        {"half", 1, 0x3c00},
        {"half", -2, 0xc000},
        {"half", 65504, 0x7bff},
        {"half", 0.1, 0x2e66},
        {"half", 1.0 / 3, 0x3555},
        {"half", 0x1p-14, 0x0400},
        {"half", 0x1p-24, 0x0001},
        {"half", INFINITY, 0x7c00},
        {"half", -INFINITY, 0xfc00},
        {"bfloat16", 1, 0x3f80},
        {"bfloat16", 0.1, 0x3dcd},
        {"bfloat16", -0.0, 0x8000},
        {"bfloat16", 3.14159265358979, 0x4049},
        {"float", 0.1, 0x3dcccccd},
        {"float", 1, 0x3f800000},
        {"double", 0.1, 0x3fb999999999999a},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        Format format = format_named(known[i].format);
        uint64_t bits = format_encode(format, known[i].x);
        cr_assert_eq(bits, known[i].bits, "%s %g is %#llx", known[i].format, known[i].x,
                     (unsigned long long)bits);
    }
}

/* eq:float-value: all 65536 patterns, NaN to NaN and every other one to itself */
Test(numbers, every_pattern_of_sixteen_bits_comes_back)
{
    for (int k = 0; k < 2; k++) {
        Format format = format_named(NAMES[k]);
        size_t nans = 0;
        for (uint64_t bits = 0; bits < 65536; bits++) {
            double x = format_decode(format, bits);
            if (isnan(x)) {
                nans++;
                cr_assert(isnan(format_decode(format, format_encode(format, x))));
                continue;
            }
            cr_assert_eq(format_encode(format, x), bits, "%s %#llx", NAMES[k],
                         (unsigned long long)bits);
        }
        // all ones in the exponent, and any fraction but 0, with either sign
        cr_assert_eq(nans, 2 * ((1u << format.fraction_bits) - 1));
    }
}

/* eq:float-value: a bfloat16 is a float without its last 16 bits */
Test(numbers, bfloat16_is_the_upper_half_of_a_float)
{
    Format format = format_named("bfloat16");
    for (uint32_t bits = 0; bits < 65536; bits++) {
        uint32_t wide = bits << 16;
        float x;
        memcpy(&x, &wide, sizeof x);
        double y = format_decode(format, bits);
        cr_assert(isnan(x) ? isnan(y) : bits_of(y) == bits_of((double)x), "%#x", bits);
    }
}

/* eq:rounding-error: between every two neighbours the tie goes to the even one, and
 * anything beside it to the nearer */
Test(numbers, ties_go_to_even_between_all_neighbours)
{
    for (int k = 0; k < 2; k++) {
        Format format = format_named(NAMES[k]);
        uint64_t infinite = format_encode(format, INFINITY), sign = 0x8000;
        double largest = format_largest(format);
        double last_step = largest - format_decode(format, infinite - 2);
        for (uint64_t bits = 0; bits < infinite; bits++) {
            double low = format_decode(format, bits);
            double high = bits + 1 < infinite ? format_decode(format, bits + 1)
                                              : low + last_step;
            double tie = low + (high - low) / 2;
            uint64_t even = bits % 2 == 0 ? bits : bits + 1;
            cr_assert_eq(format_encode(format, tie), even);
            cr_assert_eq(format_encode(format, -tie), even | sign);
            cr_assert_eq(format_encode(format, nextafter(tie, 0)), bits);
            cr_assert_eq(format_encode(format, nextafter(tie, INFINITY)), bits + 1);
        }
    }
}

/* eq:float-value: the machine's own float and double, subnormal numbers included */
Test(numbers, float_and_double_are_the_machines)
{
    Random random = random_seed(1);
    Format single = format_named("float"), wide = format_named("double");
    for (int i = 0; i < 200000; i++) {
        uint64_t bits = random_next(&random);
        double x;
        memcpy(&x, &bits, sizeof x);
        if (isnan(x)) continue;
        cr_assert_eq(format_encode(wide, x), bits);
        cr_assert_eq(bits_of(format_decode(wide, bits)), bits);
        // a double has 16 times the range of a float: most need to be brought near it
        double near = ldexp(1 + (double)random_uniform(&random),
                            (int)random_below(&random, 300) - 160);
        if (i % 2) near = -near;
        cr_assert_eq(format_encode(single, near), float_bits_of((float)near), "%a",
                     near);
    }
    cr_assert_eq(format_encode(single, 1e300), float_bits_of(INFINITY));
    cr_assert_eq(format_encode(single, 1e-300), 0);
    cr_assert_eq(format_encode(single, NAN), 0x7fc00000);
    cr_assert_eq(format_encode(single, -(double)NAN), 0x7fc00000);
    cr_assert_eq(format_encode(single, 0x1.fffffep127), float_bits_of(FLT_MAX));
    cr_assert_eq(format_encode(single, 0x1.ffffffp127), float_bits_of(INFINITY));
}

#if defined(__FLT16_MANT_DIG__) && !defined(__clang__)
/* eq:rounding-error: gcc's half, where it has one. A float that rounds to it may have
 * rounded before, so the doubles here are floats. */
Test(numbers, half_is_gccs)
{
    Random random = random_seed(2);
    Format format = format_named("half");
    for (int i = 0; i < 100000; i++) {
        float x = (float)ldexp(1 + (double)random_uniform(&random),
                               (int)random_below(&random, 50) - 32);
        __extension__ _Float16 half = (_Float16)x;
        cr_assert_eq(bits_of(format_round(format, (double)x)), bits_of((double)half),
                     "%a", (double)x);
    }
}
#endif

/* eq:rounding-error: at most u of the number, from the smallest normal one upwards */
Test(numbers, one_rounding_costs_at_most_u)
{
    Random random = random_seed(3);
    for (int k = 0; k < 3; k++) {
        Format format = format_named(NAMES[k]);
        double u = format_epsilon(format) / 2, worst = 0;
        for (int i = 0; i < 100000; i++) {
            double x = ldexp(1 + (double)random_uniform(&random),
                             (int)random_below(&random, 28) - 14);
            double error = fabs(format_round(format, x) - x) / x;
            if (error > worst) worst = error;
        }
        // a float has no finer uniforms than its own digits: no error at all there
        cr_assert(worst <= u && (worst > 0.9 * u || k == 2), "%s: %g", NAMES[k],
                  worst / u);
    }
}

/* eq:format-range: what float.h says, and what is known of the other two */
Test(numbers, ranges_of_the_four)
{
    const double want[4][4] = {
        {65504, 0x1p-14, 0x1p-24, 0x1p-10},
        {0x1.fep127, 0x1p-126, 0x1p-133, 0x1p-7},
        {FLT_MAX, FLT_MIN, FLT_TRUE_MIN, FLT_EPSILON},
        {DBL_MAX, DBL_MIN, DBL_TRUE_MIN, DBL_EPSILON},
    };
    for (int k = 0; k < 4; k++) {
        Format format = format_named(NAMES[k]);
        cr_assert_eq(format_largest(format), want[k][0], "%s", NAMES[k]);
        cr_assert_eq(format_smallest_normal(format), want[k][1], "%s", NAMES[k]);
        cr_assert_eq(format_smallest(format), want[k][2], "%s", NAMES[k]);
        cr_assert_eq(format_epsilon(format), want[k][3], "%s", NAMES[k]);
        cr_assert_eq(format_decode(format, 1), want[k][2], "%s", NAMES[k]);
    }
}

/* eq:exp-limits: ln(65504) and so on; and the exponential itself breaks there */
Test(numbers, where_exp_overflows_and_underflows)
{
    const double over[] = {11.089866488461016, 88.71892521235186, 88.72283905206835,
                           709.782712893384};
    const double under[] = {-17.328679513998633, -92.88172219503267,
                            -103.97207708399179, -745.1332191019411};
    for (int k = 0; k < 4; k++) {
        Format format = format_named(NAMES[k]);
        CLOSE(format_exp_overflow(format), over[k], 4, 0);
        CLOSE(format_exp_underflow(format), under[k], 4, 0);
    }
    Format own = format_named(REAL_NAME);
    real top = format_exp_overflow(own), bottom = format_exp_underflow(own);
    real hair = (real)1e-4; // some digits of the limit, above its own rounding
    cr_assert(isfinite(real_exp(top - hair)) && isinf(real_exp(top + hair)));
    cr_assert(real_exp(bottom + hair) > 0 && real_exp(bottom - hair) == 0);
}

Test(numbers, an_unknown_format_is_a_mistake)
{
    MISTAKE_IN("formats.c", "format_named: no format is named 'quarter'",
               format_named("quarter"));
}

/* --- sums --------------------------------------------------------------------- */

enum { MOST = 1 << 17 };
typedef real (*Sum)(const real *x, size_t n);
static const Sum SUMS[] = {sum_naive, sum_pairwise, sum_kahan, sum_neumaier};

/* The error of a sum in units u of the sum of the sizes. */
static double error_of(Sum sum, const real *x, size_t n)
{
    Twofold exact = {0, 0}, size = {0, 0};
    for (size_t i = 0; i < n; i++) {
        exact = twofold_add(exact, (Twofold){(double)x[i], 0});
        size = twofold_add(size, (Twofold){fabs((double)x[i]), 0});
    }
    Twofold got = {(double)sum(x, n), 0}, minus = {-exact.high, -exact.low};
    return fabs(twofold_add(got, minus).high) / size.high / U;
}

Test(numbers, sums_of_few)
{
    const real x[] = {1, 2, -4, 8, 16};
    for (int k = 0; k < 4; k++) {
        cr_assert(SUMS[k](x, 0) == 0 && SUMS[k](NULL, 0) == 0);
        cr_assert(SUMS[k](x, 1) == 1 && SUMS[k](x, 2) == 3 && SUMS[k](x, 3) == -1);
        cr_assert(SUMS[k](x, 4) == 7 && SUMS[k](x, 5) == 23);
    }
}

/* eq:sum-naive-bound, eq:sum-pairwise-bound, eq:sum-compensated-bound: drawn numbers of
 * one sign, of both, and of many sizes. 1 % is for the terms in u^2. */
Test(numbers, every_sum_stays_inside_its_bound)
{
    static real x[MOST];
    Random random = random_seed(4);
    const size_t sizes[] = {2, 3, 10, 100, 1000, 10007, MOST};
    double worst[4] = {0};
    for (int kind = 0; kind < 3; kind++)
        for (size_t s = 0; s < 7; s++) {
            size_t n = sizes[s];
            for (size_t i = 0; i < n; i++) {
                real drawn = kind == 0 ? random_uniform(&random)
                                       : random_normal(&random);
                x[i] = kind == 2 ? drawn * real_exp(3 * random_normal(&random)) : drawn;
            }
            double depth = ceil(log2((double)n)), count = (double)n;
            // the third has u for the last addition, and n u^2 or n^2 u^2 behind it
            double rest = count * count * U;
            double bound[] = {count - 1, depth, 2 + count * U, 1 + rest};
            for (int k = 0; k < 4; k++) {
                double error = error_of(SUMS[k], x, n);
                cr_assert(error <= 1.01 * bound[k], "sum %d of %zu: %g u, bound %g", k,
                          n, error, bound[k]);
                if (error > worst[k]) worst[k] = error;
            }
        }
    cr_assert(worst[0] > 3 * worst[1], "%g %g", worst[0], worst[1]);
}

/* eq:sum-naive-bound: the same tenth n times. Its last digits are cut the same way
 * again and again, so that the error grows with n itself; over a factor of 128, for
 * which 16 is asked. A power of two of equal numbers is exact when halves are added. */
Test(numbers, naive_error_grows_with_n_and_pairwise_not)
{
    static real x[MOST];
    for (size_t i = 0; i < MOST; i++) x[i] = (real)0.1;
    double few = error_of(sum_naive, x, MOST / 128);
    double many = error_of(sum_naive, x, MOST);
    cr_assert(few > 1 && many > 16 * few, "%g u, then %g u", few, many);
    for (size_t n = 1; n <= MOST; n *= 2)
        cr_assert(sum_pairwise(x, n) == (real)0.1 * (real)n, "%zu", n);
    // the optimiser did not take the compensation away
    cr_assert(error_of(sum_kahan, x, MOST) <= 2, "Kahan");
    cr_assert(error_of(sum_neumaier, x, MOST) <= 1, "Neumaier");
}

/* eq:sum-compensated-bound: 1 + big + 1 - big. Kahan carries the lost 1 into big, which
 * swallows it again; Neumaier keeps it apart. */
Test(numbers, neumaier_survives_what_kahan_does_not)
{
    const real big = (real)1e30, x[] = {1, big, 1, -big};
    cr_assert(sum_naive(x, 4) == 0 && sum_pairwise(x, 4) == 0);
    cr_assert(sum_kahan(x, 4) == 0);
    cr_assert(sum_neumaier(x, 4) == 2);
    const real turned[] = {-1, -big, -1, big};
    cr_assert(sum_neumaier(turned, 4) == -2);
}

/* Whichever of the sum and the next number is larger, of whatever signs, the smaller
 * one's lost digits are kept: a half and then a thousand times what it cannot see; and
 * a small number before a large negative one. */
Test(numbers, neumaier_keeps_the_digits_of_the_smaller)
{
    real tiny = REAL_EPSILON / 8, x[1025] = {(real)0.5};
    for (size_t k = 1; k < 1025; k++) x[k] = tiny;
    cr_assert(sum_naive(x, 1025) == (real)0.5);
    cr_assert(sum_neumaier(x, 1025) == (real)0.5 + 1024 * tiny);
    cr_assert(sum_neumaier((real[]){tiny, -1, 1}, 3) == tiny);
    cr_assert(sum_neumaier((real[]){-tiny, 1, -1}, 3) == -tiny);
    cr_assert(sum_neumaier((real[]){tiny, 0.5, -0.5}, 3) == tiny);
}

Test(numbers, sums_that_overflow)
{
    const real x[] = {REAL_MAX, REAL_MAX, 1};
    cr_assert(isinf(sum_naive(x, 3)) && isinf(sum_neumaier(x, 3)));
    cr_assert(isnan(sum_kahan(x, 3)), "as its contract says");
    const real bad[] = {1, NAN, 2};
    for (int k = 0; k < 4; k++) cr_assert(isnan(SUMS[k](bad, 3)));
}
