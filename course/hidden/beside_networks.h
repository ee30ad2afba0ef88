/* Networks of chapter 4 and their gradients, drawn for hidden tests. */
#ifndef HIDDEN_NETWORKS_H
#define HIDDEN_NETWORKS_H

#include "backprop.h"
#include "beside.h"

/* Of one layer with one weight, up to four layers of any sizes. */
static inline Network draw_network(Random *random, int k)
{
    static const char *const names[] = {"tanh", "relu", "sigmoid", "identity"};
    size_t depth = beside_size(random, k, 4), sizes[5];
    for (size_t l = 0; l <= depth; l++) sizes[l] = beside_size(random, k, 7);
    Network network = network_new(depth, sizes, names);
    network_randomize(network, random);
    for (size_t l = 0; l < depth; l++)
        random_fill_normal(random, network.layers[l].b, 0, 1);
    return network;
}

static inline Gradients draw_gradients(Random *random, Network network)
{
    Gradients g = gradients_new(network, 1);
    for (size_t l = 0; l < network.depth; l++) {
        random_fill_normal(random, g.dw[l], 0, 1);
        random_fill_normal(random, g.db[l], 0, 1);
    }
    return g;
}

#endif
