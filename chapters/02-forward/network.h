/* A network: a list of dense layers, each with its activation, and the cache that a
 * forward pass fills, one pre-activation and one activation a layer.
 *
 * Layers count from 0, in the code and in every message. A network or a cache that is
 * passed by value shares its numbers with the original; who made it frees it. */
#ifndef FORWARD_NETWORK_H
#define FORWARD_NETWORK_H

#include "layer.h"
#include "random.h"

typedef struct Layer {
    Matrix w, b; // (n_in, n_out), (1, n_out)
    Activation f;
} Layer;

typedef struct Network {
    size_t depth; // how many layers
    Layer *layers;
} Network;

/* What a forward pass leaves behind, for up to `capacity` samples. Layer l turned
 * a[l - 1] (or x) into z[l] and a[l]. x is a view: the input's memory must outlive
 * it. */
typedef struct Cache {
    size_t depth, capacity, rows; // rows: samples of the last forward pass
    Matrix x;                     // the input of the last forward pass
    Matrix *z, *a;                // depth matrices each, of `capacity` rows
} Cache;

/* A network with sizes[0] inputs and depth layers; layer l has sizes[l + 1] outputs
 * and the activation named names[l]. Weights and biases are NaN until they are set.
 * NULL, depth 0, sizes of 0 and unknown names are mistakes. */
Network network_new(size_t depth, const size_t *sizes, const char *const *names);

/* The same for a stack of equal layers: from `inputs` through depth - 1 hidden layers,
 * each `width` wide with the activation named f, to `outputs` sums as they are. */
Network network_stack(size_t depth, size_t inputs, size_t width, size_t outputs,
                      const char *f);

void network_free(Network *network);

/* Draws every weight from a normal distribution with variance 1 / n_in and sets every
 * bias to 0. Chapter 6 says why this variance, and when another is better. */
void network_randomize(Network network, Random *random);

/* A mistake unless there are layers and each fits the one before it, with a bias as
 * wide as its weights and an activation: `network: layer 1 takes 3 inputs, layer 0
 * gives 4`. */
void network_require(Place from, Network network);

/* Room for forward passes of up to `capacity` samples, at least one, through
 * networks of this network's shapes. */
Cache cache_new(Network network, size_t capacity);
void cache_free(Cache *cache);

/* z and a of layer l, as views of the rows that the last forward pass filled. A layer
 * that is not there, or a cache that nothing went through, is a mistake. */
Matrix cache_z(const Cache *cache, size_t l);
Matrix cache_a(const Cache *cache, size_t l);

/* Runs x (m, n_in) through all layers, 1 <= m <= capacity, filling the cache
 * (eq:network-forward). Returns the output, a view of the last activation, which
 * the next pass overwrites. x lies outside the cache: its own output goes in only
 * as a copy. */
Matrix network_forward(Cache *cache, Network network, Matrix x);

/* --- about a network (shapes.c, collapse.c) --------------------------------- */

/* Writes layer l's shapes for m samples into text, at most size bytes, cut if need
 * be: `X (4, 2) @ W (2, 3) + b (1, 3) -> Z (4, 3), relu`, with A for X behind the
 * first layer. Returns text. */
char *network_trace(char *text, size_t size, Network network, size_t l, size_t m);

/* How many numbers the network has to learn: sum of n_in n_out + n_out
 * (eq:parameters). */
size_t network_parameters(Network network);

/* Multiplications of one forward pass over m samples: m sum of n_in n_out
 * (eq:multiplications). */
size_t network_multiplications(Network network, size_t m);

/* The one layer that a network of identity layers amounts to: w (n_in, n_out) is the
 * product of all weights, b (1, n_out) what the biases become  (eq:collapse). A
 * mistake when an activation is not the identity. */
void network_collapse(Matrix w, Matrix b, Network network);

#endif
