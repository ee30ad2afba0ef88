/* What the elementary functions share. */
#ifndef COMMON_SERIES_H
#define COMMON_SERIES_H

/* ln 2 in two parts: k times the high part is exact wherever used. */
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33

/* c[0] + c[1] x + ... + c[n - 1] x^(n - 1), by Horner's rule. */
static inline double polynomial(double x, const double *c, int n)
{
    double sum = c[n - 1];
    for (int i = n - 2; i >= 0; i--) sum = c[i] + x * sum;
    return sum;
}

#endif
