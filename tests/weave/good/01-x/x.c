#include "x.h"

/* What the neuron says. */
static real say(real w, real x)
{
    return w * x;
}

real neuron_slope(real w, real x, real y)
{
    real error = say(w, x) - y;
    return error * x;
}
