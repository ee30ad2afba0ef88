/* Momentum for matrices of every shape and networks of every depth. */
#include "backprop.h"
#include "beside.h"

void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum);
void network_momentum_step(Network network, Gradients *velocity,
                           const Gradients *gradients, real rate, real momentum);

#define momentum_step right_momentum_step
#define network_momentum_step right_network_momentum_step
#include "../../chapters/04-backprop/exercises/4.3-momentum.c"
#undef momentum_step
#undef network_momentum_step

TestSuite(ex4_3_hidden, .timeout = 10);

/* Of one layer with one weight, up to four layers of any sizes. */
static Network draw(Random *random, int k)
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

static Gradients draw_gradients(Random *random, Network network)
{
    Gradients g = gradients_new(network, 1);
    for (size_t l = 0; l < network.depth; l++) {
        random_fill_normal(random, g.dw[l], 0, 1);
        random_fill_normal(random, g.db[l], 0, 1);
    }
    return g;
}

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
        Network network = draw(&random, k);
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
