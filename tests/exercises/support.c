#include "exercises/support.h"

#include <stdlib.h>

uint64_t exercise_seed(void)
{
    const char *text = getenv("EXERCISE_SEED");
    return text ? strtoull(text, NULL, 10) : 1;
}

bool close_to(real got, real want, double relative, double floor)
{
    double a = (double)got, b = (double)want;
    if (!isfinite(a) || !isfinite(b)) return false;
    return fabs(a - b) <=
           (double)REAL_EPSILON * (relative * fmax(fabs(a), fabs(b)) + floor);
}

void require_finite(const char *what, Matrix m)
{
    for (size_t i = 0; i < m.rows * m.cols; i++)
        cr_assert(isfinite(m.data[i]), "%s: element (%zu, %zu) is %g: %s", what,
                  i / m.cols, i % m.cols, (double)m.data[i],
                  isnan(m.data[i]) ? "a new matrix holds NaN until you write to it"
                                   : "something grew without end");
}

static bool all_close(Matrix got, Matrix want, real factor, double relative,
                      double floor)
{
    for (size_t i = 0; i < want.rows * want.cols; i++)
        if (!close_to(got.data[i], factor * want.data[i], relative, floor))
            return false;
    return true;
}

void require_close(const char *what, Matrix got, Matrix want, double relative,
                   double floor, const Diagnosis *diagnoses)
{
    cr_assert(got.rows == want.rows && got.cols == want.cols, "%s: shape (%zu, %zu)",
              what, want.rows, want.cols);
    require_finite(what, got);
    const char *why = NULL;
    for (; diagnoses && diagnoses->text && !why; diagnoses++)
        if (all_close(got, want, diagnoses->factor, relative, floor))
            why = diagnoses->text;
    for (size_t i = 0; i < want.rows * want.cols; i++)
        cr_assert(close_to(got.data[i], want.data[i], relative, floor),
                  "%s: element (%zu, %zu) is %.9g, expected %.9g%s%s", what,
                  i / want.cols, i % want.cols, (double)got.data[i],
                  (double)want.data[i], why ? ": " : "", why ? why : "");
}

real nudge(real (*loss)(const void *arguments), const void *arguments, real *number)
{
    real at = *number, step = (real)cbrt((double)REAL_EPSILON);
    real above = at + step, below = at - step;
    *number = above;
    real high = loss(arguments);
    *number = below;
    real low = loss(arguments);
    *number = at;
    return (high - low) / (above - below);
}

double nudge_tolerance(void)
{
    return 100 / cbrt((double)REAL_EPSILON);
}
