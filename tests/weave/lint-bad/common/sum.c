#include "low.h"

double sum(const double *x, int n)
{
    double total = 0.0;
    for (int i = 0; i < n; i++) {
        /* a comment */
        double next = x[i];
        if (next < 0.0) next = -next;
        if (next > 1.0) next = 1.0;
        total += next * next;
        total += next / 2.0;
    }
    return total;
}
