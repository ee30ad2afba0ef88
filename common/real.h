/* The number type of the whole book, and the elementary functions on it.
 *
 * `real` is double, or float when the build says REAL=float. The functions below are
 * computed with + - * / and exact scaling only, in double, in a fixed order. So they
 * give the same bits on every machine and with every compiler, which the C library's
 * own exp and log do not promise (glibc picks another version where the processor has
 * fused multiply-add). In double, exp, expm1, log, log1p and tanh are within 1 unit in
 * the last place of the true value (0.81, 0.94, 0.98, 0.97 and 0.98 measured), sine and
 * cosine within 2e-16 (1.6e-16 measured); in float all are within 0.51 units.
 * tests/test_real.c measures it. */
#ifndef COMMON_REAL_H
#define COMMON_REAL_H

#include <float.h>
#include <math.h>
#include <stddef.h>

#if FLT_EVAL_METHOD != 0 && FLT_EVAL_METHOD != 1
#error "this build rounds doubles in wider registers; on 32-bit x86 say \
make CC='gcc -msse2 -mfpmath=sse'"
#endif

#ifdef REAL_IS_FLOAT
typedef float real;
#define REAL_EPSILON FLT_EPSILON
#define REAL_MAX FLT_MAX
#define REAL_MIN FLT_MIN
#define REAL_NAME "float"
#else
typedef double real;
#define REAL_EPSILON DBL_EPSILON
#define REAL_MAX DBL_MAX
#define REAL_MIN DBL_MIN
#define REAL_NAME "double"
#endif

#define REAL_PI 3.14159265358979323846

/* e^x: 0 for -inf and on underflow, inf on overflow (above 709.78 in double). */
real real_exp(real x);

/* out[i] = e^x[i] for n numbers: the bits of real_exp, at several times its speed. out
 * may be x, or lies apart from it. */
void real_exp_many(real *out, const real *x, size_t n);

/* e^x - 1, without losing the digits of a small x. */
real real_expm1(real x);

/* Natural logarithm: -inf at 0, NaN below. */
real real_log(real x);

/* ln(1 + x), without losing the digits of a small x: -inf at -1, NaN below. */
real real_log1p(real x);

/* Hyperbolic tangent. */
real real_tanh(real x);

/* Sine and cosine of x radians, for |x| up to 100000; NaN beyond. */
real real_sin(real x);
real real_cos(real x);

/* Square root, exact to the last bit on every IEEE machine. */
real real_sqrt(real x);

/* x as it should be printed: a NaN without its sign, which differs between machines,
 * and 0 for -0. */
double real_printable(double x);

/* The middle of count numbers, which it sorts, a NaN as the largest; of an even count
 * the mean of the two in the middle. */
double median(double *numbers, size_t count);

#endif
