/* One neuron: a weighted sum of its inputs, a bias, an activation; and how it learns.
 *
 * Shapes, here and everywhere: m samples in rows, n inputs in columns.
 *   x (m, n)   w (n, 1)   b (1, 1)   z, a, y, dz (m, 1)   dw (n, 1)   db (1, 1)
 * Every function checks its shapes and stops with one line on a wrong one. */
#ifndef NEURON_NEURON_H
#define NEURON_NEURON_H

#include "activation.h"
#include "matrix.h"

/* z = x w + b and a = f(z), for all rows at once  (eq:neuron-forward). a may be z. */
void neuron_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f);

/* How many of the outputs p fall on the other side of 1/2 than their target, 0 or 1. */
size_t neuron_mistakes(Matrix p, Matrix y);

/* --- the perceptron (Rosenblatt 1958) --------------------------------------- */

/* One pass over the samples in their order. For each one that the neuron
 * step(x w + b) gets wrong, w += (y - p) x and b += y - p  (eq:perceptron-rule).
 * y holds 0 and 1. Returns how many it got wrong: at 0 it has stopped learning. */
size_t perceptron_epoch(Matrix w, Matrix b, Matrix x, Matrix y);

/* The most mistakes that a perceptron which starts at zero can make on these samples,
 * whatever their order: (R / margin)^2  (eq:perceptron-bound; Novikoff 1962). The
 * margin is the one of the given w and b; any that separate the samples give a valid
 * bound, wide margins a better one. INFINITY when they do not separate them. */
real perceptron_bound(Matrix x, Matrix y, Matrix w, Matrix b);

/* --- losses, and their slope at z ------------------------------------------- */

/* Half the mean squared error, 1/(2m) sum (a - y)^2  (eq:neuron-squared-loss). */
real neuron_squared_loss(Matrix a, Matrix y);

/* dz = f'(z) (f(z) - y) / m, the slope of that loss at each z
 * (eq:neuron-squared-delta). dz may be z. */
void neuron_squared_delta(Matrix dz, Matrix z, Matrix y, Activation f);

/* The log loss of a sigmoid neuron from its pre-activations,
 * 1/m sum (ln(1 + e^z) - y z)  (eq:neuron-log-loss). y in [0, 1]. Finite if z is. */
real neuron_log_loss(Matrix z, Matrix y);

/* The same loss from the probabilities a = sigmoid(z), as the textbook writes it,
 * -1/m sum (y ln a + (1 - y) ln(1 - a))  (eq:neuron-likelihood-loss). Breaks when a
 * rounds to 0 or 1: the chapter shows it, use neuron_log_loss. */
real neuron_log_loss_naive(Matrix a, Matrix y);

/* dz = (a - y) / m, the slope of the log loss at each z, where a = sigmoid(z)
 * (eq:neuron-log-delta). dz may be a. */
void neuron_log_delta(Matrix dz, Matrix a, Matrix y);

/* --- learning --------------------------------------------------------------- */

/* dw = x^T dz, db = the sum of dz: from the slopes at z to the slopes at the weights
 * (eq:neuron-gradient). dz already holds the 1/m; nothing here divides again. K
 * neurons on the same inputs have dz (m, K), dw (n, K), db (1, K). */
void neuron_gradient(Matrix dw, Matrix db, Matrix x, Matrix dz);

/* w -= rate dw, b -= rate db: one step downhill  (eq:gradient-step). */
void neuron_step(Matrix w, Matrix b, Matrix dw, Matrix db, real rate);

/* --- the answer in closed form ---------------------------------------------- */

/* The line y = slope x + intercept with the least squared error through the points
 * x (m, 1), y (m, 1), which must not all have the same x  (eq:least-squares). */
void line_fit(real *slope, real *intercept, Matrix x, Matrix y);

#endif
