/* Gradients that are too long: how long they are, and two ways to shorten them.
 *
 * A gradient that holds a NaN has no direction that is worth a step. Nothing here makes
 * a number of it: a caller sees it by the norm, and skips the step. */
#ifndef STABILITY_CLIP_H
#define STABILITY_CLIP_H

#include "backprop.h"

/* Each slope g becomes max(-limit, min(limit, g))  (eq:clip-value). A step of rate eta
 * is then no longer than eta limit sqrt(P), P the number of parameters; its direction
 * changes. Infinite slopes become +-limit, NaN stays NaN. limit > 0. */
void gradients_clip_value(Gradients *gradients, real limit);

/* When the norm of all slopes together is above limit, all are scaled by limit / norm
 * (eq:clip-norm; Pascanu, Mikolov & Bengio 2013): a step of rate eta is no longer than
 * eta limit, in the direction it had. Returns the norm before; when that is not finite,
 * the slopes are left as they are. limit > 0. */
real gradients_clip_norm(Gradients *gradients, real limit);

#endif
