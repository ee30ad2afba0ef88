/* Looking into a network after a forward pass: how large the numbers are, which units
 * are saturated, which are dead. Nothing here changes the network. */
#ifndef INITIALIZATION_MONITOR_H
#define INITIALIZATION_MONITOR_H

#include "network.h"

/* The mean of the squares of all elements  (eq:mean-square); NaN when one is NaN. */
real mean_square(Matrix m);

/* What one layer did to the samples of the last forward pass. */
typedef struct LayerHealth {
    real z_square, a_square; // mean squares of pre-activations and activations
    real saturated;          // part of the z with |z| > 5: tanh is flat there
    real zeros;              // part of the activations that are exactly 0
    size_t units, dead;      // neurons; those of them that said 0 to all samples
} LayerHealth;

/* From one layer's z and a (m, n_out)  (eq:saturated, eq:dead). */
LayerHealth layer_health(Matrix z, Matrix a);

/* More than half of the layer's units are dead: its weights want drawing anew. */
bool layer_is_dead(LayerHealth health);

/* health[l] for every layer of any network, after network_forward filled the cache. */
void network_health(LayerHealth *health, const Cache *cache);

/* How many neurons of the layer differ from all before it in a weight or bias. With 1,
 * all are copies of the first  (eq:symmetry). */
size_t layer_distinct(Layer layer);

/* counts[k] of `bins` equally wide bins from low to high: how many elements fall into
 * each. The first and the last bin also take what lies beyond them; NaN counts
 * nowhere. Fewer than one bin, or low not below high, is a mistake. */
void histogram(size_t *counts, size_t bins, Matrix m, real low, real high);

#endif
