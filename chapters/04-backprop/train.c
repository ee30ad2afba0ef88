#include "train.h"

#include <stdlib.h>

void network_copy(Network out, Network network)
{
    if (out.depth != network.depth)
        check_mistake(HERE, "network_copy", "%zu layers into %zu", network.depth,
                      out.depth);
    for (size_t l = 0; l < network.depth; l++) {
        matrix_copy(out.layers[l].w, network.layers[l].w);
        matrix_copy(out.layers[l].b, network.layers[l].b);
    }
}

Network network_clone(Network network)
{
    network_require(HERE, network);
    Network clone = {network.depth,
                     check_allocate(network.depth, sizeof(Layer), "layers")};
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        clone.layers[l] = (Layer){matrix_new(layer.w.rows, layer.w.cols),
                                  matrix_new(1, layer.b.cols), layer.f};
    }
    network_copy(clone, network);
    return clone;
}

Trainer trainer_new(Network network, Loss loss, size_t samples, size_t batch)
{
    if (samples == 0 || batch == 0)
        check_mistake(HERE, "trainer_new", "%zu samples in batches of %zu", samples,
                      batch);
    if (batch > samples) batch = samples;
    Trainer t = {training_state_new(network, loss, batch), .samples = samples};
    t.x = matrix_new(batch, network.layers[0].w.rows);
    t.y = matrix_new(batch, network.layers[network.depth - 1].w.cols);
    t.order = check_allocate(samples, sizeof *t.order, "samples to shuffle");
    for (size_t i = 0; i < samples; i++) t.order[i] = i;
    return t;
}

void trainer_free(Trainer *trainer)
{
    training_state_free(&trainer->state);
    matrix_free(&trainer->x);
    matrix_free(&trainer->y);
    free(trainer->order);
    *trainer = (Trainer){.samples = 0};
}

/* The samples order[first], order[first + 1], ..., as many as a batch takes, side by
 * side in the trainer's room: views of it in *bx and *by. */
static void gather(const Trainer *trainer, Matrix *bx, Matrix *by, Matrix x, Matrix y,
                   size_t first)
{
    size_t left = trainer->samples - first;
    size_t count = left < trainer->x.rows ? left : trainer->x.rows;
    *bx = matrix_rows(trainer->x, 0, count);
    *by = matrix_rows(trainer->y, 0, count);
    for (size_t i = 0; i < count; i++) {
        size_t chosen = trainer->order[first + i];
        matrix_copy(matrix_rows(*bx, i, 1), matrix_rows(x, chosen, 1));
        matrix_copy(matrix_rows(*by, i, 1), matrix_rows(y, chosen, 1));
    }
}

static void require_samples(Place from, const char *operation, const Trainer *trainer,
                            Matrix x, Matrix y)
{
    matrix_require(from, operation, "x", x, trainer->samples, trainer->x.cols);
    matrix_require(from, operation, "y", y, trainer->samples, trainer->y.cols);
}

/* (eq:minibatch) */
real train_epoch(Trainer *trainer, Matrix x, Matrix y, real rate, Random *random)
{
    require_samples(HERE, "train_epoch", trainer, x, y);
    random_shuffle(random, trainer->order, trainer->samples);
    real total = 0;
    for (size_t first = 0; first < trainer->samples; first += trainer->x.rows) {
        Matrix bx, by;
        gather(trainer, &bx, &by, x, y, first);
        total += forward_backward(&trainer->state, bx, by) * (real)bx.rows;
        network_step(trainer->state.network, &trainer->state.gradients, rate);
    }
    return total / (real)trainer->samples;
}

real train_loss(Trainer *trainer, Matrix x, Matrix y)
{
    require_samples(HERE, "train_loss", trainer, x, y);
    TrainingState *state = &trainer->state;
    real total = 0;
    for (size_t first = 0; first < trainer->samples; first += trainer->x.rows) {
        size_t left = trainer->samples - first;
        size_t count = left < trainer->x.rows ? left : trainer->x.rows;
        total += network_loss(&state->cache, state->network,
                              matrix_rows(x, first, count),
                              matrix_rows(y, first, count), state->loss) *
                 (real)count;
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
    if (!isfinite(loss) || loss > 10 * rule->best) {
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

RateChange train_guarded(Trainer *trainer, Matrix x, Matrix y, RateRule *rule,
                         Network best, Random *random, real *loss)
{
    if (isinf(rule->best)) { // nothing seen yet: the start is the best so far
        rule->best = train_loss(trainer, x, y);
        network_copy(best, trainer->state.network);
    }
    real before = rule->best;
    train_epoch(trainer, x, y, rule->rate, random);
    *loss = train_loss(trainer, x, y);

    RateChange change = rate_follow(rule, *loss);
    if (change != RATE_KEPT)
        network_copy(trainer->state.network, best);
    else if (rule->best < before)
        network_copy(best, trainer->state.network);
    return change;
}
