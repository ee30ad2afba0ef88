/* Backpropagation: from the slope of the loss at the output to the slope at every
 * weight, layer by layer from the last to the first.
 *
 * For each forward function there is a backward one that takes the slope of the loss
 * at its output and gives the slopes at its inputs. A gradient has the shape of what
 * it belongs to. The mean over the batch is in the loss's gradient already; nothing
 * here divides. */
#ifndef BACKPROP_BACKPROP_H
#define BACKPROP_BACKPROP_H

#include "losses.h"
#include "network.h"

/* Forward: z = x w + 1 b. Backward, from dz (m, n_out)  (eq:dense-backward):
 *   dw (n_in, n_out) = x^T dz     db (1, n_out) = 1^T dz     dx (m, n_in) = dz w^T
 * dx may have NULL data when nobody needs it (the first layer). dx overlaps none of
 * the others: its caller still needs them. */
void dense_backward(Matrix dw, Matrix db, Matrix dx, Matrix x, Matrix w, Matrix dz);

/* Forward: a = f(z). Backward: dz = da * f'(z), element by element
 * (eq:activation-backward). dz may be da; z must be what went into f, not a. */
void activation_backward(Matrix dz, Matrix da, Matrix z, Activation f);

/* One slope for every parameter, in the parameters' shapes, and room for the slopes at
 * the activations of up to `capacity` samples. */
typedef struct Gradients {
    size_t depth, capacity;
    Matrix *dw, *db; // as the layers' w and b
    Matrix *dz;      // (capacity, n_out of the layer); holds da, then dz in its place
} Gradients;

Gradients gradients_new(Network network, size_t capacity);
void gradients_free(Gradients *gradients);

/* All slopes times factor. */
void gradients_scale(Gradients *gradients, real factor);

/* The sum of the products of all parameters' slopes  (eq:gradients-dot). */
real gradients_dot(const Gradients *a, const Gradients *b);

/* The square root of the sum of all squares (the Euclidean, or Frobenius, norm), which
 * overflows only where the result does  (eq:norm). Infinite when an element is, and NaN
 * when one is. */
real matrix_norm(Matrix m);

/* The same over all weights' and biases' slopes of a network, as if they were one long
 * vector  (eq:norm). */
real gradients_norm(const Gradients *gradients);

/* The slopes of `loss` at every weight and bias, for the batch that the cache went
 * forward with and its targets y (m, n_out)  (eq:backprop). Overwrites what was in
 * *gradients: nothing adds up from call to call. Returns the loss. The network must
 * still hold the weights of that forward pass, and the cache its z and a. A mistake:
 * gradients or a cache of another network, an empty cache, a loss without functions
 * (loss_named did not know it). */
real network_backward(Gradients *gradients, Network network, const Cache *cache,
                      Matrix y, Loss loss);

/* The loss of a network for one batch, by a forward pass. The cache must have room for
 * the rows of x. */
real network_loss(Cache *cache, Network network, Matrix x, Matrix y, Loss loss);

/* A network that learns, with the room for both passes over up to `capacity` samples;
 * nothing is allocated later. */
typedef struct TrainingState {
    Network network;
    Cache cache;
    Gradients gradients;
    Loss loss;
} TrainingState;

/* Takes over the network, and frees it with the rest. */
TrainingState training_state_new(Network network, Loss loss, size_t capacity);
void training_state_free(TrainingState *state);

/* network_forward and network_backward over x (m, n_in) and y (m, n_out): leaves the
 * slopes in state->gradients, and returns the loss. */
real forward_backward(TrainingState *state, Matrix x, Matrix y);

/* w -= rate dw, b -= rate db, in every layer  (eq:network-step). */
void network_step(Network network, const Gradients *gradients, real rate);

/* Multiplications in the matrix products of one backward pass over m samples: two of
 * the forward pass's size in each layer, one in the first, whose dx nobody needs
 * (eq:backward-multiplications). */
size_t backward_multiplications(Network network, size_t m);

/* Multiplications of one gradient by forward differences: one forward pass, and one
 * more for every parameter  (eq:difference-multiplications): soon more than the 32 bits
 * that size_t has on small machines. */
unsigned long long difference_multiplications(Network network, size_t m);

#endif
