/* The price of weights in networks of every depth. */
#include "backprop.h"
#include "beside.h"

real decay_penalty(Network network, real lambda);
void decay_gradient(Gradients *gradients, Network network, real lambda);

#define decay_penalty right_decay_penalty
#define decay_gradient right_decay_gradient
#include "../../chapters/04-backprop/exercises/4.1-weight-decay.c"
#undef decay_penalty
#undef decay_gradient

TestSuite(ex4_1_hidden, .timeout = 10);

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

Test(ex4_1_hidden, d_any_network)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        Network network = draw(&random, k);
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
