/* e^x, and what is made of it: e^x - 1 and tanh x. */
#include "real.h"
#include "series.h"

#include <stdint.h>
#include <string.h>

/* How many exponentials are computed together. */
enum { SIDE_BY_SIDE = 16 };

/* Among numbers of this size there is one for every whole number, and none between. */
#define SHIFT 0x1.8p52

/* The whole number nearest to x, for |x| < 2^50: up there nothing is left behind the
 * point. */
static inline double nearest_whole(double x)
{
    double up = x + SHIFT;
    return up - SHIFT;
}

/* 2^k for whole k from -1022 to 1023: k + 1023 in the place of the exponent's bits. */
static inline double power_of_two(double k)
{
    double power = k + (SHIFT + 1023);
    uint64_t bits;
    memcpy(&bits, &power, sizeof bits);
    bits <<= 52;
    memcpy(&power, &bits, sizeof bits);
    return power;
}

/* 2^k x, rounded once: in two steps, as 2^k alone may be out of range. */
static inline double times_power(double x, double k)
{
    double half = nearest_whole(k / 2);
    return x * power_of_two(half) * power_of_two(k - half);
}

/* x, but no further from 0 than where e^x is infinite or 0 for certain. */
static inline double exp_bounded(double x)
{
    double size = fabs(x);
    return copysign(size > 746 ? 746 : size, x);
}

/* x = k ln 2 + r + tail with |r| < 0.35; the tail is what the rounding of r lost. */
static inline double exp_split(double x, double *r, double *tail)
{
    double k = nearest_whole(x / (LN2_HIGH + LN2_LOW));
    double high = x - k * LN2_HIGH, low = k * LN2_LOW;
    *r = high - low;
    *tail = (high - *r) - low;
    return k;
}

/* e^r = 1 + r + r^2 (1/2! + r/3! + ...), |r| <= 0.7: what stands in the brackets. */
enum { EXP_TERMS = 16 };
static const double exp_terms[EXP_TERMS] = {
    1.0 / 2,
    1.0 / 6,
    1.0 / 24,
    1.0 / 120,
    1.0 / 720,
    1.0 / 5040,
    1.0 / 40320,
    1.0 / 362880,
    1.0 / 3628800,
    1.0 / 39916800,
    1.0 / 479001600,
    1.0 / 6227020800,
    1.0 / 87178291200,
    1.0 / 1307674368000,
    1.0 / 20922789888000,
    1.0 / 355687428096000,
};

/* e^(r + tail) - 1, from the value of the brackets. */
static inline double exp_less_one(double r, double tail, double brackets)
{
    return r + (r * r * brackets + tail * (1.0 + r));
}

/* e^x = 2^k (1 + s) with |s| < 0.42: returns k. */
static double exp_parts(double x, double *s)
{
    double r, tail, k = exp_split(x, &r, &tail);
    *s = exp_less_one(r, tail, polynomial(r, exp_terms, EXP_TERMS));
    return k;
}

real real_exp(real x)
{
    double s, k = exp_parts(exp_bounded(x), &s);
    return (real)times_power(1.0 + s, k);
}

/* The same for SIDE_BY_SIDE numbers, a step of the series for all before the next: no
 * number waits for itself, and a machine with lanes takes several at a time. */
static void exp_block(real *out, const real *x)
{
    double k[SIDE_BY_SIDE], r[SIDE_BY_SIDE], tail[SIDE_BY_SIDE], sum[SIDE_BY_SIDE];
    for (int j = 0; j < SIDE_BY_SIDE; j++) {
        k[j] = exp_split(exp_bounded(x[j]), &r[j], &tail[j]);
        sum[j] = exp_terms[EXP_TERMS - 1];
    }
    for (int i = EXP_TERMS - 2; i >= 0; i--)
        for (int j = 0; j < SIDE_BY_SIDE; j++) sum[j] = exp_terms[i] + r[j] * sum[j];
    for (int j = 0; j < SIDE_BY_SIDE; j++)
        out[j] = (real)times_power(1.0 + exp_less_one(r[j], tail[j], sum[j]), k[j]);
}

void real_exp_many(real *out, const real *x, size_t n)
{
    size_t done = 0;
    for (; n - done >= SIDE_BY_SIDE; done += SIDE_BY_SIDE)
        exp_block(out + done, x + done);
    if (done == n) return;
    real rest[SIDE_BY_SIDE] = {0};
    memcpy(rest, x + done, (n - done) * sizeof *x);
    exp_block(rest, rest);
    memcpy(out + done, rest, (n - done) * sizeof *x);
}

real real_expm1(real x)
{
    if (isnan(x) || x == 0) return x;
    if (x > 710) return INFINITY;
    if (x < -40) return -1;
    if (x > -0.34 && x < 0.5)
        return (real)exp_less_one(x, 0, polynomial(x, exp_terms, EXP_TERMS));

    double s, k = exp_parts(x, &s);
    if (k > 60) return (real)times_power(1.0 + s, k);
    double power = power_of_two(k), rest = power * s;
    return (real)(k > 20 ? power + (rest - 1.0) : rest + (power - 1.0));
}

/* tanh x = x / (1 + z/(3 + z/(5 + ...))) with z = x^2, Lambert's continued fraction,
 * for |x| < 0.9; written as x minus a smaller number, to round once only. */
static double tanh_fraction(double x)
{
    double z = x * x, rest = 19.0;
    for (double odd = 17.0; odd >= 3.0; odd -= 2.0) rest = odd + z / rest;
    return x - x * (z / (rest + z));
}

real real_tanh(real x)
{
    double size = fabs((double)x);
    if (isnan(x) || x == 0) return x;
    if (size < 0.9) return (real)tanh_fraction(x);
    if (size > 22) return x > 0 ? 1 : -1;

    // 1 - 2 / (e^(2|x|) + 1), in double also where real is float
    double s, k = exp_parts(2.0 * size, &s);
    double result = 1.0 - 2.0 / (power_of_two(k) * (1.0 + s) + 1.0);
    return (real)(x < 0 ? -result : result);
}
