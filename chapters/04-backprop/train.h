/* The training loop: shuffled minibatches, and a learning rate that minds the loss. */
#ifndef BACKPROP_TRAIN_H
#define BACKPROP_TRAIN_H

#include "backprop.h"
#include "random.h"

/* A network with all the room that its training needs; nothing is allocated later. */
typedef struct Trainer {
    Network network;
    Loss loss;
    Cache cache;
    Gradients gradients;
    Matrix x, y;   // one batch, gathered
    size_t *order; // of the samples, shuffled anew every epoch
    size_t samples;
} Trainer;

/* Room for batches of up to `batch` of `samples` samples. */
Trainer trainer_new(Network network, Loss loss, size_t samples, size_t batch);

/* Frees the room; the network stays. */
void trainer_free(Trainer *trainer);

/* One pass over x (samples, n_in) and y (samples, n_out) in a new random order, a step
 * a batch; the last batch may be smaller  (eq:minibatch). Returns the mean loss over
 * the samples, each measured before the step that it led to. */
real train_epoch(Trainer *trainer, Matrix x, Matrix y, real rate, Random *random);

/* A rate that follows the loss: halved when the loss has not fallen by a thousandth
 * for `patience` epochs, ten times less when it explodes (NaN, infinite, or above ten
 * times the best so far)  (eq:rate-rule). */
typedef struct RateRule {
    real rate, best;
    size_t waited, patience;
} RateRule;

RateRule rate_rule(real rate, size_t patience);

/* What the rule made of the last epoch's loss. */
typedef enum RateChange { RATE_KEPT, RATE_HALVED, RATE_CUT } RateChange;

/* Takes note of an epoch's loss and changes rule->rate when the rule says so. */
RateChange rate_follow(RateRule *rule, real loss);

#endif
