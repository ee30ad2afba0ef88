/* Chapter 4, the backward passes: by hand, against central differences, what leaves a
 * gradient unchanged, its cost, each wrong shape. chapter4_training.c: training. */
#include "backprop.h"
#include "neuron.h"
#include "support.h"

#include <string.h>

TestSuite(backprop, .timeout = 20);

/* A network with the room for both passes. */
typedef struct Bench {
    Network network;
    Cache cache;
    Gradients gradients;
    Matrix x, y;
    Loss loss;
} Bench;

static Bench bench_new(size_t depth, const size_t *sizes, const char *const *names,
                       size_t m, const char *loss)
{
    Bench b = {.network = network_new(depth, sizes, names)};
    b.cache = cache_new(b.network, m);
    b.gradients = gradients_new(b.network, m);
    b.x = matrix_new(m, sizes[0]);
    b.y = matrix_new(m, sizes[depth]);
    b.loss = loss_named(loss);
    return b;
}

static void bench_free(Bench *b)
{
    cache_free(&b->cache);
    gradients_free(&b->gradients);
    network_free(&b->network);
    matrix_free(&b->x);
    matrix_free(&b->y);
}

static void set(Matrix m, const real *numbers)
{
    for (size_t i = 0; i < m.rows * m.cols; i++) m.data[i] = numbers[i];
}

static real loss_of(Bench *b)
{
    return b->loss.value(network_forward(&b->cache, b->network, b->x), b->y);
}

static real slopes_of(Bench *b)
{
    network_forward(&b->cache, b->network, b->x);
    return network_backward(&b->gradients, b->network, &b->cache, b->y, b->loss);
}

/* Weights of variance 1 / n_in, biases that are not zero, inputs of size 1; targets as
 * the loss wants them: a class a row, yes or no, or any number. */
static void bench_draw(Bench *b, uint64_t seed)
{
    Random random = random_seed(seed);
    network_randomize(b->network, &random);
    for (size_t l = 0; l < b->network.depth; l++)
        random_fill_normal(&random, b->network.layers[l].b, 0, (real)0.3);
    random_fill_normal(&random, b->x, 0, 1);
    random_fill_normal(&random, b->y, 0, 1);
    bool classes = strcmp(b->loss.name, "softmax cross-entropy") == 0;
    bool yes_or_no = strcmp(b->loss.name, "sigmoid cross-entropy") == 0;
    for (size_t i = 0; yes_or_no && i < b->y.rows * b->y.cols; i++)
        b->y.data[i] = b->y.data[i] > 0 ? 1 : 0;
    if (classes) matrix_fill(b->y, 0);
    for (size_t i = 0; classes && i < b->y.rows; i++)
        matrix_at(b->y, i, random_below(&random, b->y.cols)) = 1;
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

static Bench by_hand(void)
{
    Bench b = bench_new(2, (const size_t[]){2, 2, 1},
                        (const char *const[]){"tanh", "identity"}, 2, "squared");
    set(b.x, X), set(b.y, Y);
    set(b.network.layers[0].w, W1), set(b.network.layers[0].b, B1);
    set(b.network.layers[1].w, W2), set(b.network.layers[1].b, B2);
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
    Bench b = by_hand();
    real loss = slopes_of(&b);
    require_digits("Z1", b.cache.z[0], (double[]){1.5, 0.5, 0.25, 1});
    require_digits("A1", b.cache.a[0],
                   (double[]){0.905148254, 0.462117157, 0.244918662, 0.761594156});
    require_digits("P", b.cache.a[1], (double[]){0.230913939, -1.028269650});
    require_digits("L", matrix_view(&loss, 1, 1), (double[]){0.383938311});
    require_digits("dP", b.gradients.dz[1], (double[]){-0.384543030, 0.485865175});
    require_digits("dW2", b.gradients.dw[1], (double[]){-0.229071004, 0.192328146});
    require_digits("db2", b.gradients.db[1], (double[]){0.101322145});
    require_digits("dZ1", b.gradients.dz[0],
                   (double[]){-0.069489479, 0.604845989, 0.456720479, -0.408101814});
    require_digits("dW1", b.gradients.dw[0],
                   (double[]){-0.526209958, 1.012947803, 0.317741522, 0.801590164});
    require_digits("db1", b.gradients.db[0], (double[]){0.387231001, 0.196744175});
    bench_free(&b);
}

/* eq:network-step: every parameter moves against its slope, in every layer */
Test(backprop, step_by_hand)
{
    Bench b = by_hand();
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(b.gradients.dw[l], l == 0 ? 2 : -4);
        matrix_fill(b.gradients.db[l], l == 0 ? -1 : 8);
    }
    network_step(b.network, &b.gradients, (real)0.25);
    for (size_t i = 0; i < 4; i++)
        cr_assert(b.network.layers[0].w.data[i] == W1[i] - (real)0.5);
    for (size_t i = 0; i < 2; i++) {
        cr_assert(b.network.layers[0].b.data[i] == B1[i] + (real)0.25);
        cr_assert(b.network.layers[1].w.data[i] == W2[i] + 1);
    }
    cr_assert(b.network.layers[1].b.data[0] == B2[0] - 2);
    bench_free(&b);
}

/* --- against central differences ---------------------------------------------- */

/* Both errors of a central difference at its best step, cbrt(epsilon), are about
 * epsilon^(2/3); third derivatives and the roundings of a loss are below 30 here. */
static void require_differences(Bench *b, const char *what)
{
    real h = (real)cbrt((double)REAL_EPSILON);
    double allowed = 30 * pow((double)REAL_EPSILON, 2.0 / 3), largest = 0;
    slopes_of(b);
    for (size_t l = 0; l < b->network.depth; l++)
        for (int bias = 0; bias < 2; bias++) {
            Matrix p = bias ? b->network.layers[l].b : b->network.layers[l].w;
            Matrix d = bias ? b->gradients.db[l] : b->gradients.dw[l];
            cr_assert(d.rows == p.rows && d.cols == p.cols, "the shape of its own");
            for (size_t i = 0; i < p.rows * p.cols; i++) {
                real at = p.data[i], high = at + h, low = at - h;
                p.data[i] = high;
                real above = loss_of(b);
                p.data[i] = low;
                real below = loss_of(b);
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
static double nearest_kink(const Bench *b)
{
    double nearest = INFINITY;
    for (size_t l = 0; l < b->network.depth; l++)
        for (size_t i = 0; i < b->cache.rows * b->cache.z[l].cols; i++)
            if (strcmp(b->network.layers[l].f.name, "relu") == 0)
                nearest = fmin(nearest, fabs((double)b->cache.z[l].data[i]));
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
                Bench b = bench_new(shapes[s].depth, shapes[s].sizes, names,
                                    shapes[s].m, LOSSES[k]);
                uint64_t seed = 1000 * s + 100 * k + 10 * a;
                do {
                    bench_draw(&b, seed++);
                    loss_of(&b);
                } while (nearest_kink(&b) < 10 * cbrt((double)REAL_EPSILON));
                char what[80];
                snprintf(what, sizeof what, "%s, %s, %zu layers", LOSSES[k], HIDDEN[a],
                         shapes[s].depth);
                require_differences(&b, what);
                bench_free(&b);
                checked++;
            }
    cr_assert_eq(checked, 64);
}

/* An activation on the last layer, and another on each of the others. */
Test(backprop, each_layer_uses_its_own_activation)
{
    Bench b = bench_new(3, (const size_t[]){3, 4, 2, 3},
                        (const char *const[]){"tanh", "sigmoid", "tanh"}, 5, "squared");
    bench_draw(&b, 5);
    require_differences(&b, "tanh, sigmoid, tanh");
    bench_free(&b);
}

/* --- what a gradient depends on ----------------------------------------------- */

/* A mean does not change when every sample stands in the batch twice; nor when their
 * order does. Only roundings differ: sums of 10 terms, some of them cancelling. */
Test(backprop, every_sample_twice_or_in_another_order_changes_nothing)
{
    for (size_t k = 0; k < 4; k++) {
        const size_t sizes[] = {3, 4, 2};
        const char *names[] = {"tanh", "identity"};
        Bench once = bench_new(2, sizes, names, 5, LOSSES[k]);
        Bench twice = bench_new(2, sizes, names, 10, LOSSES[k]);
        bench_draw(&once, 40 + k);
        bench_draw(&twice, 40 + k);
        for (size_t l = 0; l < 2; l++) {
            matrix_copy(twice.network.layers[l].w, once.network.layers[l].w);
            matrix_copy(twice.network.layers[l].b, once.network.layers[l].b);
        }
        for (size_t i = 0; i < 10; i++) { // the second time backwards
            size_t from = i < 5 ? i : 9 - i;
            matrix_copy(matrix_rows(twice.x, i, 1), matrix_rows(once.x, from, 1));
            matrix_copy(matrix_rows(twice.y, i, 1), matrix_rows(once.y, from, 1));
        }
        CLOSE(slopes_of(&twice), slopes_of(&once), 16, 0);
        for (size_t l = 0; l < 2; l++) {
            MATRIX_CLOSE(twice.gradients.dw[l], once.gradients.dw[l], 16, 8);
            MATRIX_CLOSE(twice.gradients.db[l], once.gradients.db[l], 16, 8);
            cr_assert(matrix_max_abs(once.gradients.dw[l]) > (real)0.01);
        }
        bench_free(&once);
        bench_free(&twice);
    }
}

/* The gradient of a batch is the mean of its samples' gradients. */
Test(backprop, a_batch_is_the_mean_of_its_samples)
{
    const size_t sizes[] = {3, 4, 2};
    const char *names[] = {"sigmoid", "identity"};
    Bench all = bench_new(2, sizes, names, 7, "softmax cross-entropy");
    Matrix sum = matrix_new(3, 4);
    bench_draw(&all, 9);
    matrix_fill(sum, 0);
    for (size_t i = 0; i < 7; i++) { // one row through the room for seven
        Matrix y = matrix_rows(all.y, i, 1);
        network_forward(&all.cache, all.network, matrix_rows(all.x, i, 1));
        network_backward(&all.gradients, all.network, &all.cache, y, all.loss);
        matrix_add_scaled(sum, all.gradients.dw[0], (real)1 / 7);
    }
    slopes_of(&all);
    MATRIX_CLOSE(all.gradients.dw[0], sum, 16, 8);
    matrix_free(&sum);
    bench_free(&all);
}

/* Nothing adds up from call to call, whatever stood there, and nothing that the pass
 * only reads is changed. */
Test(backprop, a_second_backward_pass_gives_the_same_bits)
{
    Bench b = bench_new(2, (const size_t[]){3, 4, 2},
                        (const char *const[]){"relu", "identity"}, 5, "huber");
    bench_draw(&b, 11);
    real first = slopes_of(&b);
    Matrix dw = matrix_new(3, 4), w = matrix_new(3, 4), w2 = matrix_new(4, 2);
    Matrix z = matrix_new(5, 4), a = matrix_new(5, 2), y = matrix_new(5, 2);
    matrix_copy(dw, b.gradients.dw[0]);
    matrix_copy(w, b.network.layers[0].w);
    matrix_copy(w2, b.network.layers[1].w);
    matrix_copy(z, b.cache.z[0]);
    matrix_copy(a, b.cache.a[1]);
    matrix_copy(y, b.y);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(b.gradients.dw[l], NAN);
        matrix_fill(b.gradients.dz[l], 1000);
    }
    real second = network_backward(&b.gradients, b.network, &b.cache, b.y, b.loss);
    cr_assert(first == second && matrix_equal(dw, b.gradients.dw[0]));
    cr_assert(matrix_equal(w, b.network.layers[0].w));
    cr_assert(matrix_equal(w2, b.network.layers[1].w));
    cr_assert(matrix_equal(z, b.cache.z[0]) && matrix_equal(a, b.cache.a[1]));
    cr_assert(matrix_equal(y, b.y));
    cr_assert(second == loss_of(&b), "it returns the loss");
    Matrix *all[] = {&dw, &w, &w2, &z, &a, &y};
    for (size_t i = 0; i < 6; i++) matrix_free(all[i]);
    bench_free(&b);
}

/* With one layer it is the logistic neuron of chapter 1, derived there by itself. */
Test(backprop, one_layer_of_one_is_the_neuron)
{
    Bench b = bench_new(1, (const size_t[]){3, 1}, (const char *const[]){"identity"}, 5,
                        "sigmoid cross-entropy");
    bench_draw(&b, 12);
    real loss = slopes_of(&b), data[5], dw[3], db[1];
    Matrix a = matrix_view(data, 5, 1);
    neuron_forward(a, a, b.x, b.network.layers[0].w, b.network.layers[0].b,
                   activation_named("sigmoid"));
    neuron_log_delta(a, a, b.y);
    neuron_gradient(matrix_view(dw, 3, 1), matrix_view(db, 1, 1), b.x, a);
    MATRIX_CLOSE(b.gradients.dw[0], matrix_view(dw, 3, 1), 16, 4);
    MATRIX_CLOSE(b.gradients.db[0], matrix_view(db, 1, 1), 16, 4);
    CLOSE(loss, neuron_log_loss(b.cache.z[0], b.y), 8, 0);
    bench_free(&b);
}

/* A small enough step against the gradient goes down by rate |gradient|^2. */
Test(backprop, a_small_step_pays_what_the_gradient_promises)
{
    Bench b = bench_new(2, (const size_t[]){3, 4, 2},
                        (const char *const[]){"tanh", "identity"}, 5, "squared");
    bench_draw(&b, 13);
    double before = (double)slopes_of(&b), promised = 0, rate = 1e-3;
    for (size_t l = 0; l < 2; l++)
        for (int bias = 0; bias < 2; bias++) {
            Matrix d = bias ? b.gradients.db[l] : b.gradients.dw[l];
            for (size_t i = 0; i < d.rows * d.cols; i++)
                promised += rate * (double)d.data[i] * (double)d.data[i];
        }
    network_step(b.network, &b.gradients, (real)rate);
    double paid = before - (double)loss_of(&b);
    // the curvature takes a share of about rate times its size
    cr_assert(fabs(paid / promised - 1) < 0.01, "paid %g of %g", paid, promised);
    bench_free(&b);
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
    Bench b = bench_new(2, (const size_t[]){3, 4, 2}, names, 5, "squared");
    Bench deep = bench_new(3, (const size_t[]){3, 4, 4, 2}, names, 5, "squared");
    Bench wide = bench_new(2, (const size_t[]){3, 5, 2}, names, 5, "squared");
    bench_draw(&b, 1);
    bench_draw(&wide, 1);
    STOPS(
        "network_backward: 2 layers, 0 samples; the gradients hold 2 layers, 5 samples",
        network_backward(&b.gradients, b.network, &b.cache, b.y, b.loss));
    loss_of(&b);
    STOPS(
        "network_backward: 2 layers, 5 samples; the gradients hold 3 layers, 5 samples",
        network_backward(&deep.gradients, b.network, &b.cache, b.y, b.loss));
    STOPS("network_backward: the loss 'absolute' has no functions",
          network_backward(&b.gradients, b.network, &b.cache, b.y,
                           loss_named("absolute")));
    Loss half = b.loss;
    half.value = NULL;
    STOPS("network_backward: the loss 'squared' has no functions",
          network_backward(&b.gradients, b.network, &b.cache, b.y, half));
    half.value = b.loss.value, half.gradient = NULL;
    STOPS("network_backward: the loss 'squared' has no functions",
          network_backward(&b.gradients, b.network, &b.cache, b.y, half));
    STOPS("dense_backward: dw is (3, 5), expected (3, 4)", {
        wide.gradients.dw[1] = b.gradients.dw[1];
        wide.gradients.dz[0] = b.gradients.dz[0];
        network_backward(&wide.gradients, b.network, &b.cache, b.y, b.loss);
    });
    Gradients small = gradients_new(b.network, 3);
    STOPS(
        "network_backward: 2 layers, 5 samples; the gradients hold 2 layers, 3 samples",
        network_backward(&small, b.network, &b.cache, b.y, b.loss));
    gradients_free(&small);
    cr_assert(small.dw == NULL && small.depth == 0);
    bench_free(&b);
    bench_free(&deep);
    bench_free(&wide);
}
