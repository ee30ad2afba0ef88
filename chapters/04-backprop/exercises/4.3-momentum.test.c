/* Momentum: two steps by hand, its last speed, and a valley. */
#include "backprop.h"
#include "exercises/support.h"

void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum);
void network_momentum_step(Network network, Gradients *velocity,
                           const Gradients *gradients, real rate, real momentum);

TestSuite(ex4_3, .timeout = 10);

/* v is -0.5 * (4, -2) = (-2, 1); then half of it, less the same: (-3, 1.5). */
Test(ex4_3, a_two_steps_by_hand)
{
    real w[] = {10, 20}, v[] = {0, 0}, dw[] = {4, -2};
    for (int step = 0; step < 2; step++)
        momentum_step(matrix_view(w, 1, 2), matrix_view(v, 1, 2), matrix_view(dw, 1, 2),
                      (real)0.5, (real)0.5);
    cr_assert(v[0] == -3 && v[1] == (real)1.5,
              "after two steps v is (%g, %g), expected (-3, 1.5)", (double)v[0],
              (double)v[1]);
    cr_assert(w[0] == 5 && w[1] == (real)22.5,
              "after two steps w is (%g, %g), expected (5, 22.5)%s", (double)w[0],
              (double)w[1],
              w[0] == 8 ? ": the new velocity moves the weights, not the old one" : "");
    cr_assert(dw[0] == 4 && dw[1] == -2, "the slopes have changed");
}

/* Without momentum it is plain descent, whatever the velocity was. */
Test(ex4_3, b_without_momentum_it_is_plain_descent)
{
    real w[] = {1, -2, 3, 0.5, 4, 1}, v[] = {9, 9, 9, 9, 9, 9}, dw[6], want[6];
    Random random = random_seed(exercise_seed());
    random_fill_normal(&random, matrix_view(dw, 2, 3), 0, 1);
    for (size_t i = 0; i < 6; i++) want[i] = w[i] - (real)0.125 * dw[i];
    momentum_step(matrix_view(w, 2, 3), matrix_view(v, 2, 3), matrix_view(dw, 2, 3),
                  (real)0.125, 0);
    const Diagnosis known[] = {{0, NULL}};
    require_close("w", matrix_view(w, 2, 3), matrix_view(want, 2, 3), 8, 8, known);
}

/* A slope that stays: v tends to -rate / (1 - momentum) times it. 0.9^200 is 7e-10. */
Test(ex4_3, b_the_last_speed_is_the_rate_over_one_minus_momentum)
{
    real w = 0, v = 0, dw = 2;
    for (int step = 0; step < 200; step++)
        momentum_step(matrix_view(&w, 1, 1), matrix_view(&v, 1, 1),
                      matrix_view(&dw, 1, 1), (real)0.1, (real)0.9);
    cr_assert(fabs((double)v + 2) < 1e-5, "the last speed is %g, expected -2",
              (double)v);
}

/* A valley: L = (x^2 + 100 y^2) / 2 from (1, 1). Plain descent at its best rate, 2/101,
 * keeps 99/101 of its error a step: 0.14 after 100 steps. With momentum 0.67 and rate
 * 0.033 it is 0.82 a step. */
Test(ex4_3, c_a_valley_is_crossed_sooner)
{
    real w[] = {1, 1}, v[] = {0, 0};
    for (int step = 0; step < 100; step++) {
        real dw[] = {w[0], 100 * w[1]};
        momentum_step(matrix_view(w, 1, 2), matrix_view(v, 1, 2), matrix_view(dw, 1, 2),
                      (real)0.033, (real)0.67);
        if (step == 0)
            cr_assert(close_to(w[0], (real)0.967, 8, 0) &&
                          close_to(w[1], (real)-2.3, 8, 0),
                      "after 1 step it is at (%g, %g), expected (0.967, -2.3)",
                      (double)w[0], (double)w[1]);
    }
    double far = fmax(fabs((double)w[0]), fabs((double)w[1]));
    cr_assert(far < 1e-4, "after 100 steps it is still %g away", far);
}

/* Slope 1 at weights and 2 at biases, rate 1: after two steps with momentum 1/2 they
 * have moved by 1 + 1.5 times that, in every layer. */
Test(ex4_3, c_a_network_moves_in_every_layer)
{
    Network network = network_new(2, (const size_t[]){3, 4, 2},
                                  (const char *const[]){"tanh", "identity"});
    Gradients g = gradients_new(network, 1), velocity = gradients_new(network, 1);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(network.layers[l].w, 0), matrix_fill(network.layers[l].b, 0);
        matrix_fill(g.dw[l], 1), matrix_fill(g.db[l], 2);
        matrix_fill(velocity.dw[l], 0), matrix_fill(velocity.db[l], 0);
    }
    for (int step = 0; step < 2; step++)
        network_momentum_step(network, &velocity, &g, 1, (real)0.5);
    for (size_t l = 0; l < 2; l++) {
        Layer layer = network.layers[l];
        for (size_t i = 0; i < layer.w.rows * layer.w.cols; i++)
            cr_assert(layer.w.data[i] == (real)-2.5,
                      "layer %zu, weight %zu is %g, expected -2.5", l, i,
                      (double)layer.w.data[i]);
        for (size_t i = 0; i < layer.b.cols; i++)
            cr_assert(layer.b.data[i] == -5, "layer %zu, bias %zu is %g, expected -5%s",
                      l, i, (double)layer.b.data[i],
                      layer.b.data[i] == 0 ? ": a forgotten bias" : "");
    }
    gradients_free(&g);
    gradients_free(&velocity);
    network_free(&network);
}
