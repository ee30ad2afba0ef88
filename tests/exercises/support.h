/* What the tests of the exercises share. They are linked with the reader's file, with
 * the solution, and later with a proxy that asks a program in a sandbox: so they judge
 * numbers that come back, and nothing else.
 *
 * A suite is named ex1_2 after exercise 1.2. Its tests run in the order of their names:
 * a_ shapes and the smallest case, b_ values, c_ gradients and what was learned. */
#ifndef TESTS_EXERCISES_SUPPORT_H
#define TESTS_EXERCISES_SUPPORT_H

#include <criterion/criterion.h>

#include "matrix.h"
#include "random.h"

/* What all drawn inputs come from: 1, or the number in the environment's EXERCISE_SEED.
 * Every fact that the tests state holds for any seed. */
uint64_t exercise_seed(void);

/* |got - want| <= relative max(|got|, |want|) + floor, both in epsilons of `real`; no
 * NaN and no infinity is close to anything. */
bool close_to(real got, real want, double relative, double floor);

/* Fails the test with the first number of m that is NaN or infinite. */
void require_finite(const char *what, Matrix m);

/* Fails the test unless every number of got is close to that of want. The message is
 * `what: element (0, 1) is 3, expected 4` and, when got is want * factor, the diagnosis
 * that belongs to this factor. The last diagnosis has the text NULL. When none fits, it
 * says by itself whether got is the transpose, turned in sign, a multiple of what is
 * right, or has one number added to all of it. */
typedef struct Diagnosis {
    real factor;
    const char *text;
} Diagnosis;

void require_close(const char *what, Matrix got, Matrix want, double relative,
                   double floor, const Diagnosis *diagnoses);

/* The slope of a trusted loss at *number, by a nudge to both sides. Its size is
 * cbrt(epsilon), where rounding (epsilon / h) and curvature (h^2) cost the same: with
 * numbers near 1 it is right to some epsilon^(2/3), 4e-11 in double, 2e-5 in float. */
real nudge(real (*loss)(const void *arguments), const void *arguments, real *number);

/* What a slope by formula may differ from a nudge, in epsilons: 100 epsilon^(2/3). */
double nudge_tolerance(void);

#endif
