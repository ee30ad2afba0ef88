/* Where a network's weights start.
 *
 * A scheme is two choices: how large the weights are, which is their variance, and how
 * they are drawn. Biases start at 0 in every scheme.
 *   w (n_in, n_out): n_in numbers come in, n_out go out. */
#ifndef INITIALIZATION_INIT_H
#define INITIALIZATION_INIT_H

#include "network.h"

typedef struct Init {
    const char *name;
    real (*variance)(size_t n_in, size_t n_out);           // of each weight
    void (*fill)(Matrix w, real variance, Random *random); // draws all of w
} Init;

/* The schemes, by the name in which text, plots and messages speak of them. All have
 * mean 0.
 *
 *   name            variance              drawn       from
 *   zeros           0                     not at all  (eq:symmetry says why not)
 *   small           0.01^2 / 3            uniform     within +-0.01
 *   unit normal     1                     normal      N(0, 1)
 *   standard        1 / (3 n_in)          uniform     within +-1/sqrt(n_in)
 *   lecun           1 / n_in              normal      LeCun et al. 1998  (eq:lecun);
 *                                                     as network_randomize
 *   xavier uniform  2 / (n_in + n_out)    uniform     Glorot & Bengio 2010  (eq:xavier)
 *   xavier normal   2 / (n_in + n_out)    normal
 *   he              2 / n_in              normal      He et al. 2015  (eq:he)
 *   orthogonal      1 / max(n_in, n_out)  orthogonal  Saxe et al. 2014
 *   orthogonal he   2 / max(n_in, n_out)  orthogonal  times sqrt(2), for ReLU
 *
 * A uniform draw within +-r has variance r^2 / 3  (eq:uniform-variance). An orthogonal
 * one has orthonormal columns, or rows where there are fewer of them, times a factor
 * that gives the elements this variance on average  (eq:orthogonal). Any other name
 * gives an Init with NULL functions. */
Init init_named(const char *name);

/* Draws a layer's weights anew by the scheme, and sets its biases to 0. A scheme with
 * NULL functions is a mistake: `layer_init: no scheme is named 'hee'`. */
void layer_init(Layer layer, Init init, Random *random);

/* layer_init for every layer, from the first to the last. */
void network_init(Network network, Init init, Random *random);

/* What one layer multiplies mean squares by: n * variance * kept. Forward with n = n_in
 * (eq:forward-size), backward with n = n_out  (eq:backward-size). `kept` is what the
 * activation leaves of a mean square: 1 for the identity and for tanh near 0, 1/2 for
 * ReLU  (eq:relu-half). */
real size_factor(size_t n, real variance, real kept);

#endif
