/* The bug museum: wrong backward passes, each one line away from the right one.
 *
 * museum_backward walks the layers as network_backward of chapter 4 does; one of its
 * lines is then replaced. Each exhibit stands in museum.c as `case BUG_...:` beside the
 * right line. BUG_NONE gives network_backward's gradient, bit for bit. */
#ifndef GRADCHECK_MUSEUM_H
#define GRADCHECK_MUSEUM_H

#include "backprop.h"

typedef enum Bug {
    BUG_NONE,
    BUG_SIGN,            // Y - P at the loss
    BUG_MEAN_MISSING,    // no 1/m
    BUG_MEAN_TWICE,      // 1/m once more
    BUG_NO_OFF_DIAGONAL, // softmax Jacobian: the diagonal only
    BUG_NO_TRANSPOSE,    // dx = dz w in a square layer
    BUG_NO_BIAS,         // db stays 0
    BUG_SLOPE_AT_A,      // f'(a), a handed to a slope that wants z
    BUG_SLOPE_OF_Z,      // 1 - z^2, z handed to a slope that wants a
    BUG_NO_SLOPE,        // dz = da
    BUG_WRONG_MASK,      // the slope at the z of the layer below
    BUG_OVERWRITE,       // dx takes the place of x before dw has read it
    BUG_LAST_LAYER,      // the last layer is skipped
    BUG_STALE,           // the first layer reads the inputs of the batch before
    BUG_NOT_ZEROED,      // the gradient is added to that of the batch before
    BUGS
} Bug;

/* What hangs beside an exhibit. */
typedef struct Exhibit {
    const char *name, *right, *wrong; // the line as it should be, and as it is
} Exhibit;

/* The label of a bug, BUG_NONE to BUGS - 1. */
Exhibit museum_exhibit(Bug bug);

/* A backward pass with its bug, and what two of the bugs remember of the batch before.
 * Fresh from museum_new, it has seen no batch. */
typedef struct Museum {
    Bug bug;
    Gradients before;
    Matrix x_before;
    size_t batches; // seen so far
} Museum;

/* For batches of up to `capacity` samples. */
Museum museum_new(Bug bug, Network network, size_t capacity);
void museum_free(Museum *museum);

/* As network_backward, with museum->bug in it; the cache may be damaged by it. Each
 * layer that BUG_NO_TRANSPOSE or BUG_WRONG_MASK is to show in must be as wide as the
 * one below; BUG_NO_OFF_DIAGONAL is for the softmax cross-entropy. */
real museum_backward(Museum *museum, Gradients *gradients, Network network,
                     const Cache *cache, Matrix y, Loss loss);

#endif
