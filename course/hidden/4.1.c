/* The price of weights in networks of every depth. */
#include "networks.h"

Test(ex4_1_hidden, d_any_network)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        Network network = draw_network(&random, k);
        real lambda = k == 1 ? 0 : 3 * random_uniform(&random);
        real got = decay_penalty(network, lambda);
        cr_assert(close_to(got, right_decay_penalty(network, lambda), 200, 0),
                  "the penalty is %g", (double)got);
        Gradients g = draw_gradients(&random, network);
        Matrix want[4], db[4];
        for (size_t l = 0; l < network.depth; l++) {
            want[l] = beside_copy(g.dw[l]), db[l] = beside_copy(g.db[l]);
            matrix_add_scaled(want[l], network.layers[l].w, lambda);
        }
        decay_gradient(&g, network, lambda);
        for (size_t l = 0; l < network.depth; l++) {
            require_close("dw", g.dw[l], want[l], 8, 8, NULL);
            require_close("db", g.db[l], db[l], 0, 0, NULL);
        }
    }
}
