/* What a network's shapes tell before any number flows: the trace and two counts. */
#include "network.h"

#include <stdio.h>

char *network_trace(char *text, size_t size, Network network, size_t l, size_t m)
{
    network_require(HERE, network);
    if (l >= network.depth)
        check_mistake(HERE, "network_trace", "layer %zu of %zu", l, network.depth);
    Layer layer = network.layers[l];
    snprintf(text, size,
             "%s (%zu, %zu) @ W (%zu, %zu) + b (1, %zu) -> Z (%zu, %zu), %s",
             l == 0 ? "X" : "A", m, layer.w.rows, layer.w.rows, layer.w.cols,
             layer.b.cols, m, layer.w.cols, layer.f.name);
    return text;
}

/* (eq:parameters) */
size_t network_parameters(Network network)
{
    size_t count = 0;
    for (size_t l = 0; l < network.depth; l++)
        count += network.layers[l].w.rows * network.layers[l].w.cols +
                 network.layers[l].b.cols;
    return count;
}

/* (eq:multiplications) */
size_t network_multiplications(Network network, size_t m)
{
    size_t count = 0;
    for (size_t l = 0; l < network.depth; l++)
        count += m * network.layers[l].w.rows * network.layers[l].w.cols;
    return count;
}
