/* One dense layer: many neurons that share their inputs, for many samples at once.
 *
 *   x (m, n_in)   w (n_in, n_out)   b (1, n_out)   z, a (m, n_out)
 * Column j of w and of b is neuron j of chapter 1. Wrong shapes stop the program with
 * one line that shows both. */
#ifndef FORWARD_LAYER_H
#define FORWARD_LAYER_H

#include "activation.h"
#include "matrix.h"

/* z = x w + 1 b  (eq:dense-forward). z overlaps none of the others. */
void dense_forward(Matrix z, Matrix x, Matrix w, Matrix b);

/* a = f(z), element by element  (eq:activation-forward). a may be z, but then nobody
 * can take the slope at z any more (chapter 4). */
void activation_forward(Matrix a, Matrix z, Activation f);

#endif
