/* Activation functions: what a neuron makes of its pre-activation z.
 *
 * Each has a value f(z) and a slope f'(z). Both take z, never a = f(z), so that no
 * caller can hand over the wrong one of the two. */
#ifndef NEURON_ACTIVATION_H
#define NEURON_ACTIVATION_H

#include "real.h"

typedef struct Activation {
    const char *name;
    real (*value)(real z);
    real (*slope)(real z);
} Activation;

/* f(z) = z, slope 1. */
real identity_value(real z);
real identity_slope(real z);

/* f(z) = 1 for z >= 0, else 0; slope 0 everywhere (at the jump itself there is none,
 * and we say 0). */
real step_value(real z);
real step_slope(real z);

/* f(z) = 1 / (1 + e^-z), in (0, 1)  (eq:sigmoid);  slope f (1 - f)  (eq:sigmoid-slope).
 * Neither overflows for any z. */
real sigmoid_value(real z);
real sigmoid_slope(real z);

/* f(z) = tanh z, in (-1, 1)  (eq:tanh);  slope 1 - f^2  (eq:tanh-slope). */
real tanh_value(real z);
real tanh_slope(real z);

/* f(z) = max(0, z), NaN for NaN;  slope 1 for z > 0, else 0  (eq:relu). */
real relu_value(real z);
real relu_slope(real z);

/* The five above, by the name in which text, plots and messages speak of them:
 * "identity", "step", "sigmoid", "tanh", "relu". A name that is none of these gives
 * an Activation with NULL functions. */
Activation activation_named(const char *name);

#endif
