#include "exercises/support.h"

#include <stdio.h>
#include <stdlib.h>

/* The reader's file is compiled with -Dexit=reader_exit (and _Exit, quick_exit): a test
 * whose function left the program would count as passed. */
_Noreturn void reader_exit(int status);

_Noreturn void reader_exit(int status)
{
    cr_assert(0, "exit(%d) was called: a function gives its answer and returns",
              status);
    abort();
}

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

enum { WHY = 160 }; // the length of a diagnosis, which is empty when there is none

/* Whether got is factor * want + shift, or that of the transpose of want. */
static bool all_close(Matrix got, Matrix want, real factor, real shift, bool turned,
                      double relative, double floor)
{
    for (size_t i = 0; i < want.rows; i++)
        for (size_t j = 0; j < want.cols; j++) {
            real w = turned ? matrix_at(want, j, i) : matrix_at(want, i, j);
            if (!close_to(matrix_at(got, i, j), factor * w + shift, relative, floor))
                return false;
        }
    return true;
}

/* What is told of any two matrices: a transpose, a factor, a number added. More than one
 * number must agree, so that it is no accident. */
static void diagnose(char *why, Matrix got, Matrix want, double relative, double floor)
{
    size_t count = want.rows * want.cols, largest = 0;
    if (count < 2) return;
    for (size_t i = 1; i < count; i++)
        if (fabs((double)want.data[i]) > fabs((double)want.data[largest])) largest = i;
    real shift = got.data[0] - want.data[0];
    real factor = want.data[largest] == 0 ? 0 : got.data[largest] / want.data[largest];
    // a factor or a shift that was measured has the errors of what it was measured on
    double r = 4 * relative, f = 4 * floor;
    if (want.rows == want.cols && all_close(got, want, 1, 0, true, relative, floor))
        snprintf(why, WHY, "this is the transpose");
    else if (all_close(got, want, -1, 0, false, relative, floor))
        snprintf(why, WHY, "the sign is turned, and all else is right");
    else if (all_close(got, want, 0, 0, false, 0, 0))
        snprintf(why, WHY, "all of it is 0");
    else if (all_close(got, want, factor, 0, false, r, f))
        snprintf(why, WHY, "all of it is %.6g times what is right", (double)factor);
    else if (all_close(got, want, 1, shift, false, r, f))
        snprintf(why, WHY, "%.6g is added to all of it", (double)shift);
}

void require_close(const char *what, Matrix got, Matrix want, double relative,
                   double floor, const Diagnosis *diagnoses)
{
    cr_assert(got.rows == want.rows && got.cols == want.cols,
              "%s: shape (%zu, %zu), expected (%zu, %zu)", what, got.rows, got.cols,
              want.rows, want.cols);
    require_finite(what, got);
    char why[WHY] = "";
    if (all_close(got, want, 1, 0, false, relative, floor)) {
        cr_assert(true); // counted: a test without one assertion is not passed
        return;
    }
    for (; diagnoses && diagnoses->text && !*why; diagnoses++)
        if (all_close(got, want, diagnoses->factor, 0, false, relative, floor))
            snprintf(why, WHY, "%s", diagnoses->text);
    if (!*why) diagnose(why, got, want, relative, floor);
    for (size_t i = 0; i < want.rows * want.cols; i++)
        cr_assert(close_to(got.data[i], want.data[i], relative, floor),
                  "%s: element (%zu, %zu) is %.9g, expected %.9g%s%s", what,
                  i / want.cols, i % want.cols, (double)got.data[i],
                  (double)want.data[i], *why ? ": " : "", why);
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
