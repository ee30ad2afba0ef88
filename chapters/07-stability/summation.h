/* Four ways to add n numbers, and how much of the sum each one loses.
 *
 * u is the rounding error of one operation, REAL_EPSILON / 2. The errors are relative
 * to the sum of the sizes |x|: where numbers cancel, the error relative to the result
 * is larger. n may be 0; the sum is 0 then. */
#ifndef STABILITY_SUMMATION_H
#define STABILITY_SUMMATION_H

#include "real.h"

#include <stdbool.h>
#include <stddef.h>

/* From the first to the last: error up to (n - 1) u  (eq:sum-naive-bound). */
real sum_naive(const real *x, size_t n);

/* The sum of the sums of both halves: error up to ceil(log2 n) u
 * (eq:sum-pairwise-bound). */
real sum_pairwise(const real *x, size_t n);

/* Kahan (1965): carries what each addition lost into the next one. Error up to 2 u
 * plus terms with n u^2  (eq:sum-compensated-bound). A number much larger than the sum
 * so far makes it lose what it carried. A sum that overflows comes out as NaN. */
real sum_kahan(const real *x, size_t n);

/* Neumaier (1974): collects what the additions lost, and adds it at the end. Error up
 * to u of the result plus terms with n^2 u^2 of the sizes  (eq:sum-compensated-bound),
 * whatever the numbers and their order. Infinite where the naive sum is. */
real sum_neumaier(const real *x, size_t n);

#endif
