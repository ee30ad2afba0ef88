/* Chapter 8, the trainer: how a network starts, one epoch step by step, what is said of
 * images; and what the fused passes do at their edges and refuse. */
#include "fast.h"
#include "model.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

TestSuite(chapter8_train, .timeout = 60);

/* --- a network and its room ------------------------------------------------------- */

/* Mean of the squares and mean of a matrix. */
static void moments(Matrix w, double *square, double *mean)
{
    double count = (double)(w.rows * w.cols);
    *square = *mean = 0;
    for (size_t i = 0; i < w.rows * w.cols; i++) {
        *square += (double)w.data[i] * (double)w.data[i] / count;
        *mean += (double)w.data[i] / count;
    }
}

/* Variance 2/200 of 40,000 weights below the ReLU, 1/200 of 10,000 above it. The mean
 * of N squares is off by sqrt(2/N) of it: 0.7% and 1.4%; five times as much is let
 * pass. */
Test(chapter8_train, weights_start_with_the_variance_that_their_layer_needs)
{
    Random random = random_seed(11);
    FastNetwork n = fast_network(200, 200, 50, &random);
    double square, mean;
    moments(n.w1, &square, &mean);
    WITHIN(square, 2.0 / 200, 0.035 * 2 / 200);
    WITHIN(mean, 0, 5 * sqrt(2.0 / 200 / 40000));
    moments(n.w2, &square, &mean);
    WITHIN(square, 1.0 / 200, 0.07 / 200);
    WITHIN(mean, 0, 5 * sqrt(1.0 / 200 / 10000));
    cr_assert(matrix_max_abs(n.b1) == 0 && matrix_max_abs(n.b2) == 0);
    cr_assert(n.b1.rows == 1 && n.b1.cols == 200 && n.b2.rows == 1 && n.b2.cols == 50);
    fast_network_free(&n);
}

/* What is freed is empty, all of it, and freed again does nothing. */
Test(chapter8_train, what_is_freed_is_empty)
{
    Random random = random_seed(1);
    FastNetwork n = fast_network(3, 2, 4, &random);
    FastTrainer t = fast_trainer(n, (PixelScale){1, 0}, 7, 5, 1);
    cr_assert(t.batch == 5 && t.samples == 7 && t.threads == 1);
    fast_trainer_free(&t);
    Matrix *room[] = {&t.x, &t.a, &t.z, &t.da, &t.dw1, &t.db1, &t.dw2, &t.db2};
    for (size_t i = 0; i < 8; i++) cr_assert(room[i]->data == NULL, "matrix %zu", i);
    cr_assert(t.order == NULL && t.label == NULL);
    cr_assert(n.w1.data != NULL && matrix_max_abs(n.b2) == 0, "the network stays");
    fast_trainer_free(&t);
    fast_network_free(&n);
    Matrix *parts[] = {&n.w1, &n.b1, &n.w2, &n.b2};
    for (size_t i = 0; i < 4; i++) cr_assert(parts[i]->data == NULL, "matrix %zu", i);
}

Test(chapter8_train, room_for_nothing_is_a_mistake)
{
    Random random = random_seed(1);
    FastNetwork n = fast_network(3, 2, 2, &random);
    PixelScale as_is = {1, 0};
    MISTAKE_IN("fast.c", "fast_trainer: 4 samples, batch 0, 1 threads",
               fast_trainer(n, as_is, 4, 0, 1));
    MISTAKE_IN("fast.c", "fast_trainer: 4 samples, batch 2, 0 threads",
               fast_trainer(n, as_is, 4, 2, 0));
    FastTrainer t = fast_trainer(n, as_is, 4, 4, 1);
    cr_assert_eq(t.batch, 4);
    unsigned char pixel[12] = {0}, label[4] = {0}, said[4];
    Pixels many = {4, 3, 3, pixel, label}, wide = {3, 4, 2, pixel, label};
    Pixels one_class = {4, 3, 1, pixel, label};
    const char *classes = "fast_epoch: images of 3 pixels and 3 classes for a network "
                          "of 3 inputs and 2 outputs";
    MISTAKE_IN("fast.c", classes,
               fast_epoch(&t, many, (RateLine){1, 1}, 0, &random));
    MISTAKE_IN("fast.c",
               "fast_predict: images of 4 pixels and 2 classes for a network of 3 "
               "inputs and 2 outputs",
               fast_predict(&t, wide, said, NULL));
    MISTAKE_IN("fast.c", "fast_epoch: 4 images in epoch 1 of 1, room for 4",
               fast_epoch(&t, one_class, (RateLine){1, 1}, 1, &random));
    MISTAKE_IN("pixels.c", "pixels_gather: x (4, 3) for images of 4 pixels",
               pixels_gather(t.x, wide, (size_t[]){0, 1, 2, 0}, as_is));
    cr_assert(fast_epoch(&t, one_class, (RateLine){1, 1}, 0, &random) > 0);
    fast_trainer_free(&t), fast_network_free(&n);
}

/* --- an epoch ----------------------------------------------------------------------- */

enum { COUNT = 23, WIDTH = 6, HIDDEN = 5, CLASSES = 3, BATCH = 8 };

static Pixels draw(unsigned char *pixel, unsigned char *label, Random *random)
{
    for (size_t i = 0; i < (size_t)COUNT * WIDTH; i++)
        pixel[i] = (unsigned char)random_below(random, 256);
    for (size_t i = 0; i < COUNT; i++) label[i] = (unsigned char)(i % CLASSES);
    return (Pixels){COUNT, WIDTH, CLASSES, pixel, label};
}

/* eq:rate-line, eq:fast-batch: the second of three epochs is these steps, to the bit: a
 * shuffle, batches of 8, 8 and 7, each with its own rate, and the mean of all losses. */
Test(chapter8_train, an_epoch_is_its_steps)
{
    unsigned char pixel[COUNT * WIDTH], label[COUNT];
    Random random = random_seed(21), start = random_seed(22), again = start;
    Pixels data = draw(pixel, label, &random);
    PixelScale scale = {(real)0.01, (real)-1.2};
    FastNetwork one = fast_network(WIDTH, HIDDEN, CLASSES, &start);
    FastNetwork two = fast_network(WIDTH, HIDDEN, CLASSES, &again);
    FastTrainer t = fast_trainer(one, scale, COUNT, BATCH, 1);
    FastTrainer u = fast_trainer(two, scale, COUNT, BATCH, 1);
    RateLine line = {(real)0.5, 3};
    real mean = fast_epoch(&t, data, line, 1, &start);

    size_t order[COUNT], done = 0;
    for (size_t i = 0; i < COUNT; i++) order[i] = i;
    random_shuffle(&again, order, COUNT);
    real sum = 0;
    for (size_t step = 3; step < 6; step++) {
        size_t m = step < 5 ? 8 : 7;
        fast_gather(&u, data, order + done, m);
        sum += fast_slopes(&u, m);
        fast_update(&u, rate_line(line, step, 3));
        done += m;
    }
    cr_assert(mean == sum / COUNT && mean > (real)0.1);
    cr_assert(matrix_equal(one.w1, two.w1) && matrix_equal(one.b1, two.b1));
    cr_assert(matrix_equal(one.w2, two.w2) && matrix_equal(one.b2, two.b2));
    cr_assert_eq(random_next(&start), random_next(&again));
    fast_trainer_free(&t), fast_trainer_free(&u);
    fast_network_free(&one), fast_network_free(&two);
}

/* --- what is said of images --------------------------------------------------------- */

/* One pixel x, hidden unit max(0, x - 2), logits (1 - a, a, 0): class 0 up to x = 2, of
 * x = 3 classes 1, class 1 beyond; the third never. Five images in batches of two. */
Test(chapter8_train, the_most_certain_class_by_hand)
{
    Random random = random_seed(1);
    FastNetwork n = fast_network(1, 1, 3, &random);
    n.w1.data[0] = 1, n.b1.data[0] = -2;
    matrix_copy(n.w2, matrix_view((real[]){-1, 1, 0}, 1, 3));
    matrix_copy(n.b2, matrix_view((real[]){1, 0, 0}, 1, 3));
    FastTrainer t = fast_trainer(n, (PixelScale){1, 0}, 5, 2, 1);
    unsigned char pixel[] = {0, 3, 2, 5, 9}, label[] = {0, 1, 1, 1, 2}, said[5];
    real certain[15];
    Pixels data = {5, 1, 3, pixel, label};
    cr_assert_eq(fast_predict(&t, data, said, certain), 3);
    cr_assert_eq(memcmp(said, (unsigned char[]){0, 1, 0, 1, 1}, 5), 0);
    const double logits[5][3] = {
        {1, 0, 0}, {0, 1, 0}, {1, 0, 0}, {-2, 3, 0}, {-6, 7, 0}};
    for (size_t i = 0; i < 5; i++) {
        double sum = exp(logits[i][0]) + exp(logits[i][1]) + exp(logits[i][2]);
        for (size_t k = 0; k < 3; k++)
            WITHIN(certain[3 * i + k], exp(logits[i][k]) / sum, 0x1p-20);
    }
    memset(said, 9, 5);
    cr_assert_eq(fast_predict(&t, data, said, NULL), 3);
    cr_assert_eq(memcmp(said, (unsigned char[]){0, 1, 0, 1, 1}, 5), 0);
    // equally certain: the first of them
    matrix_fill(n.b2, 0), matrix_fill(n.w2, 0);
    fast_predict(&t, data, said, NULL);
    cr_assert_eq(memcmp(said, (unsigned char[]){0, 0, 0, 0, 0}, 5), 0);
    fast_trainer_free(&t);

    // all in one batch; and in a second epoch each image once, as in the first
    t = fast_trainer(n, (PixelScale){1, 0}, 5, 5, 1);
    cr_assert_eq(fast_predict(&t, data, said, NULL), 1);
    for (size_t epoch = 0; epoch < 2; epoch++) {
        fast_epoch(&t, data, (RateLine){(real)0.1, 2}, epoch, &random);
        size_t seen[5] = {0};
        for (size_t i = 0; i < 5; i++) seen[t.order[i]]++;
        for (size_t i = 0; i < 5; i++) cr_assert_eq(seen[i], 1, "epoch %zu", epoch);
    }
    fast_trainer_free(&t), fast_network_free(&n);
}

/* Rows of their own, and far logits: the largest is taken away first. */
Test(chapter8_train, softmax_of_rows)
{
    Matrix z = matrix_view((real[]){0, 1, 2, 2000, -2000, 2000}, 2, 3);
    fast_softmax(z);
    double sum = 1 + exp(1) + exp(2);
    const double want[] = {1 / sum, exp(1) / sum, exp(2) / sum, 0.5, 0, 0.5};
    for (size_t i = 0; i < 6; i++) WITHIN(z.data[i], want[i], 0x1p-20);
    Matrix far = matrix_view((real[]){1000, 1001}, 1, 2);
    fast_softmax(far);
    WITHIN(far.data[1], 1 / (1 + exp(-1)), 0x1p-20);
}

/* --- the passes at their edges ---------------------------------------------------------- */

/* One class is certain, whatever its logit. */
Test(chapter8_train, one_class_has_no_loss)
{
    Matrix z = matrix_new(2, 1), b = matrix_new(1, 1);
    matrix_fill(z, 40), matrix_fill(b, -3);
    WITHIN(fast_softmax_loss(z, b, (unsigned char[]){0, 0}), 0, 0);
    cr_assert(z.data[0] == 0 && z.data[1] == 0);
    matrix_free(&z), matrix_free(&b);
}

/* eq:softmax-fused: z + b counts, not z and b. (0, 1000) and (1000, -1000) make
 * (1000, 0), so class 0 is certain; (0, 1000) and (-1000, -1000) make (-1000, 0). */
Test(chapter8_train, logits_are_known_with_their_bias_only)
{
    Matrix z = matrix_view((real[]){0, 1000}, 1, 2);
    Matrix b = matrix_view((real[]){1000, -1000}, 1, 2);
    WITHIN(fast_softmax_loss(z, b, (unsigned char[]){0}), 0, 0);
    z = matrix_view((real[]){0, 1000}, 1, 2);
    b = matrix_view((real[]){-1000, -1000}, 1, 2);
    WITHIN(fast_softmax_loss(z, b, (unsigned char[]){1}), 0, 0);
}

/* Bytes 0 to 255 have mean 127.5 and variance (256^2 - 1) / 12: both ends count. */
Test(chapter8_train, standard_pixels_from_black_to_white)
{
    unsigned char pixel[256];
    for (size_t i = 0; i < 256; i++) pixel[i] = (unsigned char)i;
    PixelScale s = pixels_standard((Pixels){2, 128, 1, pixel, pixel});
    double std = sqrt(65535.0 / 12);
    CLOSE(s.scale, 1 / std, 8, 0);
    CLOSE(s.shift, -127.5 / std, 8, 0);
}

Test(chapter8_train, shapes_that_do_not_fit_are_a_mistake)
{
    Matrix m = matrix_new(2, 3), tall = matrix_new(3, 3), row = matrix_new(1, 3);
    Matrix two = matrix_new(1, 2);
    unsigned char label[] = {0, 0};
    matrix_fill(m, 0), matrix_fill(tall, 0), matrix_fill(row, 0), matrix_fill(two, 0);
    MISTAKE_IN("fast.c", "fast_bias_relu: b is (1, 2), expected (1, 3)",
               fast_bias_relu(m, two));
    MISTAKE_IN("fast.c", "fast_softmax_loss: b is (3, 3), expected (1, 3)",
               fast_softmax_loss(m, tall, label));
    MISTAKE_IN("fast.c", "fast_softmax_loss: label 1 is 4, of 3 classes",
               fast_softmax_loss(m, row, (unsigned char[]){0, 4}));
    MISTAKE_IN("fast.c", "fast_relu_backward: a is (3, 3), expected (2, 3)",
               fast_relu_backward(m, row, tall));
    MISTAKE_IN("fast.c", "fast_relu_backward: db is (1, 2), expected (1, 3)",
               fast_relu_backward(m, two, m));
    MISTAKE_IN("fast.c", "fast_step: dw is (2, 3), expected (3, 3)",
               fast_step(tall, m, 1, 1));
    const size_t sizes[] = {3, 2};
    Model model = model_new(1, sizes);
    MISTAKE_IN("model.c", "model_predict: p is (1, 3), expected (1, 2)",
               model_predict(row, model, label));
    model_free(&model);
    matrix_free(&m), matrix_free(&tall), matrix_free(&row), matrix_free(&two);
}
