/* Chapter 5, whole networks: measured gradients, and the checker attacked. Whatever is
 * done to a right gradient, the checker must refuse it. chapter5_museum.c: the bugs. */
#include "gradcheck.h"
#include "networks.h"

TestSuite(checker, .timeout = 60);

/* A batch with its right gradient. tanh by default: it has no kink for a nudge to cross,
 * and a float's nudge is long. */
static Batch case_new(uint64_t seed, const char *hidden, const char *loss)
{
    Batch c = batch_of(network_new(3, (size_t[]){5, 4, 4, 3},
                                   (const char *[]){hidden, hidden, "identity"}),
                       7, loss);
    batch_draw(&c, seed);
    matrix_fill(c.y, 0); // a class a row, whatever the loss
    for (size_t i = 0; i < 7; i++) matrix_at(c.y, i, (i * i) % 3) = 1;
    batch_slopes(&c);
    return c;
}

static void measure(Batch *c)
{
    gradients_measure(&c->measured, c->state.network, c->x, c->y, c->state.loss,
                      check_step());
}

static real floor_of(Batch *c)
{
    return error_floor(batch_loss(c), check_step());
}

static GradientReport check(const Batch *c)
{
    return network_check(&c->state.gradients, c->state.network, c->x, c->y,
                         c->state.loss);
}

static DirectionReport check_along(const Batch *c, Random *random)
{
    return direction_check(&c->state.gradients, c->state.network, c->x, c->y,
                           c->state.loss, random);
}

/* --- measured slopes --------------------------------------------------------------- */

/* eq:parameter-slope: one weight, one bias, identity, squared loss: (wx + b - y) x */
Test(checker, measured_slopes_by_hand)
{
    Network n = network_new(1, (size_t[]){1, 1}, (const char *[]){"identity"});
    n.layers[0].w.data[0] = (real)0.5, n.layers[0].b.data[0] = (real)0.25;
    Matrix x = matrix_view((real[]){2}, 1, 1), y = matrix_view((real[]){3}, 1, 1);
    Gradients g = gradients_new(n, 1);
    for (int slowly = 0; slowly < 2; slowly++) {
        // a parabola has no truncation, and a power of two no rounding: exact
        (slowly ? gradients_measure_slowly
                : gradients_measure)(&g, n, x, y, loss_named("squared"), (real)0.25);
        cr_assert(g.dw[0].data[0] == (real)-3.5 && g.db[0].data[0] == (real)-1.75);
    }
    cr_assert(n.layers[0].w.data[0] == (real)0.5, "the weight is where it was");
    gradients_free(&g);
    network_free(&n);
}

/* eq:moved-column: what only a parameter moves, against the full recomputation. Both
 * carry the rounding of a loss over h, and that is what the floor allows. */
Test(checker, recomputing_what_moves_equals_recomputing_all)
{
    const char *hidden[] = {"tanh", "sigmoid", "identity"};
    const char *losses[] = {"squared", "huber", "sigmoid cross-entropy",
                            "softmax cross-entropy"};
    for (uint64_t seed = 0; seed < 12; seed++) {
        Batch c = case_new(seed, hidden[seed % 3], losses[seed % 4]);
        measure(&c);
        Gradients slow = gradients_new(c.state.network, 1);
        gradients_measure_slowly(&slow, c.state.network, c.x, c.y, c.state.loss,
                                 check_step());
        GradientReport report = gradients_compare(&c.measured, &slow, floor_of(&c));
        cr_assert(report.error <= ERROR_RIGHT, "seed %d: %g", (int)seed,
                  (double)report.error);
        cr_assert(report.quiet < report.checked / 2, "a test of noise");
        gradients_free(&slow);
        batch_free(&c);
    }
}

/* eq:moved-column: the same at depths 1, 2 and 4, with unequal widths */
Test(checker, recomputing_what_moves_works_at_every_depth)
{
    const size_t sizes[] = {3, 5, 2, 4, 3};
    const char *names[] = {"tanh", "sigmoid", "tanh", "sigmoid"};
    Random random = random_seed(7);
    Matrix x = matrix_new(6, 3), y = matrix_new(6, 5);
    random_fill_normal(&random, x, 0, 1);
    for (size_t depth = 1; depth <= 4; depth++) {
        Network n = network_new(depth, sizes, names);
        network_randomize(n, &random);
        Matrix targets = matrix_view(y.data, 6, sizes[depth]);
        random_fill_uniform(&random, targets, 0, 1);
        Gradients fast = gradients_new(n, 1), slow = gradients_new(n, 1);
        Loss loss = loss_named("squared");
        gradients_measure(&fast, n, x, targets, loss, check_step());
        gradients_measure_slowly(&slow, n, x, targets, loss, check_step());
        real floor = error_floor(1, check_step());
        cr_assert(gradients_compare(&fast, &slow, floor).error <= ERROR_RIGHT);
        gradients_free(&fast);
        gradients_free(&slow);
        network_free(&n);
    }
    matrix_free(&x);
    matrix_free(&y);
}

static real by_value(Matrix z, Matrix y)
{
    return softmax_cross_entropy(z, y);
}

/* eq:moved-column: with 62 to 65 and with 150 inputs, so that the nudges of a unit fill
 * their room, or all but, or more than once. Softmax's rows at once or one by one: the
 * same bits. An empty pixel's weights have no slope, and no row is sent for them. */
Test(checker, recomputing_what_moves_works_at_every_width)
{
    const size_t widths[] = {62, 63, 64, 65, 127, 128, 150};
    Random random = random_seed(17);
    for (size_t k = 0; k < sizeof widths / sizeof widths[0]; k++) {
        size_t width = widths[k];
        Network n = network_new(2, (size_t[]){width, 3, 4},
                                (const char *[]){"tanh", "identity"});
        network_randomize(n, &random);
        Matrix x = matrix_new(3, width), y = matrix_new(3, 4);
        random_fill_normal(&random, x, 0, 1);
        for (size_t s = 0; s < 3; s++) matrix_at(x, s, 5) = 0;
        matrix_fill(y, 0);
        for (size_t s = 0; s < 3; s++) matrix_at(y, s, s + 1) = 1;
        Gradients fast = gradients_new(n, 1), slow = gradients_new(n, 1);
        Gradients single = gradients_new(n, 1);
        Loss loss = loss_named("softmax cross-entropy"), other = loss;
        other.value = by_value;
        gradients_measure(&fast, n, x, y, loss, check_step());
        gradients_measure(&single, n, x, y, other, check_step());
        gradients_measure_slowly(&slow, n, x, y, loss, check_step());
        real floor = error_floor(2, check_step());
        GradientReport report = gradients_compare(&fast, &slow, floor);
        cr_assert(report.error <= ERROR_RIGHT, "%zu: %g", width, (double)report.error);
        cr_assert(report.checked == width * 3 + 3 + 3 * 4 + 4);
        cr_assert(report.quiet < report.checked / 4, "a test of noise");
        for (size_t l = 0; l < 2; l++)
            cr_assert(matrix_equal(fast.dw[l], single.dw[l]) &&
                      matrix_equal(fast.db[l], single.db[l]));
        for (size_t j = 0; j < 3; j++) cr_assert(matrix_at(fast.dw[0], 5, j) == 0);
        gradients_free(&fast);
        gradients_free(&slow);
        gradients_free(&single);
        network_free(&n);
        matrix_free(&x);
        matrix_free(&y);
    }
}

/* eq:measure-cost: 2-3-2 on 5 samples. A forward pass is 5 (6 + 6) = 60; slowly, 17
 * parameters x 2 x 60. Else one forward pass, and for each of 9 + 8 parameters, both
 * sides and 5 samples: 1 + 2 for the first layer, 1 for the last. */
Test(checker, costs_by_hand)
{
    Network n = network_new(2, (size_t[]){2, 3, 2}, (const char *[]){"tanh", "tanh"});
    cr_assert(measure_slowly_multiplications(n, 5) == 17 * 2 * 60);
    cr_assert(measure_multiplications(n, 5) == 60 + 9 * 2 * 5 * 3 + 8 * 2 * 5 * 1);
    network_free(&n);
    Network deep = network_new(3, (size_t[]){1, 1, 2, 3},
                               (const char *[]){"tanh", "tanh", "tanh"});
    // 9 a sample forward; 2 x (1 + 2 + 6), 4 x (1 + 3), 9 x 1 a sample and side
    cr_assert(measure_multiplications(deep, 1) == 9 + 2 * (2 * 9 + 4 * 4 + 9));
    network_free(&deep);
}

/* Every number of the network is the same, bit for bit, after it was measured. */
Test(checker, measuring_leaves_the_network_as_it_was)
{
    Batch c = case_new(1, "tanh", "squared");
    Matrix w = matrix_new(4, 4), b = matrix_new(1, 4);
    c.state.network.layers[1].w.data[3] = (real)1e-12; // p - h + h would not be p
    matrix_copy(w, c.state.network.layers[1].w);
    matrix_copy(b, c.state.network.layers[1].b);
    Random random = random_seed(5);
    measure(&c);
    gradients_measure_slowly(&c.measured, c.state.network, c.x, c.y, c.state.loss,
                             check_step());
    check_along(&c, &random);
    cr_assert(matrix_equal(w, c.state.network.layers[1].w));
    cr_assert(matrix_equal(b, c.state.network.layers[1].b));
    matrix_free(&w);
    matrix_free(&b);
    batch_free(&c);
}

/* --- a right gradient passes ---------------------------------------------------------- */

Test(checker, right_gradients_pass)
{
    const char *hidden[] = {"tanh", "sigmoid", "identity"};
    const char *losses[] = {"squared", "huber", "sigmoid cross-entropy",
                            "softmax cross-entropy"};
    for (uint64_t seed = 0; seed < 24; seed++) {
        Batch c = case_new(seed, hidden[seed % 3], losses[seed % 4]);
        Random random = random_seed(seed);
        GradientReport report = check(&c);
        cr_assert_eq(gradient_verdict(report), GRADIENT_RIGHT, "seed %d: %g", (int)seed,
                     (double)report.error);
        cr_assert_eq(report.checked, network_parameters(c.state.network));
        cr_assert_eq(report.wrong, 0);
        DirectionReport along = check_along(&c, &random);
        cr_assert(along.error <= ERROR_RIGHT, "seed %d: %g", (int)seed,
                  (double)along.error);
        batch_free(&c);
    }
}

#ifndef REAL_IS_FLOAT
/* Half of 2000 kinks would have to lie 6e-6 away from a pre-activation for one to be
 * crossed; in float the nudge is 800 times as long, and crosses some. */
Test(checker, right_gradients_of_relu_pass_in_double)
{
    for (uint64_t seed = 0; seed < 8; seed++) {
        Batch c = case_new(seed, "relu", "softmax cross-entropy");
        GradientReport report = check(&c);
        cr_assert_eq(gradient_verdict(report), GRADIENT_RIGHT);
        batch_free(&c);
    }
}
#endif

/* --- and no wrong one does --------------------------------------------------------------- */

typedef enum Attack {
    SIGN,
    TWICE,
    ZERO,
    TRANSPOSED,
    SHIFTED,
    ONE_BIAS,
    NOT_A_NUMBER,
    INFINITE,
    ONE_ENTRY,
    TINY_ENTRY,
    SWAPPED_LAYERS,
    ATTACKS
} Attack;

static void attack(Gradients *g, Attack kind)
{
    Matrix middle = g->dw[1], copy = matrix_new(4, 4);
    matrix_copy(copy, middle);
    switch (kind) {
    case SIGN: gradients_scale(g, -1); break;
    case TWICE: gradients_scale(g, 2); break;
    case ZERO: gradients_scale(g, 0); break;
    case TRANSPOSED: matrix_transpose(middle, copy); break;
    case SHIFTED:
        for (size_t k = 0; k < 16; k++) middle.data[k] = copy.data[(k + 15) % 16];
        break;
    case ONE_BIAS: g->db[2].data[1] = 0; break;
    case NOT_A_NUMBER: g->dw[0].data[11] = NAN; break;
    case INFINITE: g->db[1].data[0] = -INFINITY; break;
    case ONE_ENTRY: g->dw[0].data[19] *= (real)1.5; break;
    case TINY_ENTRY: g->dw[2].data[4] *= 1 + 20 * ERROR_WRONG; break;
    case SWAPPED_LAYERS: matrix_copy(g->db[0], g->db[1]); break;
    default: break;
    }
    matrix_free(&copy);
}

Test(checker, refuses_every_attack)
{
    for (int kind = 0; kind < ATTACKS; kind++) {
        if (kind == TINY_ENTRY && sizeof(real) == 4) continue; // 3 times itself there
        Batch c = case_new(3, "tanh", "softmax cross-entropy");
        attack(&c.state.gradients, (Attack)kind);
        GradientReport report = check(&c);
        cr_assert_eq(gradient_verdict(report), GRADIENT_WRONG, "attack %d: %g", kind,
                     (double)report.error);
        cr_assert(report.wrong >= 1);
        batch_free(&c);
    }
}

/* Every single number of the gradient in turn: no place is left out, and the report
 * names exactly that one. */
Test(checker, names_the_one_wrong_entry_wherever_it_is)
{
    Batch c = case_new(4, "tanh", "softmax cross-entropy");
    measure(&c);
    for (size_t l = 0; l < 3; l++)
        for (int bias = 0; bias < 2; bias++) {
            Matrix m = bias ? c.state.gradients.db[l] : c.state.gradients.dw[l];
            for (size_t k = 0; k < m.rows * m.cols; k++) {
                real right = m.data[k];
                m.data[k] = -right + (right < 0 ? floor_of(&c) : -floor_of(&c));
                GradientReport r = gradients_compare(&c.state.gradients, &c.measured,
                                                     floor_of(&c));
                cr_assert_eq(gradient_verdict(r), GRADIENT_WRONG);
                cr_assert(r.wrong == 1 && r.layer == l && r.bias == bias &&
                          r.row == k / m.cols && r.col == k % m.cols);
                cr_assert(r.derived == m.data[k] && r.error > (real)0.5);
                r = layer_compare(&c.state.gradients, &c.measured, l, floor_of(&c));
                cr_assert(r.wrong == 1 && r.layer == l && r.bias == bias);
                cr_assert_eq(r.checked, (c.state.gradients.dw[l].rows + 1) *
                                            c.state.gradients.dw[l].cols);
                r = check(&c);
                cr_assert(r.derived == m.data[k]);
                m.data[k] = right;
            }
        }
    batch_free(&c);
}

/* Quiet is what both call smaller than the floor; a loss that is no number has the floor
 * of a small one. */
Test(checker, quiet_is_below_the_floor_on_both_sides)
{
    Network n = network_new(1, (size_t[]){1, 5}, (const char *[]){"identity"});
    Gradients a = gradients_new(n, 1), b = gradients_new(n, 1);
    matrix_copy(a.dw[0], matrix_view((real[]){(real)0.75, 2, 0, 1, (real)-0.75}, 1, 5));
    matrix_copy(b.dw[0], matrix_view((real[]){(real)0.75, 0, 2, 1, (real)-0.5}, 1, 5));
    matrix_fill(a.db[0], 3), matrix_fill(b.db[0], 3);
    GradientReport r = gradients_compare(&a, &b, 1);
    cr_assert(r.quiet == 2 && r.checked == 10);
    cr_assert(error_floor(NAN, check_step()) == error_floor(0, check_step()));
    gradients_free(&a);
    gradients_free(&b);
    network_free(&n);
}

/* Every sign turned: all errors are 2, and the first of equals is named. */
Test(checker, names_the_first_of_equally_wrong_entries)
{
    Batch c = case_new(4, "tanh", "softmax cross-entropy");
    measure(&c);
    for (size_t l = 0; l < 3; l++) {
        matrix_scale(c.state.gradients.dw[l], c.measured.dw[l], -1);
        matrix_scale(c.state.gradients.db[l], c.measured.db[l], -1);
    }
    GradientReport r = gradients_compare(&c.state.gradients, &c.measured, (real)1e-9);
    cr_assert(r.error == 2 && r.layer == 0 && !r.bias && r.row == 0 && r.col == 0);
    cr_assert_eq(r.wrong, r.checked);
    r = gradients_compare(&c.measured, &c.measured, (real)1e-9);
    cr_assert(r.error == 0 && r.derived == c.measured.dw[0].data[0] &&
              r.measured == r.derived && r.layer == 0);
    batch_free(&c);
}

/* From an earlier batch, and added to that of an earlier batch. */
Test(checker, refuses_a_stale_and_an_accumulated_gradient)
{
    Batch c = case_new(5, "tanh", "softmax cross-entropy");
    Random random = random_seed(50);
    Matrix other = matrix_new(7, 5);
    random_fill_normal(&random, other, 0, 1);
    GradientReport stale = network_check(&c.state.gradients, c.state.network, other,
                                         c.y, c.state.loss);
    cr_assert_eq(gradient_verdict(stale), GRADIENT_WRONG);

    Gradients sum = gradients_new(c.state.network, 7);
    network_forward(&c.state.cache, c.state.network, other);
    network_backward(&sum, c.state.network, &c.state.cache, c.y, c.state.loss);
    for (size_t l = 0; l < 3; l++) {
        matrix_add(sum.dw[l], sum.dw[l], c.state.gradients.dw[l]);
        matrix_add(sum.db[l], sum.db[l], c.state.gradients.db[l]);
    }
    GradientReport added = network_check(&sum, c.state.network, other, c.y,
                                         c.state.loss);
    cr_assert_eq(gradient_verdict(added), GRADIENT_WRONG);
    gradients_free(&sum);
    matrix_free(&other);
    batch_free(&c);
}

/* One entry in a thousand and more, a fifth too large. */
Test(checker, refuses_one_wrong_entry_in_a_thousand)
{
    Batch c = batch_of(network_stack(2, 30, 30, 4, "tanh"), 4, "squared");
    batch_draw(&c, 6);
    batch_slopes(&c);
    Matrix dw = c.state.gradients.dw[0];
    cr_assert(network_parameters(c.state.network) > 1000);
    cr_assert_eq(gradient_verdict(check(&c)), GRADIENT_RIGHT);
    size_t k = 500;
    while (!(fabs((double)dw.data[k]) > 0.05)) k++;
    dw.data[k] *= (real)1.2;
    GradientReport wrong = check(&c);
    cr_assert_eq(gradient_verdict(wrong), GRADIENT_WRONG);
    cr_assert(wrong.wrong == 1 && wrong.row == k / 30 && wrong.col == k % 30);
    batch_free(&c);
}

/* How often an activation and a loss have been asked for a value. */
static size_t activations, losses;

static real counted_tanh(real z)
{
    activations++;
    return real_tanh(z);
}

static real counted_loss(Matrix out, Matrix y)
{
    losses++;
    return loss_named("squared").value(out, y);
}

/* eq:moved-column: only what a parameter moves is computed anew. 3-5-2-4 on 6 samples:
 * one forward pass of 5 + 2 + 4 units a sample; then for each of 20, 12 and 12
 * parameters, both sides and 6 samples, the unit itself and the layers behind it, 1 + 2
 * + 4, 1 + 4 and 1 of them, and one loss. Slowly it is two forward passes of all 44. */
Test(checker, computes_only_what_a_parameter_moves)
{
    Random random = random_seed(1);
    Network n = network_new(3, (size_t[]){3, 5, 2, 4},
                            (const char *[]){"tanh", "tanh", "tanh"});
    network_randomize(n, &random);
    for (size_t l = 0; l < 3; l++) n.layers[l].f.value = counted_tanh;
    Matrix x = matrix_new(6, 3), y = matrix_new(6, 4);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, y, 0, 1);
    Loss loss = loss_named("squared");
    loss.value = counted_loss;
    Gradients g = gradients_new(n, 1);
    activations = losses = 0;
    gradients_measure(&g, n, x, y, loss, check_step());
    cr_assert_eq(activations, 6 * 11 + 2 * 6 * (20 * 7 + 12 * 5 + 12 * 1));
    cr_assert_eq(losses, 2 * 6 * 44);
    activations = losses = 0;
    gradients_measure_slowly(&g, n, x, y, loss, check_step());
    cr_assert_eq(activations, 2 * 44 * 6 * 11);
    cr_assert_eq(losses, 2 * 44);

    // where tanh is -1 on both sides, nothing moves, and no loss is computed
    matrix_fill(n.layers[0].b, -1000);
    activations = losses = 0;
    gradients_measure(&g, n, x, y, loss, check_step());
    cr_assert_eq(losses, 2 * 6 * 24);
    cr_assert(matrix_max_abs(g.dw[0]) == 0 && matrix_max_abs(g.db[0]) == 0);
    gradients_free(&g), network_free(&n);
    matrix_free(&x), matrix_free(&y);
}

/* All 101770 parameters of 784-128-10 are checked, and are right. */
Test(checker, checks_a_hundred_thousand_parameters)
{
    Batch c = batch_of(network_stack(2, 784, 128, 10, "relu"), 2,
                       "softmax cross-entropy");
    Random random = random_seed(1);
    batch_draw(&c, 1);
    random_fill_uniform(&random, c.x, 0, 1);
    batch_slopes(&c);
    GradientReport report = check(&c);
    cr_assert_eq(report.checked, 101770);
    cr_assert(sizeof(real) == 4 || gradient_verdict(report) == GRADIENT_RIGHT);
    batch_free(&c);
}

/* A dead network: every slope is 0, derived and measured. Nothing has been tested. */
Test(checker, does_not_call_right_what_it_could_not_test)
{
    Batch c = case_new(8, "relu", "squared");
    for (size_t l = 0; l < 3; l++) matrix_fill(c.state.network.layers[l].b, -100);
    c.state.network.layers[2].f = activation_named("relu");
    batch_slopes(&c);
    GradientReport report = check(&c);
    cr_assert(report.error == 0 && report.quiet == report.checked);
    cr_assert_eq(gradient_verdict(report), GRADIENT_DOUBTFUL);
    batch_free(&c);
}

/* --- ratios and directions --------------------------------------------------------------- */

/* eq:gradient-ratio, eq:gradients-dot */
Test(checker, ratio_says_by_what_all_slopes_are_off)
{
    const double factors[] = {1, -1, 7, 1.0 / 7};
    for (int k = 0; k < 4; k++) {
        Batch c = case_new(9, "tanh", "softmax cross-entropy");
        measure(&c);
        gradients_scale(&c.state.gradients, (real)factors[k]);
        real ratio;
        cr_assert(gradients_same_ratio(&ratio, &c.state.gradients, &c.measured,
                                       floor_of(&c)));
        WITHIN(ratio, factors[k], fabs(factors[k]) * (double)ERROR_RIGHT);
        c.state.gradients.db[1].data[2] *= -1;
        cr_assert_not(gradients_same_ratio(&ratio, &c.state.gradients, &c.measured,
                                           floor_of(&c)));
        gradients_scale(&c.measured, 0);
        cr_assert_not(gradients_same_ratio(&ratio, &c.state.gradients, &c.measured,
                                           floor_of(&c)));
        batch_free(&c);
    }
}

/* eq:gradient-ratio: inputs of 0 leave the biases alone to tell */
Test(checker, ratio_minds_the_biases_too)
{
    Network n = network_new(1, (size_t[]){2, 3}, (const char *[]){"identity"});
    Gradients a = gradients_new(n, 1), b = gradients_new(n, 1);
    matrix_fill(a.dw[0], 0);
    matrix_fill(b.dw[0], 0);
    matrix_copy(a.db[0], matrix_view((real[]){2, 4, 6}, 1, 3));
    matrix_copy(b.db[0], matrix_view((real[]){1, 2, 3}, 1, 3));
    real ratio;
    cr_assert(gradients_same_ratio(&ratio, &a, &b, (real)1e-3));
    CLOSE(ratio, 2, 8, 0);
    a.db[0].data[1] = 5;
    cr_assert_not(gradients_same_ratio(&ratio, &a, &b, (real)1e-3));
    gradients_free(&a);
    gradients_free(&b);
    network_free(&n);
}

/* eq:gradient-ratio: noise of the measured slopes grows with the ratio. Next to slopes a
 * thousand times too large, half of what a thousand floors allow is no difference, and
 * twice as much is. */
Test(checker, ratio_scales_the_floor)
{
    Network n = network_new(1, (size_t[]){1, 2}, (const char *[]){"identity"});
    Gradients a = gradients_new(n, 1), b = gradients_new(n, 1);
    real floor = (real)1e-3, ratio;
    matrix_copy(a.dw[0],
                matrix_view((real[]){1000, 1000 * floor * ERROR_RIGHT / 2}, 1, 2));
    matrix_copy(b.dw[0], matrix_view((real[]){1, 0}, 1, 2));
    matrix_fill(a.db[0], 0);
    matrix_fill(b.db[0], 0);
    cr_assert(gradients_same_ratio(&ratio, &a, &b, floor));
    CLOSE(ratio, 1000, 8, 0);
    a.dw[0].data[1] *= 4;
    cr_assert_not(gradients_same_ratio(&ratio, &a, &b, floor));
    gradients_free(&a);
    gradients_free(&b);
    network_free(&n);
}

/* eq:gradient-ratio: a negated gradient has the floor of its ratio's size, and one of
 * zeros is 0 times the measured. */
Test(checker, ratio_of_either_sign_and_of_zero)
{
    Network n = network_new(1, (size_t[]){1, 2}, (const char *[]){"identity"});
    Gradients a = gradients_new(n, 1), b = gradients_new(n, 1);
    real floor = (real)1e-3, noise = 1000 * floor * ERROR_RIGHT / 2, ratio;
    matrix_copy(a.dw[0], matrix_view((real[]){-1000, noise}, 1, 2));
    matrix_copy(b.dw[0], matrix_view((real[]){1, 0}, 1, 2));
    matrix_fill(a.db[0], 0);
    matrix_fill(b.db[0], 0);
    cr_assert(gradients_same_ratio(&ratio, &a, &b, floor));
    CLOSE(ratio, -1000, 8, 0);
    a.dw[0].data[1] *= 4;
    cr_assert_not(gradients_same_ratio(&ratio, &a, &b, floor));
    matrix_fill(a.dw[0], 0);
    cr_assert(gradients_same_ratio(&ratio, &a, &b, floor));
    cr_assert_eq(ratio, 0);
    gradients_free(&a);
    gradients_free(&b);
    network_free(&n);
}

/* eq:gradient-error along a direction: of twice the slope it is a half, of the negated
 * one 2. */
Test(checker, direction_error_of_known_factors)
{
    Batch c = case_new(3, "tanh", "squared");
    const double factors[] = {2, -1}, errors[] = {0.5, 2};
    for (int k = 0; k < 2; k++) {
        Random random = random_seed(4);
        gradients_scale(&c.state.gradients, (real)factors[k]);
        DirectionReport along = check_along(&c, &random);
        WITHIN(along.error, errors[k], 1e-2);
        gradients_scale(&c.state.gradients, (real)(1 / factors[k]));
    }
    batch_free(&c);
}

/* eq:error-floor along a direction: where all slopes are 0, a derived one of a quarter of
 * the floor is off by a quarter. Weights and biases of 0 and targets of mean 0 are such a
 * place, and the targets' size makes the loss, which the floor follows. */
Test(checker, direction_error_below_the_floor)
{
    Batch c = case_new(3, "tanh", "squared");
    Gradients direction = gradients_new(c.state.network, 1);
    for (size_t l = 0; l < c.state.network.depth; l++) {
        matrix_fill(c.state.network.layers[l].w, 0);
        matrix_fill(c.state.network.layers[l].b, 0);
    }
    for (int size = 0; size <= 30; size += 30) {
        for (size_t i = 0; i < 7; i++)
            matrix_fill(matrix_rows(c.y, i, 1), (real)(i == 6  ? 0
                                                       : i % 2 ? size
                                                               : -size));
        real loss = network_loss(&c.state.cache, c.state.network, c.x, c.y,
                                 c.state.loss);
        cr_assert(size ? loss > 100 : loss == 0);
        real floor = error_floor(loss, check_step());
        Random random = random_seed(6), same = random;
        gradients_random_direction(&direction, &same);
        for (size_t l = 0; l < c.state.network.depth; l++) {
            matrix_scale(c.state.gradients.dw[l], direction.dw[l], floor / 4);
            matrix_scale(c.state.gradients.db[l], direction.db[l], floor / 4);
        }
        DirectionReport along = check_along(&c, &random);
        WITHIN(along.error, 0.25, 0.01);
    }
    gradients_free(&direction);
    batch_free(&c);
}

/* Length 1, and on average no parameter is preferred: over 400 directions each of 67
 * squares has mean 1/67, with a standard deviation of sqrt(2 / 400) of that: 7%. The
 * square of the product of two directions has the same mean: no two are alike. */
Test(checker, directions_have_length_one_and_no_favourite)
{
    Batch c = case_new(10, "tanh", "squared");
    Gradients other = gradients_new(c.state.network, 1);
    Random random = random_seed(10);
    real first = 0, last = 0, both = 0,
         count = (real)network_parameters(c.state.network);
    for (int k = 0; k < 400; k++) {
        gradients_random_direction(&c.measured, &random);
        gradients_random_direction(&other, &random);
        CLOSE(gradients_dot(&c.measured, &c.measured), 1, 100, 0);
        real product = gradients_dot(&c.measured, &other);
        first += c.measured.dw[0].data[0] * c.measured.dw[0].data[0] * count / 400;
        last += c.measured.db[2].data[2] * c.measured.db[2].data[2] * count / 400;
        both += product * product * count / 400;
    }
    WITHIN(first, 1, 0.35);
    WITHIN(last, 1, 0.35);
    WITHIN(both, 1, 0.35);
    gradients_free(&other);
    batch_free(&c);
}

/* eq:direction-slope: along one axis it is that parameter's slope */
Test(checker, direction_along_an_axis_is_the_partial_derivative)
{
    Batch c = case_new(11, "tanh", "softmax cross-entropy");
    measure(&c);
    Gradients axis = gradients_new(c.state.network, 1);
    gradients_fill(&axis, 0);
    matrix_at(axis.dw[1], 2, 1) = 1;
    real slope = direction_measure(&axis, c.state.network, c.x, c.y, c.state.loss,
                                   check_step());
    real error = gradient_error(slope, matrix_at(c.measured.dw[1], 2, 1), floor_of(&c));
    cr_assert(error <= ERROR_RIGHT, "%g", (double)error);
    gradients_free(&axis);
    batch_free(&c);
}

#ifndef REAL_IS_FLOAT
/* Every attack but the tiny one shows along a random direction, in two passes. */
Test(checker, a_random_direction_refuses_the_attacks)
{
    for (int kind = 0; kind < ATTACKS; kind++) {
        if (kind == TINY_ENTRY) continue;
        Batch c = case_new(12, "tanh", "softmax cross-entropy");
        Random random = random_seed(12);
        attack(&c.state.gradients, (Attack)kind);
        DirectionReport along = check_along(&c, &random);
        cr_assert(along.error > ERROR_WRONG, "attack %d: %g", kind,
                  (double)along.error);
        batch_free(&c);
    }
}
#endif

/* --- wrong shapes -------------------------------------------------------------------------- */

Test(checker, refuses_what_does_not_fit)
{
    Batch c = case_new(13, "tanh", "squared");
    Network small = network_new(1, (size_t[]){5, 3}, (const char *[]){"tanh"});
    Gradients shallow = gradients_new(small, 1);
    real h = check_step();
    MISTAKE_IN("measure.c", "gradients_measure: gradients of 1 layers, a network of 3",
               gradients_measure(&shallow, c.state.network, c.x, c.y, c.state.loss, h));
    MISTAKE_IN("measure.c", "gradients_measure: x is (6, 5), expected (7, 5)",
               gradients_measure(&c.measured, c.state.network, matrix_rows(c.x, 0, 6),
                                 c.y, c.state.loss, h));
    MISTAKE_IN("measure.c", "gradients_measure_slowly: y is (7, 5), expected (7, 3)",
               gradients_measure_slowly(&c.measured, c.state.network, c.x, c.x,
                                        c.state.loss, h));
    MISTAKE_IN("measure.c", "direction_measure: the step is 0, expected above 0",
               direction_measure(&c.state.gradients, c.state.network, c.x, c.y,
                                 c.state.loss, 0));
    MISTAKE_IN("gradcheck.c", "gradients_compare: 1 layers against 3",
               gradients_compare(&shallow, &c.measured, 1));
    MISTAKE_IN("gradcheck.c", "gradients_compare: 1 layers against 3",
               layer_compare(&shallow, &c.measured, 0, 1));
    MISTAKE_IN("gradcheck.c", "layer_compare: layer 3 of 3",
               layer_compare(&c.state.gradients, &c.measured, 3, 1));
    MISTAKE_IN("gradcheck.c", "layer_compare: layer 5 of 3",
               layer_compare(&c.state.gradients, &c.measured, 5, 1));
    gradients_free(&shallow);
    network_free(&small);
    batch_free(&c);
}
