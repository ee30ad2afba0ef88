/* The mended gradient of a two-layer network, against paper, nudge and backprop. */
#include "backprop.h"
#include "exercises/support.h"

void two_layer_gradient(Matrix dw1, Matrix db1, Matrix dw2, Matrix db2, Matrix x,
                        Matrix y, Matrix w1, Matrix b1, Matrix w2, Matrix b2);

TestSuite(ex4_4, .timeout = 10);

/* A network, its samples, and the slopes that the reader's function left. */
typedef struct Case {
    Network network;
    Matrix x, y;
    Gradients got;
} Case;

static Case case_draw(size_t m, size_t n, size_t hidden, size_t outputs, uint64_t seed)
{
    Random random = random_seed(seed);
    const size_t sizes[] = {n, hidden, outputs};
    const char *names[] = {"tanh", "identity"};
    Case c = {.network = network_new(2, sizes, names)};
    c.got = gradients_new(c.network, m);
    c.x = matrix_new(m, n);
    c.y = matrix_new(m, outputs);
    random_fill_uniform(&random, c.x, (real)-0.5, (real)1.5);
    random_fill_normal(&random, c.y, 0, 1);
    for (size_t l = 0; l < 2; l++) {
        random_fill_uniform(&random, c.network.layers[l].w, -1, 1);
        random_fill_uniform(&random, c.network.layers[l].b, -1, 1);
    }
    return c;
}

static void case_free(Case *c)
{
    gradients_free(&c->got);
    network_free(&c->network);
    matrix_free(&c->x);
    matrix_free(&c->y);
}

static void ask(Case *c)
{
    Layer first = c->network.layers[0], second = c->network.layers[1];
    two_layer_gradient(c->got.dw[0], c->got.db[0], c->got.dw[1], c->got.db[1], c->x,
                       c->y, first.w, first.b, second.w, second.b);
    for (size_t l = 0; l < 2; l++) {
        require_finite("dw", c->got.dw[l]);
        require_finite("db", c->got.db[l]);
    }
}

/* The chain of the text: x 2, w 0.25, v 2, y 2, so dw is -3.384134 and dv -0.497130. */
Test(ex4_4, a_one_chain_by_hand)
{
    Case c = case_draw(1, 1, 1, 1, 1);
    c.x.data[0] = 2, c.y.data[0] = 2;
    c.network.layers[0].w.data[0] = (real)0.25, c.network.layers[0].b.data[0] = 0;
    c.network.layers[1].w.data[0] = 2, c.network.layers[1].b.data[0] = 0;
    ask(&c);
    double dw = (double)c.got.dw[0].data[0], dv = (double)c.got.dw[1].data[0];
    cr_assert(fabs(dw + 3.384134) < 2e-6, "dw1 is %.6f, expected -3.384134%s", dw,
              fabs(dw + 3.500626) < 1e-2
                  ? ": the slope of tanh was taken at a, not at z"
                  : "");
    cr_assert(fabs(dv + 0.497130) < 2e-6, "dw2 is %.6f, expected -0.497130", dv);
    case_free(&c);
}

/* Two outputs that pull a hidden neuron with the same strength up and down: its da is
 * 0.5 * 1 - 0.5 * 1, and nothing goes below. */
Test(ex4_4, b_two_listeners_that_disagree_cancel)
{
    Case c = case_draw(1, 2, 3, 2, exercise_seed());
    for (size_t h = 0; h < 3; h++) {
        matrix_at(c.network.layers[1].w, h, 0) = 1;
        matrix_at(c.network.layers[1].w, h, 1) = -1;
    }
    Cache cache = cache_new(c.network, 1);
    Matrix p = network_forward(&cache, c.network, c.x);
    for (size_t k = 0; k < 2; k++) c.y.data[k] = p.data[k] - (real)0.5;
    ask(&c);
    double largest = (double)matrix_max_abs(c.got.dw[0]);
    cr_assert(largest < 64 * (double)REAL_EPSILON,
              "dw1 is up to %g, expected 0: slopes of all listeners add", largest);
    cr_assert((double)matrix_max_abs(c.got.db[1]) > 0.4, "db2 is too small");
    cache_free(&cache);
    case_free(&c);
}

/* network_backward of the chapter on the same network. */
static void require_backprop(size_t m, size_t n, size_t hidden, size_t outputs,
                             uint64_t seed)
{
    Case c = case_draw(m, n, hidden, outputs, seed);
    Cache cache = cache_new(c.network, m);
    Gradients want = gradients_new(c.network, m);
    network_forward(&cache, c.network, c.x);
    network_backward(&want, c.network, &cache, c.y, loss_named("squared"));
    ask(&c);
    const Diagnosis known[] = {{(real)m, "times m: the mean is missing"},
                               {1 / (real)m, "over m: the mean was taken twice"},
                               {0, NULL}};
    require_close("dw2", c.got.dw[1], want.dw[1], 64, 64, known);
    require_close("db2", c.got.db[1], want.db[1], 64, 64, known);
    require_close("dw1", c.got.dw[0], want.dw[0], 64, 64, known);
    require_close("db1", c.got.db[0], want.db[0], 64, 64, known);
    cr_assert(matrix_max_abs(want.dw[0]) > (real)0.01, "nothing to compare");
    cache_free(&cache);
    gradients_free(&want);
    case_free(&c);
}

Test(ex4_4, c_gradient_with_one_output)
{
    require_backprop(6, 3, 4, 1, exercise_seed() + 1);
}

Test(ex4_4, c_gradient_with_many_outputs)
{
    require_backprop(2, 4, 5, 3, exercise_seed() + 2);
}

Test(ex4_4, c_gradient_of_a_square_network)
{
    require_backprop(4, 4, 4, 4, exercise_seed() + 3);
}
