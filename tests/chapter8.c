/* Chapter 8: the fused passes against chapters 2 to 4, which have them one by one. */
#include "backprop.h"
#include "fast.h"
#include "support.h"

#include <stdlib.h>

TestSuite(chapter8, .timeout = 60);

/* What fast_exp may be wrong by, relative: four halves of float's epsilon. */
static const double EXP_ERROR = 0x1p-22;

/* eq:fast-exp: the whole range in steps that meet no pattern, against the C library in
 * double precision. */
Test(chapter8, exp_is_right_to_two_units)
{
    double worst = 0;
    for (double at = -87; at <= 88; at += 0.000137) {
        real x = (real)(float)at, got;
        fast_exp(&got, &x, 1);
        double want = exp((double)x), error = fabs((double)got - want) / want;
        worst = error > worst ? error : worst;
    }
    cr_assert(worst > 0 && worst <= EXP_ERROR, "relative error %g", worst);
}

Test(chapter8, exp_at_its_ends)
{
    real x[] = {0, (real)-1e30, (real)-INFINITY, (real)1e30, (real)INFINITY, (real)NAN};
    real y[6];
    fast_exp(y, x, 6);
    cr_assert_eq(y[0], 1);
    WITHIN(y[1], exp(-87), 1e-6 * exp(-87));
    cr_assert_eq(y[1], y[2]);
    cr_assert(fabs((double)y[3] / exp(88) - 1) <= EXP_ERROR);
    cr_assert_eq(y[3], y[4]);
    cr_assert(isnan(y[5]));
}

/* eq:bias-relu, by hand: z + b = (1, -1; 0, 3). */
Test(chapter8, bias_and_relu_in_one_pass)
{
    Matrix a = matrix_view((real[]){2, -3, 1, 1}, 2, 2);
    fast_bias_relu(a, matrix_view((real[]){-1, 2}, 1, 2));
    MATRIX_CLOSE(a, matrix_view((real[]){1, 0, 0, 3}, 2, 2), 0, 0);
    real bad = (real)NAN;
    fast_bias_relu(matrix_view(&bad, 1, 1), matrix_view((real[]){0}, 1, 1));
    cr_assert(isnan(bad), "a NaN must not become 0");
}

/* eq:softmax-fused against chapter 3's loss and gradient. */
Test(chapter8, softmax_loss_and_slope_in_one_pass)
{
    enum { M = 7, K = 5 };
    Random random = random_seed(3);
    Matrix z = matrix_new(M, K), b = matrix_new(1, K), sum = matrix_new(M, K);
    Matrix y = matrix_new(M, K), want = matrix_new(M, K);
    unsigned char label[M];
    random_fill_normal(&random, z, 0, 3);
    random_fill_normal(&random, b, 1, 2);
    matrix_fill(y, 0);
    for (size_t i = 0; i < M; i++) {
        label[i] = (unsigned char)random_below(&random, K);
        matrix_at(y, i, label[i]) = 1;
    }
    matrix_add_row(sum, z, b);
    Loss loss = loss_named("softmax cross-entropy");
    real wanted = loss.value(sum, y) * M;
    loss.gradient(want, sum, y);

    real got = fast_softmax_loss(z, b, label);
    WITHIN(got, wanted, 4 * EXP_ERROR * (double)wanted + M * EXP_ERROR);
    for (size_t i = 0; i < M * K; i++) WITHIN(z.data[i], want.data[i], 4 * EXP_ERROR);
    cr_assert_gt(matrix_max_abs(want), 0.01);
    Matrix *all[] = {&z, &b, &sum, &y, &want};
    for (size_t i = 0; i < 5; i++) matrix_free(all[i]);
}

/* Far logits neither overflow nor make a NaN: the loss of the wrong class is the gap. */
Test(chapter8, softmax_of_far_logits)
{
    Matrix z = matrix_view((real[]){1000, 0, -1000}, 1, 3);
    Matrix b = matrix_view((real[]){0, 0, 0}, 1, 3);
    WITHIN(fast_softmax_loss(z, b, (unsigned char[]){2}), 2000, 1e-3);
    MATRIX_CLOSE(z, matrix_view((real[]){1, 0, -1}, 1, 3), 0, 8);
    Matrix turned = matrix_view((real[]){-1000, 0, 1000}, 1, 3);
    WITHIN(fast_softmax_loss(turned, b, (unsigned char[]){2}), 0, 1e-6);
    MATRIX_CLOSE(turned, matrix_view((real[]){0, 0, 0}, 1, 3), 0, 8);
}

Test(chapter8, a_label_beyond_the_classes_is_a_mistake)
{
    Matrix z = matrix_view((real[]){1, 2, 3}, 1, 3);
    MISTAKE_IN("fast.c", "fast_softmax_loss: label 0 is 3, of 3 classes",
               fast_softmax_loss(z, z, (unsigned char[]){3}));
}

/* eq:relu-fused, by hand; a is 0 where the ReLU was off. */
Test(chapter8, slopes_pass_where_the_relu_was_on)
{
    Matrix dz = matrix_view((real[]){1, 2, 3, 4, 5, 6}, 2, 3), db = matrix_new(1, 3);
    fast_relu_backward(dz, db, matrix_view((real[]){1, 0, 2, 0, 0, 3}, 2, 3));
    MATRIX_CLOSE(dz, matrix_view((real[]){1, 0, 3, 0, 0, 6}, 2, 3), 0, 0);
    MATRIX_CLOSE(db, matrix_view((real[]){1, 0, 9}, 1, 3), 0, 0);
    matrix_free(&db);
}

/* Long enough for two threads, and with an odd length; every element moved once, and
 * none behind the last. */
Test(chapter8, a_step_is_a_step_in_any_number_of_threads)
{
    enum { ROWS = 331, COLS = 103, N = ROWS * COLS };
    Matrix room = matrix_new(1, N + 1), slopes = matrix_new(1, N + 1);
    Matrix w = matrix_view(room.data, ROWS, COLS);
    Matrix dw = matrix_view(slopes.data, ROWS, COLS);
    for (size_t threads = 1; threads <= 3; threads++) {
        for (size_t i = 0; i <= N; i++)
            w.data[i] = (real)(i % 64), dw.data[i] = (real)(i % 32);
        fast_step(w, dw, (real)0.5, threads);
        for (size_t i = 0; i < N; i++)
            cr_assert_eq(w.data[i], (real)(i % 64) - (real)(i % 32) / 2, "%zu", i);
        cr_assert_eq(w.data[N], N % 64);
    }
    matrix_free(&room);
    matrix_free(&slopes);
}

/* eq:rate-line: from the whole rate, in equal steps, to 0 behind the last. */
Test(chapter8, the_rate_falls_in_a_line)
{
    RateLine line = {2, 5};
    WITHIN(rate_line(line, 0, 4), 2, 0);
    WITHIN(rate_line(line, 10, 4), 1, 0);
    WITHIN(rate_line(line, 19, 4), 0.1, 1e-7);
    WITHIN(rate_line(line, 20, 4), 0, 0);
}

/* --- a batch against chapter 4 ---------------------------------------------------- */

enum { COUNT = 23, WIDTH = 12, HIDDEN = 9, CLASSES = 4 };

static Pixels draw_pixels(unsigned char *pixel, unsigned char *label, Random *random)
{
    for (size_t i = 0; i < (size_t)COUNT * WIDTH; i++)
        pixel[i] = (unsigned char)random_below(random, 256);
    for (size_t i = 0; i < COUNT; i++) label[i] = (unsigned char)(i % CLASSES);
    return (Pixels){COUNT, WIDTH, CLASSES, pixel, label};
}

/* eq:gather, eq:fast-batch: every slope is that of network_backward. */
Test(chapter8, a_batch_has_the_slopes_of_chapter_4)
{
    enum { M = 11 };
    Random random = random_seed(5);
    unsigned char pixel[COUNT * WIDTH], label[COUNT];
    Pixels data = draw_pixels(pixel, label, &random);
    PixelScale scale = {(real)0.01, (real)-1.2};
    FastNetwork fast = fast_network(WIDTH, HIDDEN, CLASSES, &random);
    random_fill_normal(&random, fast.b1, (real)0.1, 1);
    random_fill_normal(&random, fast.b2, (real)-0.2, 1);
    FastTrainer t = fast_trainer(fast, scale, COUNT, 16, 1);
    size_t index[M];
    for (size_t i = 0; i < M; i++) index[i] = (5 * i + 3) % COUNT;

    Network slow = network_stack(2, WIDTH, HIDDEN, CLASSES, "relu");
    matrix_copy(slow.layers[0].w, fast.w1), matrix_copy(slow.layers[0].b, fast.b1);
    matrix_copy(slow.layers[1].w, fast.w2), matrix_copy(slow.layers[1].b, fast.b2);
    Loss loss = loss_named("softmax cross-entropy");
    TrainingState state = training_state_new(slow, loss, M);
    Gradients g = state.gradients;
    Matrix x = matrix_new(M, WIDTH), y = matrix_new(M, CLASSES);
    matrix_fill(y, 0);
    for (size_t i = 0; i < M; i++) {
        matrix_at(y, i, label[index[i]]) = 1;
        for (size_t j = 0; j < WIDTH; j++)
            matrix_at(x, i, j) = scale.scale * (real)pixel[index[i] * WIDTH + j] +
                                 scale.shift;
    }
    real wanted = forward_backward(&state, x, y) * M;

    fast_gather(&t, data, index, M);
    WITHIN(fast_slopes(&t, M), wanted, 1e-5 * (double)wanted);
    Matrix got[] = {t.dw1, t.db1, t.dw2, t.db2};
    Matrix want[] = {g.dw[0], g.db[0], g.dw[1], g.db[1]};
    for (size_t k = 0; k < 4; k++) {
        cr_assert_gt(matrix_max_abs(want[k]), 0.01);
        for (size_t i = 0; i < want[k].rows * want[k].cols; i++)
            WITHIN(got[k].data[i], want[k].data[i], 1e-5);
    }
    fast_update(&t, (real)0.5); // each parameter goes half its slope down
    Matrix now[] = {fast.w1, fast.b1, fast.w2, fast.b2};
    Matrix old[] = {slow.layers[0].w, slow.layers[0].b, slow.layers[1].w,
                    slow.layers[1].b};
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < now[k].rows * now[k].cols; i++)
            cr_assert_eq(now[k].data[i], old[k].data[i] - (real)0.5 * got[k].data[i]);
    training_state_free(&state);
    matrix_free(&x), matrix_free(&y);
    fast_trainer_free(&t), fast_network_free(&fast);
}
