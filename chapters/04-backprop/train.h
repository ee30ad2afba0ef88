/* The training loop: shuffled minibatches, and a learning rate that minds the loss. */
#ifndef BACKPROP_TRAIN_H
#define BACKPROP_TRAIN_H

#include "backprop.h"
#include "random.h"

/* --- copies of a network ------------------------------------------------------ */

/* out's weights and biases become those of network, which has the same shapes; two
 * that differ in depth or in a shape are a mistake. Activations stay. */
void network_copy(Network out, Network network);

/* A new network with the same shapes, activations, weights and biases. */
Network network_clone(Network network);

/* --- epochs ------------------------------------------------------------------- */

/* A network that learns from shuffled batches. */
typedef struct Trainer {
    TrainingState state;
    Matrix x, y;   // one batch, gathered
    size_t *order; // of the samples, shuffled anew every epoch
    size_t samples;
} Trainer;

/* Takes over the network, with room for batches of up to `batch` of `samples` samples;
 * a larger batch is all of them. */
Trainer trainer_new(Network network, Loss loss, size_t samples, size_t batch);

/* Frees the room, and the network. */
void trainer_free(Trainer *trainer);

/* One pass over x (samples, n_in) and y (samples, n_out) in a new random order, a step
 * a batch; the last batch may be smaller  (eq:minibatch). Returns the mean loss over
 * the samples, each measured before the step that it led to. */
real train_epoch(Trainer *trainer, Matrix x, Matrix y, real rate, Random *random);

/* The mean loss over x and y as the weights now stand, without learning. */
real train_loss(Trainer *trainer, Matrix x, Matrix y);

/* --- a rate that follows the loss --------------------------------------------- */

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

/* An epoch under the rule: train_epoch at rule->rate, then the loss of all samples,
 * which *loss gets and rate_follow judges. The weights of the best epoch (better than
 * the best before it by a thousandth) stay in `best`, a clone of the trainer's network;
 * when the rate is halved or cut the network goes back to them. The start counts as an
 * epoch: the first call measures it. */
RateChange train_guarded(Trainer *trainer, Matrix x, Matrix y, RateRule *rule,
                         Network best, Random *random, real *loss);

#endif
