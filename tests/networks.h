/* What the tests of networks share: a network on a batch, and the digits. */
#ifndef TESTS_NETWORKS_H
#define TESTS_NETWORKS_H

#include "backprop.h"
#include "dataset.h"
#include "support.h"

#include <string.h>

/* A network with the room for both passes, and the samples that go through it. */
typedef struct Batch {
    TrainingState state;
    Matrix x, y;
    Gradients measured; // room to hold state.gradients against
} Batch;

static inline Batch batch_of(Network network, size_t m, const char *loss)
{
    return (Batch){training_state_new(network, loss_named(loss), m),
                   matrix_new(m, network.layers[0].w.rows),
                   matrix_new(m, network.layers[network.depth - 1].w.cols),
                   gradients_new(network, 1)};
}

static inline Batch batch_new(size_t depth, const size_t *sizes,
                              const char *const *names, size_t m, const char *loss)
{
    return batch_of(network_new(depth, sizes, names), m, loss);
}

static inline void batch_free(Batch *b)
{
    training_state_free(&b->state);
    matrix_free(&b->x);
    matrix_free(&b->y);
    gradients_free(&b->measured);
}

static inline real batch_loss(Batch *b)
{
    return network_loss(&b->state.cache, b->state.network, b->x, b->y, b->state.loss);
}

static inline real batch_slopes(Batch *b)
{
    return forward_backward(&b->state, b->x, b->y);
}

/* Weights of variance 1 / n_in, biases that are not zero, inputs of size 1; targets as
 * the loss wants them: a class a row, yes or no, or any number. */
static inline void batch_draw(Batch *b, uint64_t seed)
{
    Random random = random_seed(seed);
    Network network = b->state.network;
    network_randomize(network, &random);
    for (size_t l = 0; l < network.depth; l++)
        random_fill_normal(&random, network.layers[l].b, 0, (real)0.3);
    random_fill_normal(&random, b->x, 0, 1);
    random_fill_normal(&random, b->y, 0, 1);
    bool classes = strcmp(b->state.loss.name, "softmax cross-entropy") == 0;
    bool yes_or_no = strcmp(b->state.loss.name, "sigmoid cross-entropy") == 0;
    for (size_t i = 0; yes_or_no && i < b->y.rows * b->y.cols; i++)
        b->y.data[i] = b->y.data[i] > 0 ? 1 : 0;
    if (classes) matrix_fill(b->y, 0);
    for (size_t i = 0; classes && i < b->y.rows; i++)
        matrix_at(b->y, i, random_below(&random, b->y.cols)) = 1;
}

/* Every slope becomes value. */
static inline void gradients_fill(const Gradients *g, real value)
{
    for (size_t l = 0; l < g->depth; l++) {
        matrix_fill(g->dw[l], value);
        matrix_fill(g->db[l], value);
    }
}

/* All 1797 digits, their pixels from 0 to 1. */
static inline Dataset digits_read(void)
{
    Dataset digits;
    Failure failure;
    cr_assert(dataset_read_csv(&digits, "data/digits.csv.gz", &failure), "%s",
              failure.text);
    matrix_scale(digits.x, digits.x, (real)1 / 16);
    return digits;
}

enum { FEW_DIGITS = 60 };

/* The first of them, and their classes one-hot. */
static inline void few_digits(Matrix *x, Matrix *y)
{
    Dataset all = digits_read(), few = dataset_batch(all, 0, FEW_DIGITS);
    *x = matrix_new(FEW_DIGITS, all.x.cols);
    matrix_copy(*x, few.x);
    *y = dataset_targets(few);
    dataset_free(&all);
}

#endif
