#include "sum.h"

#include <stdio.h>

double sum(const double *x, int n)
{
    double total = 0.0;
    for (int i = 0; i < n; i++) total += x[i];
    return total;
}
