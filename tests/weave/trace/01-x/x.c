#include "x.h"

double mean(const double *x, int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) sum += x[i];
    return sum / n;                                  /* eq:mean */
}

/* The slope of the halved squared error  (eq:slope). */
double slope(double error, double x)
{
    return error * x;
}
