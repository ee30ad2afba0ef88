/* The slope of a loss at every parameter of a network, measured by nudges: what a
 * derived gradient is held against. Nothing here knows a derivative.
 *
 *   network of any depth, x (m, n_in), y (m, n_out), step > 0
 * The slopes go into measured->dw and ->db; measured->dz is not touched. */
#ifndef GRADCHECK_MEASURE_H
#define GRADCHECK_MEASURE_H

#include "backprop.h"

/* Every parameter p in turn: the loss at p + h less the loss at p - h, over what lies
 * between the two  (eq:parameter-slope). Two forward passes a parameter. Every
 * parameter holds its own number again afterwards. */
void gradients_measure_slowly(Gradients *measured, Network network, Matrix x, Matrix y,
                              Loss loss, real step);

/* The same slopes, but for rounding: a parameter of layer l moves one column of z[l],
 * that one column of a[l], and through it z[l + 1] by a rank-one update; only what lies
 * behind is computed anew  (eq:moved-column). The loss must be the mean over the rows
 * of what it says of each row alone, as every loss of chapter 3 is. */
void gradients_measure(Gradients *measured, Network network, Matrix x, Matrix y,
                       Loss loss, real step);

/* Multiplications of the two ways, for m samples, forward passes only
 * (eq:measure-cost). */
double measure_slowly_multiplications(Network network, size_t m);
double measure_multiplications(Network network, size_t m);

/* (loss(all parameters + h direction) - loss(all - h direction)) / 2h, the slope along
 * a direction, in two forward passes however many parameters there are
 * (eq:direction-slope). Reads direction->dw and ->db. */
real direction_measure(const Gradients *direction, Network network, Matrix x, Matrix y,
                       Loss loss, real step);

#endif
