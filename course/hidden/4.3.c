/* Momentum for matrices of every shape and networks of every depth. */
#include "networks.h"

void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum);
void network_momentum_step(Network network, Gradients *velocity,
                           const Gradients *gradients, real rate, real momentum);

#define momentum_step right_momentum_step
#define network_momentum_step right_network_momentum_step
#include "../../chapters/04-backprop/exercises/4.3-momentum.c"
#undef momentum_step
#undef network_momentum_step

TestSuite(ex4_3_hidden, .timeout = 10);

Test(ex4_3_hidden, d_a_matrix_of_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t rows = beside_size(&random, k, 9), cols = beside_size(&random, k, 9);
        Matrix w = beside_draw(&random, rows, cols, 1), want_w = beside_copy(w);
        Matrix v = beside_draw(&random, rows, cols, 1), want_v = beside_copy(v);
        Matrix dw = beside_draw(&random, rows, cols, 1), before = beside_copy(dw);
        real rate = random_uniform(&random),
             keep = k == 1 ? 0 : random_uniform(&random);
        right_momentum_step(want_w, want_v, dw, rate, keep);
        momentum_step(w, v, dw, rate, keep);
        require_close("v", v, want_v, 8, 8, NULL);
        require_close("w", w, want_w, 8, 8, NULL);
        require_same("dw", dw, before);
    }
}

Test(ex4_3_hidden, d_any_network)
{
    Random random = beside_random(2);
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
