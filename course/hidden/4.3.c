/* Momentum for matrices of every shape and networks of every depth. */
#include "networks.h"

Test(ex4_3_hidden, d_any_network)
{
    Random random = beside_random(9);
    for (int k = 0; k < DRAWS; k++) {
        Network network = draw_network(&random, k);
        Gradients g = draw_gradients(&random, network),
                  v = draw_gradients(&random, network);
        real rate = random_uniform(&random), keep = random_uniform(&random);
        Matrix want[8];
        for (size_t l = 0; l < network.depth; l++) {
            Layer layer = network.layers[l];
            want[2 * l] = beside_copy(layer.w), want[2 * l + 1] = beside_copy(layer.b);
            right_momentum_step(want[2 * l], beside_copy(v.dw[l]), g.dw[l], rate, keep);
            right_momentum_step(want[2 * l + 1], beside_copy(v.db[l]), g.db[l], rate,
                                keep);
        }
        network_momentum_step(network, &v, &g, rate, keep);
        for (size_t l = 0; l < network.depth; l++) {
            require_close("w", network.layers[l].w, want[2 * l], 8, 8, NULL);
            require_close("b", network.layers[l].b, want[2 * l + 1], 8, 8, NULL);
        }
    }
}
