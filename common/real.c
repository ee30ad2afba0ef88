/* Logarithms, sine and cosine, the square root. */
#include "real.h"
#include "series.h"

#include <stdlib.h>

/* pi/2 in two parts: k times the high part is exact wherever used. */
#define HALF_PI_HIGH 0x1.921fb544p+0
#define HALF_PI_LOW 0x1.0b4611a626331p-34

/* The part of ln(1 + f) beyond f, for f in [-0.3, 0.42]:
 * with s = f / (2 + f),  ln(1 + f) = 2 (s + s^3/3 + s^5/5 + ...) = f - s (f - R). */
static double log_correction(double f)
{
    static const double c[] = {
        2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
        2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21,
    };
    double s = f / (2.0 + f), z = s * s;
    return s * (f - z * polynomial(z, c, sizeof c / sizeof c[0]));
}

/* ln(x + tail), where the tail is less than the last digit of x. */
static double log_double(double x, double tail)
{
    int k;
    double m = frexp(x, &k); // x = 2^k m, m in [1/2, 1)
    if (m < 0.70710678118654752) {
        m *= 2.0;
        k--;
    }
    double f = m - 1.0;
    return k * LN2_HIGH + (f - (log_correction(f) - (k * LN2_LOW + tail / x)));
}

real real_log(real x)
{
    if (isnan(x) || x < 0) return NAN;
    if (x == 0) return -INFINITY;
    if (isinf(x)) return x;
    return (real)log_double(x, 0);
}

real real_log1p(real x)
{
    if (isnan(x) || x < -1) return NAN;
    if (x == -1) return -INFINITY;
    if (isinf(x)) return x;
    double f = x;
    if (f > -0.29 && f < 0.41) return (real)(f - log_correction(f));

    double u = 1.0 + f;
    return (real)log_double(u, f - (u - 1.0));
}

static double sin_series(double r)
{
    static const double c[] = {
        -1.0 / 6,        1.0 / 120,        -1.0 / 5040,          1.0 / 362880,
        -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000, 1.0 / 355687428096000,
    };
    return r + r * r * r * polynomial(r * r, c, sizeof c / sizeof c[0]);
}

static double cos_series(double r)
{
    static const double c[] = {
        -1.0 / 2,       1.0 / 24,        -1.0 / 720,         1.0 / 40320,
        -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000,
    };
    return 1.0 + r * r * polynomial(r * r, c, sizeof c / sizeof c[0]);
}

/* sin(x + quarter pi/2): x = k pi/2 + r, and k + quarter says which wave r is on. */
static real sine(real x, int quarter)
{
    if (!(fabs((double)x) <= 100000)) return NAN;
    if (x == 0 && quarter == 0) return x;
    double k = floor(x / (HALF_PI_HIGH + HALF_PI_LOW) + 0.5);
    double r = (x - k * HALF_PI_HIGH) - k * HALF_PI_LOW;
    switch (((int)k + quarter) & 3) {
    case 0: return (real)sin_series(r);
    case 1: return (real)cos_series(r);
    case 2: return (real)-sin_series(r);
    default: return (real)-cos_series(r);
    }
}

real real_sin(real x)
{
    return sine(x, 0);
}

real real_cos(real x)
{
    return sine(x, 1);
}

real real_sqrt(real x)
{
#ifdef REAL_IS_FLOAT
    return sqrtf(x);
#else
    return sqrt(x);
#endif
}

double real_printable(double x)
{
    if (isnan(x)) return (double)NAN;
    return x == 0 ? 0.0 : x;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    if (isnan(x) || isnan(y)) return isnan(x) - isnan(y);
    return (x > y) - (x < y);
}

double median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, by_value);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}
