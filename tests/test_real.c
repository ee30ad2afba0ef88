/* The elementary functions against the C library's long double versions.
 *
 * The error is counted in units in the last place of the true value (ulp). On x86-64
 * a long double has 11 bits more than a double, so the reference is good to 0.001 ulp.
 * Where long double is no wider than double, the reference is itself a rounding or two
 * off, and the bounds widen by REFERENCE. */
#include "random.h"
#include "support.h"

#include <string.h>

TestSuite(real, .timeout = 20);

enum { SAMPLES = 60000 };

#ifdef REAL_IS_FLOAT
enum { DIGITS = FLT_MANT_DIG, LEAST = FLT_MIN_EXP - FLT_MANT_DIG };
static const double BOUND = 0.51; // computed in double, rounded once
static const real LARGEST_EXP = 88.7228f, SMALLEST_EXP = -103.9f;
#else
enum { DIGITS = DBL_MANT_DIG, LEAST = DBL_MIN_EXP - DBL_MANT_DIG };
static const double BOUND = 1.0; // what real.h promises
static const real LARGEST_EXP = 709.7827, SMALLEST_EXP = -745.1;
#endif
static const double REFERENCE = LDBL_MANT_DIG > DBL_MANT_DIG ? 0 : 1;

typedef struct Pair {
    const char *name;
    real (*ours)(real);
    long double (*exact)(long double);
} Pair;

static const Pair EXP = {"exp", real_exp, expl}, EXPM1 = {"expm1", real_expm1, expm1l};
static const Pair LOG = {"log", real_log, logl}, LOG1P = {"log1p", real_log1p, log1pl};
static const Pair TANH = {"tanh", real_tanh, tanhl};
static const Pair SIN = {"sin", real_sin, sinl}, COS = {"cos", real_cos, cosl};

static double error_in_ulp(real got, long double want)
{
    int exponent;
    if ((long double)got == want) return 0;
    if (!isfinite(got) || want == 0) return HUGE_VAL;
    frexpl(want, &exponent);
    int last = exponent - DIGITS > LEAST ? exponent - DIGITS : LEAST;
    return (double)(fabsl(got - want) / ldexpl(1, last));
}

static void require_ulp(Pair f, real x)
{
    double error = error_in_ulp(f.ours(x), f.exact((long double)x));
    cr_assert(error <= BOUND + REFERENCE, "%s(%.17g) = %.17g is %.3f ulp off", f.name,
              (double)x, (double)f.ours(x), error);
}

/* Every x evenly between low and high, jittered so that no short pattern is tested. */
static void sweep(Pair f, double low, double high)
{
    Random random = random_seed(1);
    for (int i = 0; i < SAMPLES; i++)
        require_ulp(f,
                    (real)(low + (high - low) * (i + (double)random_uniform(&random)) /
                                     SAMPLES));
}

/* Both signs (or one) of 2^low .. 2^high, as many of each order of magnitude. */
static void sweep_magnitudes(Pair f, double low, double high, bool negative_too)
{
    Random random = random_seed(2);
    for (int i = 0; i < SAMPLES; i++) {
        real x = (real)exp2(low + (high - low) * (double)random_uniform(&random));
        require_ulp(f, x);
        if (negative_too) require_ulp(f, -x);
    }
}

Test(real, exp_is_within_its_bound)
{
    sweep(EXP, -1, 1);
    sweep(EXP, 0.3, 0.4); // ln 2 / 2, where the reduction changes over
    sweep(EXP, (double)SMALLEST_EXP, (double)LARGEST_EXP);
    sweep_magnitudes(EXP, LEAST, 0, true);
}

Test(real, exp_is_within_its_bound_where_the_result_is_subnormal)
{
    sweep(EXP, (double)SMALLEST_EXP, (DBL_MIN_EXP - 1) * 0.6931);
    sweep(EXP, (double)SMALLEST_EXP, (double)SMALLEST_EXP + 20);
}

Test(real, expm1_is_within_its_bound)
{
    sweep(EXPM1, -1, 1);
    sweep(EXPM1, 0.3, 0.6);
    sweep(EXPM1, -0.4, -0.3);
    sweep(EXPM1, -45, 45);
    sweep(EXPM1, 0, (double)LARGEST_EXP);
    sweep_magnitudes(EXPM1, LEAST, 0, true);
}

Test(real, log_is_within_its_bound)
{
    double most = DIGITS == DBL_MANT_DIG ? 1023 : 127;
    sweep(LOG, 0.5, 2);
    sweep(LOG, 0.70, 0.72); // 1 / sqrt 2, where the reduction changes over
    sweep(LOG, 0.9999, 1.0001);
    sweep_magnitudes(LOG, LEAST, most, false); // subnormal numbers too
}

Test(real, log1p_is_within_its_bound)
{
    sweep(LOG1P, -0.999999, 1);
    sweep(LOG1P, -0.31, -0.28);
    sweep(LOG1P, 0.40, 0.44);
    sweep_magnitudes(LOG1P, LEAST, -1, true);
    sweep_magnitudes(LOG1P, -1, 100, false);
    require_ulp(LOG1P, -1 + REAL_EPSILON / 2);
}

Test(real, tanh_is_within_its_bound)
{
    sweep(TANH, -1.5, 1.5);
    sweep(TANH, 0.85, 0.95);
    sweep(TANH, -25, 25);
    sweep_magnitudes(TANH, LEAST, 4, true);
}

static void sweep_absolute(Pair f, double high)
{
    Random random = random_seed(3);
    double bound = (DIGITS == DBL_MANT_DIG ? 2e-16 : 3.1e-8) * (1 + REFERENCE);
    for (int i = 0; i < SAMPLES; i++) {
        real x = (real)(high * (2 * (double)random_uniform(&random) - 1));
        double error = (double)fabsl(f.ours(x) - f.exact((long double)x));
        cr_assert(error <= bound, "%s(%.17g) is %.3g off", f.name, (double)x, error);
    }
}

Test(real, sine_and_cosine_are_within_their_bound)
{
    const double ranges[] = {0.8, 10, 1000, 100000};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        sweep_absolute(SIN, ranges[i]);
        sweep_absolute(COS, ranges[i]);
    }
}

static bool same_bits(real a, real b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Any bit pattern, or a number evenly from where e^x begins to where it ends and a bit
 * beyond, or one near 0. */
static real any_number(Random *random, int kind)
{
    real x;
    uint64_t bits = random_next(random);
    if (kind == 0) {
        memcpy(&x, &bits, sizeof x);
        return isnan(x) ? NAN : x; // a signalling NaN comes back as a quiet one
    }
    real reach = kind == 1 ? 1 - SMALLEST_EXP : 2;
    return reach * (2 * random_uniform(random) - 1);
}

/* Every length up to 70, in place or apart; what lies behind stays as it was. */
Test(real, many_exponentials_have_the_bits_of_one)
{
    enum { LONGEST = 70, ROUNDS = 150 };
    Random random = random_seed(6);
    real x[LONGEST], out[LONGEST + 1];
    for (int round = 0; round < ROUNDS; round++)
        for (size_t n = 0; n <= LONGEST; n++) {
            for (size_t i = 0; i < n; i++) x[i] = any_number(&random, round % 3);
            out[n] = 42;
            bool in_place = round % 2 == 1;
            if (in_place) memcpy(out, x, n * sizeof *x);
            real_exp_many(out, in_place ? out : x, n);
            for (size_t i = 0; i < n; i++) {
                real want = real_exp(x[i]);
                cr_assert(isnan(want) ? isnan(out[i]) : same_bits(out[i], want),
                          "%zu of %zu: e^%.17g is %.17g, alone %.17g", i, n,
                          (double)x[i], (double)out[i], (double)want);
            }
            cr_assert(out[n] == 42);
        }
}

/* Where it begins, ends and changes over, each beside fifteen others. */
Test(real, many_exponentials_at_their_ends)
{
    const real x[] = {0,
                      (real)-0.0,
                      INFINITY,
                      -INFINITY,
                      NAN,
                      REAL_MAX,
                      -REAL_MAX,
                      REAL_MIN,
                      -REAL_MIN,
                      LARGEST_EXP,
                      710,
                      SMALLEST_EXP,
                      -746,
                      747,
                      -747,
                      -REAL_MIN * REAL_EPSILON,
                      REAL_MIN * REAL_EPSILON};
    enum { COUNT = sizeof x / sizeof x[0] };
    real out[COUNT];
    real_exp_many(out, x, COUNT);
    for (int i = 0; i < COUNT; i++)
        cr_assert(isnan(x[i]) ? isnan(out[i]) : same_bits(out[i], real_exp(x[i])),
                  "e^%.17g is %.17g", (double)x[i], (double)out[i]);
    cr_assert(out[0] == 1 && out[1] == 1 && isinf(out[2]) && out[3] == 0);
    cr_assert(isinf(out[5]) && out[6] == 0 && out[7] == 1 && out[8] == 1);
    cr_assert(isfinite(out[9]) && out[11] > 0);
}

Test(real, exact_values)
{
    cr_assert(real_exp(0) == 1 && real_exp((real)-0.0) == 1);
    cr_assert(real_log(1) == 0 && real_log1p(0) == 0 && real_expm1(0) == 0);
    cr_assert(real_tanh(0) == 0 && real_sin(0) == 0 && real_cos(0) == 1);
    cr_assert(real_sqrt(9) == 3 && real_sqrt(2) == (real)sqrt(2.0));
    cr_assert(real_tanh(30) == 1 && real_tanh(-30) == -1);
    cr_assert(real_expm1(-100) == -1);
}

Test(real, odd_functions_are_odd_to_the_bit_and_keep_the_sign_of_zero)
{
    real (*odd[])(real) = {real_tanh, real_sin};
    real (*zero[])(real) = {real_tanh, real_sin, real_expm1, real_log1p};
    Random random = random_seed(4);
    for (int f = 0; f < 2; f++)
        for (int i = 0; i < 1000; i++) {
            real x = 5 * random_normal(&random);
            cr_assert(odd[f](-x) == -odd[f](x) && odd[f](x) != 0);
        }
    for (int f = 0; f < 4; f++) cr_assert(signbit(zero[f]((real)-0.0)));
    for (int f = 0; f < 4; f++) cr_assert(!signbit(zero[f](0)));
}

Test(real, special_values)
{
    const real inf = INFINITY;
    cr_assert(real_exp(inf) == inf && real_exp(-inf) == 0);
    cr_assert(real_expm1(inf) == inf && real_expm1(-inf) == -1);
    cr_assert(real_log(inf) == inf && real_log(0) == -inf && real_log(-0.0f) == -inf);
    cr_assert(real_log1p(inf) == inf && real_log1p(-1) == -inf);
    cr_assert(real_tanh(inf) == 1 && real_tanh(-inf) == -1);
    cr_assert(isnan(real_log(-1)) && isnan(real_log(-inf)) &&
              isnan(real_log(-REAL_MIN)));
    cr_assert(isnan(real_log1p(-2)) && isnan(real_log1p(-inf)));
    cr_assert(isnan(real_sin(inf)) && isnan(real_cos(-inf)) && isnan(real_sqrt(-1)));
    cr_assert(isnan(real_sin(100001)) && !isnan(real_sin(100000)));
}

Test(real, a_nan_stays_a_nan)
{
    real (*all[])(real) = {real_exp,  real_expm1, real_log, real_log1p,
                           real_tanh, real_sin,   real_cos, real_sqrt};
    for (size_t f = 0; f < sizeof all / sizeof all[0]; f++)
        cr_assert(isnan(all[f](NAN)));
}

Test(real, exp_overflows_where_the_largest_number_ends)
{
    // the largest x whose e^x is a number: ln(REAL_MAX) rounded down
    real last = (real)logl((long double)REAL_MAX);
    if (expl((long double)last) > (long double)REAL_MAX) last *= 1 - REAL_EPSILON;
    cr_assert(!isinf(real_exp(last)) && real_exp(last) > REAL_MAX / 2);
    cr_assert(!isinf(real_expm1(last)));
    cr_assert(isinf(real_exp(last * (1 + 4 * REAL_EPSILON))));
    cr_assert(isinf(real_expm1(last * (1 + 4 * REAL_EPSILON))));
#ifndef REAL_IS_FLOAT
    cr_assert(!isinf(real_exp(709.78)) && isinf(real_exp(709.79)));
    cr_assert(real_exp(-745) > 0 && real_exp(-746) == 0);
#endif
}

Test(real, small_arguments_keep_their_digits)
{
    // e^x - 1 and ln(1 + x) are x to the last bit or two, where 1 + x would be 1
    real x = REAL_EPSILON / 8;
    cr_assert(real_expm1(x) == x && real_log1p(x) == x && real_tanh(x) == x);
    cr_assert(real_exp(x) == 1);
}

Test(real, what_is_printed_has_no_sign_on_nan_and_zero)
{
    cr_assert(!signbit(real_printable((real)-0.0)) && real_printable((real)-0.0) == 0);
    cr_assert(!signbit(real_printable(-(real)NAN)) &&
              isnan(real_printable(-(real)NAN)));
    cr_assert(real_printable((real)-1.5) == -1.5);
    cr_assert(real_printable(-(real)INFINITY) == (double)-INFINITY);
}

/* A NaN counts as larger than any number, wherever it stands. */
Test(real, the_median_is_in_the_middle)
{
    double odd[] = {5, 1, 3}, even[] = {4, 1, 2, 7}, one[] = {6};
    double negative[] = {3, -1, -7, 2, -7}, bad[] = {NAN, 2, NAN, 1, 3};
    cr_assert(median(odd, 3) == 3 && median(even, 4) == 3 && median(one, 1) == 6);
    cr_assert(odd[0] == 1 && odd[2] == 5, "it sorts");
    cr_assert(median(negative, 5) == -1 && median(bad, 5) == 3);
    cr_assert(bad[0] == 1 && isnan(bad[3]) && isnan(bad[4]));
    cr_assert(isnan(median(bad + 2, 3)));
}
