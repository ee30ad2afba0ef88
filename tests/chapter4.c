/* Chapter 4, the backward passes: by hand, against central differences, what leaves a
 * gradient unchanged, its cost, each wrong shape. chapter4_more.c: training. */
#include "networks.h"
#include "neuron.h"

TestSuite(backprop, .timeout = 20);

static void set(Matrix m, const real *numbers)
{
    for (size_t i = 0; i < m.rows * m.cols; i++) m.data[i] = numbers[i];
}

/* --- by hand ------------------------------------------------------------------ */

/* eq:dense-backward: x^T dz, the column sums of dz, dz w^T; numbers that binary holds
 * exactly, so no tolerance */
Test(backprop, dense_backward_by_hand)
{
    Matrix x = matrix_view((real[]){1, 2, 3, -1, 0, 4}, 2, 3);
    Matrix w = matrix_view((real[]){1, -2, 0.5, 3, -1, 4}, 3, 2);
    Matrix dz = matrix_view((real[]){2, -1, 0.5, 1}, 2, 2);
    real dw[6], db[2], dx[6];
    dense_backward(matrix_view(dw, 3, 2), matrix_view(db, 1, 2), matrix_view(dx, 2, 3),
                   x, w, dz);
    const real want_w[] = {1.5, -2, 4, -2, 8, 1},
               want_x[] = {4, -2, -6, -1.5, 3.25, 3.5};
    for (size_t i = 0; i < 6; i++)
        cr_assert(dw[i] == want_w[i] && dx[i] == want_x[i], "element %zu", i);
    cr_assert(db[0] == (real)2.5 && db[1] == 0);
}

Test(backprop, dense_backward_without_dx)
{
    Matrix x = matrix_view((real[]){1, 2}, 1, 2), w = matrix_view((real[]){5, 6}, 2, 1);
    real dw[2] = {9, 9}, db[1] = {9}, dz = 3;
    dense_backward(matrix_view(dw, 2, 1), matrix_view(db, 1, 1), (Matrix){0, 0, NULL},
                   x, w, matrix_view(&dz, 1, 1));
    cr_assert(dw[0] == 3 && dw[1] == 6 && db[0] == 3);
}

/* eq:activation-backward: da f'(z), and f' is taken at z: at a = relu(z) or tanh(z) it
 * would be another number. In da's place too. */
Test(backprop, activation_backward_by_hand)
{
    real z[] = {2, -1, 0.5, -3, 1, 0}, da[] = {3, 5, -2, 7, 0.25, 4}, dz[6];
    Matrix in = matrix_view(z, 2, 3), slope = matrix_view(da, 2, 3);
    activation_backward(matrix_view(dz, 2, 3), slope, in, activation_named("relu"));
    const real want[] = {3, 0, -2, 0, 0.25, 0};
    for (size_t i = 0; i < 6; i++) cr_assert(dz[i] == want[i], "element %zu", i);

    Activation f = activation_named("tanh");
    activation_backward(matrix_view(dz, 2, 3), slope, in, f);
    for (size_t i = 0; i < 6; i++) {
        double t = tanh((double)z[i]); // 1 - t^2 loses up to 2 digits at z = -3
        CLOSE(dz[i], (double)da[i] * (1 - t * t), 500, 0);
    }
    activation_backward(slope, slope, in, f);
    cr_assert(matrix_equal(slope, matrix_view(dz, 2, 3)), "in place");
}

static const real X[] = {1, 2, -1, 1}, W1[] = {0.5, -0.5, 0.25, 0.5}, B1[] = {0.5, 0},
                  W2[] = {1, -2}, B2[] = {0.25}, Y[] = {1, -2};

static Batch by_hand(void)
{
    Batch b = batch_new(2, (const size_t[]){2, 2, 1},
                        (const char *const[]){"tanh", "identity"}, 2, "squared");
    set(b.x, X), set(b.y, Y);
    set(b.state.network.layers[0].w, W1), set(b.state.network.layers[0].b, B1);
    set(b.state.network.layers[1].w, W2), set(b.state.network.layers[1].b, B2);
    return b;
}

/* Each number was worked out apart from this code, with tanh 1.5 = 0.905148254,
 * tanh 0.5 = 0.462117157, tanh 0.25 = 0.244918662, tanh 1 = 0.761594156, and written
 * to nine digits; float keeps seven. */
static void require_digits(const char *what, Matrix got, const double *want)
{
    for (size_t i = 0; i < got.rows * got.cols; i++) {
        double allowed = fmax(6e-10, 8 * (double)REAL_EPSILON);
        const char *wrong = numbers_close((double)got.data[i], want[i], 0, allowed);
        cr_assert(wrong == NULL, "%s, element %zu: %s", what, i, wrong);
    }
}

/* eq:backprop: the 2-2-1 network of the text, digit by digit */
Test(backprop, the_example_of_the_text_digit_by_digit)
{
    Batch b = by_hand();
    real loss = batch_slopes(&b);
    require_digits("Z1", b.state.cache.z[0], (double[]){1.5, 0.5, 0.25, 1});
    require_digits("A1", b.state.cache.a[0],
                   (double[]){0.905148254, 0.462117157, 0.244918662, 0.761594156});
    require_digits("P", b.state.cache.a[1], (double[]){0.230913939, -1.028269650});
    require_digits("L", matrix_view(&loss, 1, 1), (double[]){0.383938311});
    require_digits("dP", b.state.gradients.dz[1],
                   (double[]){-0.384543030, 0.485865175});
    require_digits("dW2", b.state.gradients.dw[1],
                   (double[]){-0.229071004, 0.192328146});
    require_digits("db2", b.state.gradients.db[1], (double[]){0.101322145});
    require_digits("dZ1", b.state.gradients.dz[0],
                   (double[]){-0.069489479, 0.604845989, 0.456720479, -0.408101814});
    require_digits("dW1", b.state.gradients.dw[0],
                   (double[]){-0.526209958, 1.012947803, 0.317741522, 0.801590164});
    require_digits("db1", b.state.gradients.db[0],
                   (double[]){0.387231001, 0.196744175});
    batch_free(&b);
}

/* eq:network-step: every parameter moves against its slope, in every layer */
Test(backprop, step_by_hand)
{
    Batch b = by_hand();
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(b.state.gradients.dw[l], l == 0 ? 2 : -4);
        matrix_fill(b.state.gradients.db[l], l == 0 ? -1 : 8);
    }
    network_step(b.state.network, &b.state.gradients, (real)0.25);
    for (size_t i = 0; i < 4; i++)
        cr_assert(b.state.network.layers[0].w.data[i] == W1[i] - (real)0.5);
    for (size_t i = 0; i < 2; i++) {
        cr_assert(b.state.network.layers[0].b.data[i] == B1[i] + (real)0.25);
        cr_assert(b.state.network.layers[1].w.data[i] == W2[i] + 1);
    }
    cr_assert(b.state.network.layers[1].b.data[0] == B2[0] - 2);
    batch_free(&b);
}

/* --- against central differences ---------------------------------------------- */

/* Both errors of a central difference at its best step, cbrt(epsilon), are about
 * epsilon^(2/3); third derivatives and the roundings of a loss are below 30 here. */
static void require_differences(Batch *b, const char *what)
{
    real h = difference_step();
    double allowed = difference_error(30), largest = 0;
    batch_slopes(b);
    for (size_t l = 0; l < b->state.network.depth; l++)
        for (int bias = 0; bias < 2; bias++) {
            Matrix p = bias ? b->state.network.layers[l].b
                            : b->state.network.layers[l].w;
            Matrix d = bias ? b->state.gradients.db[l] : b->state.gradients.dw[l];
            cr_assert(d.rows == p.rows && d.cols == p.cols, "the shape of its own");
            for (size_t i = 0; i < p.rows * p.cols; i++) {
                real at = p.data[i], high = at + h, low = at - h;
                p.data[i] = high;
                real above = batch_loss(b);
                p.data[i] = low;
                real below = batch_loss(b);
                p.data[i] = at;
                double slope = (double)(above - below) / (double)(high - low);
                const char *wrong = numbers_close((double)d.data[i], slope, 0, allowed);
                cr_assert(wrong == NULL, "%s, layer %zu, %s %zu: %s", what, l,
                          bias ? "bias" : "weight", i, wrong);
                largest = fmax(largest, fabs(slope));
            }
        }
    cr_assert(largest > 0.01, "%s: nothing to compare", what);
}

static const char *const LOSSES[] = {"squared", "huber", "sigmoid cross-entropy",
                                     "softmax cross-entropy"};
static const char *const HIDDEN[] = {"identity", "sigmoid", "tanh", "relu"};

/* The smallest |z| in the layers that have a kink at 0: differences must not cross. */
static double nearest_kink(const Batch *b)
{
    double nearest = INFINITY;
    for (size_t l = 0; l < b->state.network.depth; l++)
        for (size_t i = 0; i < b->state.cache.rows * b->state.cache.z[l].cols; i++)
            if (strcmp(b->state.network.layers[l].f.name, "relu") == 0)
                nearest = fmin(nearest, fabs((double)b->state.cache.z[l].data[i]));
    return nearest;
}

/* eq:backprop, eq:dense-backward, eq:activation-backward: every parameter, for four
 * losses, four activations and four shapes, none of them square */
Test(backprop, every_slope_is_that_of_a_central_difference)
{
    const struct {
        size_t depth, sizes[5], m;
    } shapes[] = {{1, {3, 2}, 4},
                  {2, {2, 5, 3}, 1},
                  {3, {4, 3, 5, 2}, 6},
                  {4, {2, 3, 4, 3, 2}, 3}};
    size_t checked = 0;
    for (size_t s = 0; s < 4; s++)
        for (size_t k = 0; k < 4; k++)
            for (size_t a = 0; a < 4; a++) {
                const char *names[4] = {HIDDEN[a], HIDDEN[a], HIDDEN[a], HIDDEN[a]};
                names[shapes[s].depth - 1] = "identity";
                Batch b = batch_new(shapes[s].depth, shapes[s].sizes, names,
                                    shapes[s].m, LOSSES[k]);
                uint64_t seed = 1000 * s + 100 * k + 10 * a;
                do {
                    batch_draw(&b, seed++);
                    batch_loss(&b);
                } while (nearest_kink(&b) < 10 * (double)difference_step());
                char what[80];
                snprintf(what, sizeof what, "%s, %s, %zu layers", LOSSES[k], HIDDEN[a],
                         shapes[s].depth);
                require_differences(&b, what);
                batch_free(&b);
                checked++;
            }
    cr_assert_eq(checked, 64);
}

/* An activation on the last layer, and another on each of the others. */
Test(backprop, each_layer_uses_its_own_activation)
{
    Batch b = batch_new(3, (const size_t[]){3, 4, 2, 3},
                        (const char *const[]){"tanh", "sigmoid", "tanh"}, 5, "squared");
    batch_draw(&b, 5);
    require_differences(&b, "tanh, sigmoid, tanh");
    batch_free(&b);
}

/* --- what a gradient depends on ----------------------------------------------- */

/* A mean does not change when every sample stands in the batch twice; nor when their
 * order does. Only roundings differ: sums of 10 terms, some of them cancelling. */
Test(backprop, every_sample_twice_or_in_another_order_changes_nothing)
{
    for (size_t k = 0; k < 4; k++) {
        const size_t sizes[] = {3, 4, 2};
        const char *names[] = {"tanh", "identity"};
        Batch once = batch_new(2, sizes, names, 5, LOSSES[k]);
        Batch twice = batch_new(2, sizes, names, 10, LOSSES[k]);
        batch_draw(&once, 40 + k);
        batch_draw(&twice, 40 + k);
        for (size_t l = 0; l < 2; l++) {
            matrix_copy(twice.state.network.layers[l].w,
                        once.state.network.layers[l].w);
            matrix_copy(twice.state.network.layers[l].b,
                        once.state.network.layers[l].b);
        }
        for (size_t i = 0; i < 10; i++) { // the second time backwards
            size_t from = i < 5 ? i : 9 - i;
            matrix_copy(matrix_rows(twice.x, i, 1), matrix_rows(once.x, from, 1));
            matrix_copy(matrix_rows(twice.y, i, 1), matrix_rows(once.y, from, 1));
        }
        CLOSE(batch_slopes(&twice), batch_slopes(&once), 16, 0);
        for (size_t l = 0; l < 2; l++) {
            MATRIX_CLOSE(twice.state.gradients.dw[l], once.state.gradients.dw[l], 16,
                         8);
            MATRIX_CLOSE(twice.state.gradients.db[l], once.state.gradients.db[l], 16,
                         8);
            cr_assert(matrix_max_abs(once.state.gradients.dw[l]) > (real)0.01);
        }
        batch_free(&once);
        batch_free(&twice);
    }
}

/* The gradient of a batch is the mean of its samples' gradients. */
Test(backprop, a_batch_is_the_mean_of_its_samples)
{
    const size_t sizes[] = {3, 4, 2};
    const char *names[] = {"sigmoid", "identity"};
    Batch all = batch_new(2, sizes, names, 7, "softmax cross-entropy");
    Matrix sum = matrix_new(3, 4);
    batch_draw(&all, 9);
    matrix_fill(sum, 0);
    for (size_t i = 0; i < 7; i++) { // one row through the room for seven
        Matrix y = matrix_rows(all.y, i, 1);
        network_forward(&all.state.cache, all.state.network, matrix_rows(all.x, i, 1));
        network_backward(&all.state.gradients, all.state.network, &all.state.cache, y,
                         all.state.loss);
        matrix_add_scaled(sum, all.state.gradients.dw[0], (real)1 / 7);
    }
    batch_slopes(&all);
    MATRIX_CLOSE(all.state.gradients.dw[0], sum, 16, 8);
    matrix_free(&sum);
    batch_free(&all);
}

/* Nothing adds up from call to call, whatever stood there, and nothing that the pass
 * only reads is changed. */
Test(backprop, a_second_backward_pass_gives_the_same_bits)
{
    Batch b = batch_new(2, (const size_t[]){3, 4, 2},
                        (const char *const[]){"relu", "identity"}, 5, "huber");
    batch_draw(&b, 11);
    real first = batch_slopes(&b);
    Matrix dw = matrix_new(3, 4), w = matrix_new(3, 4), w2 = matrix_new(4, 2);
    Matrix z = matrix_new(5, 4), a = matrix_new(5, 2), y = matrix_new(5, 2);
    matrix_copy(dw, b.state.gradients.dw[0]);
    matrix_copy(w, b.state.network.layers[0].w);
    matrix_copy(w2, b.state.network.layers[1].w);
    matrix_copy(z, b.state.cache.z[0]);
    matrix_copy(a, b.state.cache.a[1]);
    matrix_copy(y, b.y);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(b.state.gradients.dw[l], NAN);
        matrix_fill(b.state.gradients.dz[l], 1000);
    }
    real second = network_backward(&b.state.gradients, b.state.network, &b.state.cache,
                                   b.y, b.state.loss);
    cr_assert(first == second && matrix_equal(dw, b.state.gradients.dw[0]));
    cr_assert(matrix_equal(w, b.state.network.layers[0].w));
    cr_assert(matrix_equal(w2, b.state.network.layers[1].w));
    cr_assert(matrix_equal(z, b.state.cache.z[0]) &&
              matrix_equal(a, b.state.cache.a[1]));
    cr_assert(matrix_equal(y, b.y));
    cr_assert(second == batch_loss(&b), "it returns the loss");
    Matrix *all[] = {&dw, &w, &w2, &z, &a, &y};
    for (size_t i = 0; i < 6; i++) matrix_free(all[i]);
    batch_free(&b);
}

/* With one layer it is the logistic neuron of chapter 1, derived there by itself. */
Test(backprop, one_layer_of_one_is_the_neuron)
{
    Batch b = batch_new(1, (const size_t[]){3, 1}, (const char *const[]){"identity"}, 5,
                        "sigmoid cross-entropy");
    batch_draw(&b, 12);
    real loss = batch_slopes(&b), data[5], dw[3], db[1];
    Matrix a = matrix_view(data, 5, 1);
    neuron_forward(a, a, b.x, b.state.network.layers[0].w, b.state.network.layers[0].b,
                   activation_named("sigmoid"));
    neuron_log_delta(a, a, b.y);
    neuron_gradient(matrix_view(dw, 3, 1), matrix_view(db, 1, 1), b.x, a);
    MATRIX_CLOSE(b.state.gradients.dw[0], matrix_view(dw, 3, 1), 16, 4);
    MATRIX_CLOSE(b.state.gradients.db[0], matrix_view(db, 1, 1), 16, 4);
    CLOSE(loss, neuron_log_loss(b.state.cache.z[0], b.y), 8, 0);
    batch_free(&b);
}

/* A small enough step against the gradient goes down by rate |gradient|^2. */
Test(backprop, a_small_step_pays_what_the_gradient_promises)
{
    Batch b = batch_new(2, (const size_t[]){3, 4, 2},
                        (const char *const[]){"tanh", "identity"}, 5, "squared");
    batch_draw(&b, 13);
    double before = (double)batch_slopes(&b), promised = 0, rate = 1e-3;
    for (size_t l = 0; l < 2; l++)
        for (int bias = 0; bias < 2; bias++) {
            Matrix d = bias ? b.state.gradients.db[l] : b.state.gradients.dw[l];
            for (size_t i = 0; i < d.rows * d.cols; i++)
                promised += rate * (double)d.data[i] * (double)d.data[i];
        }
    network_step(b.state.network, &b.state.gradients, (real)rate);
    double paid = before - (double)batch_loss(&b);
    // the curvature takes a share of about rate times its size
    cr_assert(fabs(paid / promised - 1) < 0.01, "paid %g of %g", paid, promised);
    batch_free(&b);
}

/* --- cost --------------------------------------------------------------------- */

/* eq:backward-multiplications, eq:difference-multiplications: counted by hand for
 * 3-4-2: dW2 and dA1 take 4 * 2 each, dW1 3 * 4; 26 parameters. */
Test(backprop, multiplications_by_hand)
{
    Network n = network_new(2, (const size_t[]){3, 4, 2},
                            (const char *const[]){"tanh", "identity"});
    cr_assert_eq(network_multiplications(n, 1), 20);
    cr_assert_eq(backward_multiplications(n, 1), 8 + 8 + 12);
    cr_assert_eq(backward_multiplications(n, 7), 7 * 28);
    cr_assert_eq(difference_multiplications(n, 1), 27 * 20);
    cr_assert_eq(difference_multiplications(n, 7), 27 * 20 * 7);
    network_free(&n);
    n = network_new(2, (const size_t[]){784, 128, 10},
                    (const char *const[]){"tanh", "identity"});
    cr_assert_eq(difference_multiplications(n, 1), 101771ULL * 101632); // over 2^32
    network_free(&n);
    n = network_new(1, (const size_t[]){5, 3}, (const char *const[]){"identity"});
    cr_assert_eq(backward_multiplications(n, 2), 2 * 15);
    network_free(&n);
}

/* --- mistakes ----------------------------------------------------------------- */

#define STOPS(line, ...) MISTAKE_IN("backprop.c", line, __VA_ARGS__)

Test(backprop, dense_backward_refuses_wrong_shapes)
{
    Matrix x = ZEROS(4, 3), w = ZEROS(3, 2), dz = ZEROS(4, 2), dw = ZEROS(3, 2);
    Matrix db = ZEROS(1, 2), dx = ZEROS(4, 3);
    STOPS("dense_backward: dw is (2, 3), expected (3, 2)",
          dense_backward(ZEROS(2, 3), db, dx, x, w, dz));
    MISTAKE_IN(
        "neuron.c",
        "matrix_multiply_at_b: a^T (3, 4) x b (3, 2): inner sizes 4 and 3 differ",
        dense_backward(dw, db, dx, x, w, ZEROS(3, 2)));
    MISTAKE_IN("neuron.c", "matrix_sum_rows: out is (2, 1), expected (1, 2)",
               dense_backward(dw, ZEROS(2, 1), dx, x, w, dz));
    STOPS("matrix_multiply_a_bt: a (4, 2) x b^T (2, 3) is (4, 3), but out is (3, 4)",
          dense_backward(dw, db, ZEROS(3, 4), x, w, dz));
    STOPS("dense_backward: dx (4, 3) and x (4, 3) share memory (aliasing)",
          dense_backward(dw, db, x, x, w, dz));
}

Test(backprop, activation_backward_refuses_wrong_shapes_and_a_lost_z)
{
    Activation f = activation_named("tanh");
    Matrix z = ZEROS(4, 3);
    STOPS("activation_backward: da is (3, 4), expected (4, 3)",
          activation_backward(ZEROS(4, 3), ZEROS(3, 4), z, f));
    STOPS("activation_backward: dz is (3, 4), expected (4, 3)",
          activation_backward(ZEROS(3, 4), ZEROS(4, 3), z, f));
    STOPS("activation_backward: dz (4, 3) and the cached z (4, 3) share memory "
          "(aliasing)",
          activation_backward(z, ZEROS(4, 3), z, f));
}

Test(backprop, network_backward_refuses_what_does_not_belong_together)
{
    const char *names[] = {"tanh", "identity", "identity"};
    Batch b = batch_new(2, (const size_t[]){3, 4, 2}, names, 5, "squared");
    Batch deep = batch_new(3, (const size_t[]){3, 4, 4, 2}, names, 5, "squared");
    Batch wide = batch_new(2, (const size_t[]){3, 5, 2}, names, 5, "squared");
    batch_draw(&b, 1);
    batch_draw(&wide, 1);
    STOPS(
        "network_backward: 2 layers, 0 samples; the gradients hold 2 layers, 5 samples",
        network_backward(&b.state.gradients, b.state.network, &b.state.cache, b.y,
                         b.state.loss));
    batch_loss(&b);
    STOPS(
        "network_backward: 2 layers, 5 samples; the gradients hold 3 layers, 5 samples",
        network_backward(&deep.state.gradients, b.state.network, &b.state.cache, b.y,
                         b.state.loss));
    STOPS("network_backward: the loss 'absolute' has no functions",
          network_backward(&b.state.gradients, b.state.network, &b.state.cache, b.y,
                           loss_named("absolute")));
    Loss half = b.state.loss;
    half.value = NULL;
    STOPS("network_backward: the loss 'squared' has no functions",
          network_backward(&b.state.gradients, b.state.network, &b.state.cache, b.y,
                           half));
    half.value = b.state.loss.value, half.gradient = NULL;
    STOPS("network_backward: the loss 'squared' has no functions",
          network_backward(&b.state.gradients, b.state.network, &b.state.cache, b.y,
                           half));
    STOPS("dense_backward: dw is (3, 5), expected (3, 4)", {
        wide.state.gradients.dw[1] = b.state.gradients.dw[1];
        wide.state.gradients.dz[0] = b.state.gradients.dz[0];
        network_backward(&wide.state.gradients, b.state.network, &b.state.cache, b.y,
                         b.state.loss);
    });
    Gradients small = gradients_new(b.state.network, 3);
    STOPS(
        "network_backward: 2 layers, 5 samples; the gradients hold 2 layers, 3 samples",
        network_backward(&small, b.state.network, &b.state.cache, b.y, b.state.loss));
    gradients_free(&small);
    cr_assert(small.dw == NULL && small.depth == 0);
    batch_free(&b);
    batch_free(&deep);
    batch_free(&wide);
}
