#include "differences.h"

#include "check.h"

static void require_above_zero(Place from, const char *operation, real h)
{
    if (!(h > 0)) check_mistake(from, operation, "the step is %g, expected above 0", h);
}

/* (eq:one-sided-difference) */
real one_sided_slope(real (*f)(real), real x, real h)
{
    require_above_zero(HERE, "one_sided_slope", h);
    return (f(x + h) - f(x)) / h;
}

/* (eq:one-sided-difference) */
float one_sided_slope_float(real (*f)(real), float x, float h)
{
    require_above_zero(HERE, "one_sided_slope_float", h);
    float ahead = x + h;
    float above = (float)f(ahead), here = (float)f(x);
    return (above - here) / h;
}

/* (eq:central-difference) */
float central_slope_float(real (*f)(real), float x, float h)
{
    require_above_zero(HERE, "central_slope_float", h);
    float ahead = x + h, behind = x - h;
    float above = (float)f(ahead), below = (float)f(behind);
    return (above - below) / (2 * h);
}

/* (eq:one-sided-error) */
real one_sided_error(real h, real size, real second, real epsilon)
{
    return h * second / 2 + epsilon * size / h;
}

/* (eq:one-sided-best-step) */
real one_sided_best_step(real size, real second, real epsilon)
{
    return real_sqrt(2 * epsilon * size / second);
}

/* (eq:central-error) */
real central_error(real h, real size, real third, real epsilon)
{
    return h * h * third / 6 + epsilon * size / (2 * h);
}

/* (eq:central-best-step) */
real central_best_step(real size, real third, real epsilon)
{
    return cube_root(3 * epsilon * size / (2 * third));
}

real cube_root(real x)
{
    if (!(x > 0)) check_mistake(HERE, "cube_root", "of %g, expected above 0", x);
    real root = real_exp(real_log(x) / 3);
    return (2 * root + x / (root * root)) / 3;
}
