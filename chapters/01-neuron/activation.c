#include "activation.h"

#include <string.h>

real identity_value(real z)
{
    return z;
}

real identity_slope(real z)
{
    (void)z;
    return 1;
}

real step_value(real z)
{
    return z >= 0 ? 1 : 0;
}

real step_slope(real z)
{
    (void)z;
    return 0;
}

/* (eq:sigmoid) in the form whose exponent is never above 0, so that none overflows */
real sigmoid_value(real z)
{
    if (z >= 0) return 1 / (1 + real_exp(-z));
    real e = real_exp(z);
    return e / (1 + e);
}

/* (eq:sigmoid-slope) */
real sigmoid_slope(real z)
{
    return sigmoid_value(z) * sigmoid_value(-z);
}

/* (eq:tanh) */
real tanh_value(real z)
{
    return real_tanh(z);
}

/* (eq:tanh-slope) */
real tanh_slope(real z)
{
    real a = real_tanh(z);
    return (1 - a) * (1 + a);
}

/* (eq:relu) */
real relu_value(real z)
{
    return z <= 0 ? 0 : z;
}

real relu_slope(real z)
{
    return z > 0 ? 1 : 0;
}

Activation activation_named(const char *name)
{
    static const Activation known[] = {
        {"identity", identity_value, identity_slope},
        {"step", step_value, step_slope},
        {"sigmoid", sigmoid_value, sigmoid_slope},
        {"tanh", tanh_value, tanh_slope},
        {"relu", relu_value, relu_slope},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0) return known[i];
    return (Activation){name, NULL, NULL};
}
