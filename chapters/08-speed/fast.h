/* Training at full speed: one hidden layer of ReLUs, softmax and cross-entropy, with
 * everything between the matrix products fused into few passes, and no allocation
 * once it runs. The products are common/matmul's, in the mode and with the threads
 * that matmul_use set. In MATMUL_EXACT all of it gives the same bits on every machine:
 * the passes here use + - * / and comparisons only. */
#ifndef SPEED_FAST_H
#define SPEED_FAST_H

#include "matmul.h"
#include "pixels.h"

/* --- passes over a batch, m samples a row each --------------------------------- */

/* e^x for a row of numbers, by a polynomial in float arithmetic whatever `real` is:
 * relative error at most 2^-22 for -87 <= x <= 88, and x is taken for the nearer
 * bound beyond (tests/chapter8.c tries them)  (eq:fast-exp). A NaN gives a NaN.
 * out may be x. */
void fast_exp(real *out, const real *x, size_t count);

/* a (m, n) holds z without its bias, and becomes max(0, z + b); b (1, n)
 * (eq:bias-relu). */
void fast_bias_relu(Matrix a, Matrix b);

/* z (m, K) holds the logits without their bias, b (1, K). Becomes dz = (P - Y) / m,
 * where P = softmax(z + b) and row i of Y is 1 at label[i]. Returns the sum of the m
 * losses, -ln p at the label  (eq:softmax-fused). A label that is not below K is a
 * mistake. */
real fast_softmax_loss(Matrix z, Matrix b, const unsigned char *label);

/* Each row of z (m, K) becomes its softmax. */
void fast_softmax(Matrix z);

/* dz (m, n) holds the slope at a, and becomes that at z: 0 where a is 0. db (1, n)
 * becomes the sum of its rows  (eq:relu-fused). */
void fast_relu_backward(Matrix dz, Matrix db, Matrix a);

/* w = w - rate * dw, in `threads` threads where w is large enough to pay for them. */
void fast_step(Matrix w, Matrix dw, real rate, size_t threads);

/* --- a network and its training ------------------------------------------------- */

typedef struct FastNetwork {
    Matrix w1, b1, w2, b2; // (n, h), (1, h), (h, K), (1, K)
} FastNetwork;

/* Weights normal with variance 2/n below the ReLU (chapter 6) and 1/h above, biases
 * 0. */
FastNetwork fast_network(size_t inputs, size_t hidden, size_t classes, Random *random);

void fast_network_free(FastNetwork *network);

/* All the room that training takes, for batches of up to `batch`. */
typedef struct FastTrainer {
    FastNetwork network;
    PixelScale scale;
    size_t threads, batch, samples;
    Matrix x, a, z, da;        // one batch
    Matrix dw1, db1, dw2, db2; // the slopes, in their parameters' shapes
    size_t *order;             // of the samples
    unsigned char *label;      // of the batch
} FastTrainer;

/* A batch larger than samples is all of them. */
FastTrainer fast_trainer(FastNetwork network, PixelScale scale, size_t samples,
                         size_t batch, size_t threads);

/* Frees the room; the network stays. */
void fast_trainer_free(FastTrainer *trainer);

/* Gathers the images index[0 .. m - 1] and their labels. */
void fast_gather(FastTrainer *t, Pixels data, const size_t *index, size_t m);

/* Forward and backward over the batch that fast_gather left, m samples; the sum of
 * their losses. The slopes of the mean loss stay in *t  (eq:fast-batch). */
real fast_slopes(FastTrainer *t, size_t m);

/* The step of all four parameters. */
void fast_update(FastTrainer *t, real rate);

/* The rate falls in a straight line from `rate` at the first step of the first epoch
 * to 0 behind the last step of the last  (eq:rate-line). */
typedef struct RateLine {
    real rate;
    size_t epochs;
} RateLine;

real rate_line(RateLine line, size_t step, size_t steps_an_epoch);

/* Epoch `epoch` of line.epochs, counted from 0: every image once, in a new random
 * order. Returns the mean loss, each sample's measured before the step it led to. */
real fast_epoch(FastTrainer *t, Pixels data, RateLine line, size_t epoch,
                Random *random);

/* The most certain class of each image into `said`, one byte an image. `certain`, when
 * not NULL, gets all probabilities, K an image. Returns how many are right. */
size_t fast_predict(FastTrainer *t, Pixels data, unsigned char *said, real *certain);

#endif
