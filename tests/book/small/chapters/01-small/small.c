#include "small.h"

/* (eq:small-step) */
double small_step(double w, double slope, double rate)
{
    return w - rate * slope;
}
