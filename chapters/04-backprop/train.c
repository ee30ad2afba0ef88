#include "train.h"

#include <stdlib.h>

Trainer trainer_new(Network network, Loss loss, size_t samples, size_t batch)
{
    if (samples == 0 || batch == 0)
        check_mistake(HERE, "trainer_new", "%zu samples in batches of %zu", samples,
                      batch);
    if (batch > samples) batch = samples;
    Trainer t = {.network = network, .loss = loss, .samples = samples};
    t.cache = cache_new(network, batch);
    t.gradients = gradients_new(network, batch);
    t.x = matrix_new(batch, network.layers[0].w.rows);
    t.y = matrix_new(batch, network.layers[network.depth - 1].w.cols);
    t.order = check_allocate(samples, sizeof *t.order, "samples to shuffle");
    for (size_t i = 0; i < samples; i++) t.order[i] = i;
    return t;
}

void trainer_free(Trainer *trainer)
{
    cache_free(&trainer->cache);
    gradients_free(&trainer->gradients);
    matrix_free(&trainer->x);
    matrix_free(&trainer->y);
    free(trainer->order);
    *trainer = (Trainer){.samples = 0};
}

/* (eq:minibatch) */
real train_epoch(Trainer *trainer, Matrix x, Matrix y, real rate, Random *random)
{
    matrix_require(HERE, "train_epoch", "x", x, trainer->samples, trainer->x.cols);
    matrix_require(HERE, "train_epoch", "y", y, trainer->samples, trainer->y.cols);
    random_shuffle(random, trainer->order, trainer->samples);
    real total = 0;
    for (size_t first = 0; first < trainer->samples; first += trainer->x.rows) {
        size_t left = trainer->samples - first;
        size_t count = left < trainer->x.rows ? left : trainer->x.rows;
        Matrix bx = matrix_rows(trainer->x, 0, count),
               by = matrix_rows(trainer->y, 0, count);
        for (size_t i = 0; i < count; i++) {
            size_t chosen = trainer->order[first + i];
            matrix_copy(matrix_rows(bx, i, 1), matrix_rows(x, chosen, 1));
            matrix_copy(matrix_rows(by, i, 1), matrix_rows(y, chosen, 1));
        }

        // forward, backward, step
        network_forward(&trainer->cache, trainer->network, bx);
        real loss = network_backward(&trainer->gradients, trainer->network,
                                     &trainer->cache, by, trainer->loss);
        network_step(trainer->network, &trainer->gradients, rate);
        total += loss * (real)count;
    }
    return total / (real)trainer->samples;
}

RateRule rate_rule(real rate, size_t patience)
{
    return (RateRule){
        .rate = rate, .best = INFINITY, .waited = 0, .patience = patience};
}

/* (eq:rate-rule) */
RateChange rate_follow(RateRule *rule, real loss)
{
    if (!(loss <= 10 * rule->best)) { // true for NaN too
        rule->rate /= 10;
        rule->waited = 0;
        return RATE_CUT;
    }
    if (loss < rule->best * (1 - (real)0.001)) {
        rule->best = loss;
        rule->waited = 0;
        return RATE_KEPT;
    }
    if (++rule->waited < rule->patience) return RATE_KEPT;
    rule->rate /= 2;
    rule->waited = 0;
    return RATE_HALVED;
}
