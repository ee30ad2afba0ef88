/* One network, many starts: the same training from many seeds, and what came of it. A
 * curve of one seed is an anecdote; these functions make the median and the spread. */
#ifndef INITIALIZATION_SEEDS_H
#define INITIALIZATION_SEEDS_H

#include "init.h"
#include "train.h"

/* Draws the trainer's network by `init` from `seed` and trains it at `rate`, an epoch
 * for each column of losses (1, epochs), which gets the epoch's mean loss. The samples
 * x, y come in the same orders for every seed: nothing but the start differs. */
void seed_train(Matrix losses, Trainer *trainer, Init init, Matrix x, Matrix y,
                real rate, uint64_t seed);

/* Where the numbers of many seeds lie: the lowest, the three quartiles, the highest. */
typedef struct Spread {
    real low, lower, median, upper, high;
} Spread;

/* The spread of one column of values (seeds, n). A NaN, a training that blew up, counts
 * as infinitely high. A column that is not there, and no seeds, are mistakes. */
Spread seeds_spread(Matrix values, size_t column);

/* The number that the part p, from 0 to 1, of `count` sorted numbers lies below: at
 * place p (count - 1), on the line between its neighbours  (eq:quantile). */
real quantile(const real *sorted, size_t count, real p);

/* In how many rows of losses (seeds, epochs) the last loss is below `limit`. */
size_t seeds_below(Matrix losses, real limit);

#endif
