#include "summation.h"

/* (eq:sum-naive-bound) */
real sum_naive(const real *x, size_t n)
{
    real sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i];
    return sum;
}

/* (eq:sum-pairwise-bound) */
real sum_pairwise(const real *x, size_t n)
{
    if (n == 0) return 0;
    if (n == 1) return x[0];
    size_t half = n / 2;
    return sum_pairwise(x, half) + sum_pairwise(x + half, n - half);
}

/* (eq:sum-compensated-bound) */
real sum_kahan(const real *x, size_t n)
{
    real sum = 0, owed = 0;
    for (size_t i = 0; i < n; i++) {
        real term = x[i] + owed;    // what is new, and what is still owed
        real next = sum + term;     // rounded
        owed = term - (next - sum); // what the rounding took from the term
        sum = next;
    }
    return sum;
}

/* (eq:sum-compensated-bound) */
real sum_neumaier(const real *x, size_t n)
{
    real sum = 0, lost = 0;
    for (size_t i = 0; i < n; i++) {
        real next = sum + x[i];
        bool sum_is_larger = (sum < 0 ? -sum : sum) >= (x[i] < 0 ? -x[i] : x[i]);
        // The smaller of the two is the one that lost its last digits.
        lost += sum_is_larger ? x[i] - (next - sum) : sum - (next - x[i]);
        sum = next;
    }
    return isfinite(sum) ? sum + lost : sum;
}
