/* Slopes of a function of one number by nudging it, what they cost in accuracy, and the
 * step at which they cost least. The central difference in `real` is nudge_slope of
 * chapter 0.
 *
 * The bounds count two errors. Truncation: the function bends between the two points.
 * Rounding: each value of f is off by up to epsilon/2 of its size. */
#ifndef GRADCHECK_DIFFERENCES_H
#define GRADCHECK_DIFFERENCES_H

#include "real.h"

/* (f(x + h) - f(x)) / h, for h > 0  (eq:one-sided-difference). */
real one_sided_slope(real (*f)(real), real x, real h);

/* The one-sided and the central quotient, (f(x + h) - f(x - h)) / 2h, in float
 * arithmetic: every point, every value of f and every result is rounded to float
 * (eq:one-sided-difference, eq:central-difference). h > 0. */
float one_sided_slope_float(real (*f)(real), float x, float h);
float central_slope_float(real (*f)(real), float x, float h);

/* What a one-sided slope may be wrong by where |f| is `size` and |f''| is `second`:
 * h second / 2 + epsilon size / h  (eq:one-sided-error). */
real one_sided_error(real h, real size, real second, real epsilon);

/* The h at which that is least, sqrt(2 epsilon size / second)
 * (eq:one-sided-best-step). */
real one_sided_best_step(real size, real second, real epsilon);

/* What a central slope may be wrong by where |f| is `size` and |f'''| is `third`:
 * h^2 third / 6 + epsilon size / 2h  (eq:central-error). */
real central_error(real h, real size, real third, real epsilon);

/* The h at which that is least, the cube root of 3 epsilon size / (2 third)
 * (eq:central-best-step). */
real central_best_step(real size, real third, real epsilon);

/* The cube root of x > 0, by real_exp and real_log and one step of Newton's method, so
 * that every machine finds the same bits. */
real cube_root(real x);

#endif
