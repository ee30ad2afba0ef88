/* Weight decay: the penalty by hand, and its slopes on top of those that are there. */
#include "backprop.h"
#include "exercises/support.h"

real decay_penalty(Network network, real lambda);
void decay_gradient(Gradients *gradients, Network network, real lambda);

TestSuite(ex4_1, .timeout = 10);

static const size_t SIZES[] = {3, 4, 2};
static const char *const NAMES[] = {"tanh", "identity"};

static Network draw(uint64_t seed)
{
    Network network = network_new(2, SIZES, NAMES);
    Random random = random_seed(seed);
    network_randomize(network, &random);
    for (size_t l = 0; l < 2; l++)
        random_fill_normal(&random, network.layers[l].b, 2, 1);
    return network;
}

/* 12 weights of 2 and 8 of -3: (48 + 72) / 2 times lambda; the biases of 5 are free. */
Test(ex4_1, a_penalty_by_hand)
{
    Network network = network_new(2, SIZES, NAMES);
    matrix_fill(network.layers[0].w, 2), matrix_fill(network.layers[1].w, -3);
    for (size_t l = 0; l < 2; l++) matrix_fill(network.layers[l].b, 5);
    real penalty = decay_penalty(network, (real)0.5);
    cr_assert(close_to(penalty, 30, 8, 0),
              "the penalty of 12 weights of 2 and 8 of -3 at lambda 0.5 is %g, "
              "expected 30%s",
              (double)penalty,
              close_to(penalty, 60, 8, 0)     ? ": the half is missing"
              : close_to(penalty, 67.5, 8, 0) ? ": biases are free"
                                              : "");
    network_free(&network);
}

/* Slopes of 1 everywhere before: afterwards 1 + lambda w at weights, 1 at biases. */
Test(ex4_1, b_slopes_come_on_top)
{
    Network network = draw(exercise_seed());
    Gradients g = gradients_new(network, 1);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(g.dw[l], 1);
        matrix_fill(g.db[l], 1);
    }
    decay_gradient(&g, network, (real)0.25);
    for (size_t l = 0; l < 2; l++) {
        Matrix w = network.layers[l].w;
        Matrix want = matrix_new(w.rows, w.cols), alone = matrix_new(w.rows, w.cols);
        for (size_t i = 0; i < w.rows * w.cols; i++) {
            alone.data[i] = (real)0.25 * w.data[i];
            want.data[i] = 1 + alone.data[i];
        }
        cr_assert(!matrix_equal(g.dw[l], alone),
                  "layer %zu: the slope of the loss itself is gone", l);
        require_close(l ? "dw of layer 1" : "dw of layer 0", g.dw[l], want, 8, 8, NULL);
        matrix_free(&want);
        matrix_free(&alone);
        for (size_t i = 0; i < g.db[l].cols; i++)
            cr_assert(g.db[l].data[i] == 1, "the slope of a bias has changed");
    }
    gradients_free(&g);
    network_free(&network);
}

static real penalty_of(const void *network)
{
    return decay_penalty(*(const Network *)network, (real)0.7);
}

/* From slopes of zero, what is left is the slope of the penalty. */
Test(ex4_1, c_slopes_are_those_of_the_penalty)
{
    Network network = draw(exercise_seed() + 1);
    Gradients g = gradients_new(network, 1);
    double allowed = nudge_tolerance();
    for (size_t l = 0; l < 2; l++) matrix_fill(g.dw[l], 0), matrix_fill(g.db[l], 0);
    decay_gradient(&g, network, (real)0.7);
    for (size_t l = 0; l < 2; l++) {
        Matrix w = network.layers[l].w, want = matrix_new(w.rows, w.cols);
        for (size_t i = 0; i < w.rows * w.cols; i++) {
            want.data[i] = nudge(penalty_of, &network, &w.data[i]);
            cr_assert(want.data[i] != 0,
                      "the penalty does not depend on weight %zu of layer %zu", i, l);
        }
        require_close(l ? "dw of layer 1" : "dw of layer 0", g.dw[l], want, allowed,
                      10 * allowed,
                      (Diagnosis[]){{2, "the half of the penalty takes the 2 away"},
                                    {1 / (real)0.7, "lambda is missing"},
                                    {0, NULL}});
        matrix_free(&want);
    }
    gradients_free(&g);
    network_free(&network);
}

/* A step at rate r on the penalty alone multiplies every weight by 1 - r lambda. */
Test(ex4_1, c_weights_decay)
{
    Network network = draw(exercise_seed() + 2);
    Gradients g = gradients_new(network, 1);
    real before = network.layers[0].w.data[5], bias = network.layers[1].b.data[1];
    for (size_t step = 0; step < 10; step++) {
        for (size_t l = 0; l < 2; l++) matrix_fill(g.dw[l], 0), matrix_fill(g.db[l], 0);
        decay_gradient(&g, network, (real)0.5);
        network_step(network, &g, (real)0.2);
    }
    real want = before, after = network.layers[0].w.data[5];
    for (size_t step = 0; step < 10; step++) want *= (real)0.9;
    cr_assert(close_to(after, want, 64, 0),
              "a weight of %g is %g after 10 steps, not %g", (double)before,
              (double)after, (double)want);
    cr_assert(network.layers[1].b.data[1] == bias, "a bias has moved");
    gradients_free(&g);
    network_free(&network);
}
