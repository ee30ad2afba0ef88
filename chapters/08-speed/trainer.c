/* The network of fast.h, the room to train it in, and its epochs. */
#include "fast.h"

#include <stdlib.h>
#include <string.h>

FastNetwork fast_network(size_t inputs, size_t hidden, size_t classes, Random *random)
{
    FastNetwork n = {matrix_new(inputs, hidden), matrix_new(1, hidden),
                     matrix_new(hidden, classes), matrix_new(1, classes)};
    random_fill_normal(random, n.w1, 0, real_sqrt(2 / (real)inputs));
    random_fill_normal(random, n.w2, 0, real_sqrt(1 / (real)hidden));
    matrix_fill(n.b1, 0);
    matrix_fill(n.b2, 0);
    return n;
}

void fast_network_free(FastNetwork *network)
{
    Matrix *all[] = {&network->w1, &network->b1, &network->w2, &network->b2};
    for (size_t i = 0; i < 4; i++) matrix_free(all[i]);
}

FastTrainer fast_trainer(FastNetwork network, PixelScale scale, size_t samples,
                         size_t batch, size_t threads)
{
    if (samples == 0 || batch == 0 || threads == 0)
        check_mistake(HERE, "fast_trainer", "%zu samples, batch %zu, %zu threads",
                      samples, batch, threads);
    Matrix w1 = network.w1, w2 = network.w2;
    batch = batch < samples ? batch : samples;
    return (FastTrainer){
        .network = network,
        .scale = scale,
        .threads = threads,
        .batch = batch,
        .samples = samples,
        .x = matrix_new(batch, w1.rows),
        .a = matrix_new(batch, w1.cols),
        .z = matrix_new(batch, w2.cols),
        .da = matrix_new(batch, w1.cols),
        .dw1 = matrix_new(w1.rows, w1.cols),
        .db1 = matrix_new(1, w1.cols),
        .dw2 = matrix_new(w2.rows, w2.cols),
        .db2 = matrix_new(1, w2.cols),
        .order = check_allocate(samples, sizeof(size_t), "samples in order"),
        .label = check_allocate(batch, 1, "labels"),
    };
}

void fast_trainer_free(FastTrainer *t)
{
    Matrix *all[] = {&t->x, &t->a, &t->z, &t->da, &t->dw1, &t->db1, &t->dw2, &t->db2};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) matrix_free(all[i]);
    free(t->order);
    free(t->label);
    t->order = NULL, t->label = NULL;
}

/* (eq:rate-line) */
real rate_line(RateLine line, size_t step, size_t steps_an_epoch)
{
    size_t all = line.epochs * steps_an_epoch;
    return line.rate * (real)(all - step) / (real)all;
}

static void require_fit(const FastTrainer *t, Pixels data, const char *what)
{
    if (data.width != t->network.w1.rows || data.classes > t->network.w2.cols)
        check_mistake(HERE, what,
                      "images of %zu pixels and %zu classes for a network of %zu "
                      "inputs and %zu outputs",
                      data.width, data.classes, t->network.w1.rows, t->network.w2.cols);
}

real fast_epoch(FastTrainer *t, Pixels data, RateLine line, size_t epoch,
                Random *random)
{
    require_fit(t, data, "fast_epoch");
    if (data.count != t->samples || epoch >= line.epochs)
        check_mistake(HERE, "fast_epoch",
                      "%zu images in epoch %zu of %zu, room for %zu", data.count, epoch,
                      line.epochs, t->samples);
    for (size_t i = 0; i < data.count; i++) t->order[i] = i;
    random_shuffle(random, t->order, data.count);

    real loss = 0;
    size_t steps = (data.count + t->batch - 1) / t->batch;
    for (size_t step = 0; step < steps; step++) {
        size_t first = step * t->batch, left = data.count - first;
        size_t m = left < t->batch ? left : t->batch;
        fast_gather(t, data, t->order + first, m);
        loss += fast_slopes(t, m);
        fast_update(t, rate_line(line, epoch * steps + step, steps));
    }
    return loss / (real)data.count;
}

static size_t largest(const real *row, size_t count)
{
    size_t best = 0;
    for (size_t k = 1; k < count; k++)
        if (row[k] > row[best]) best = k;
    return best;
}

void fast_softmax(Matrix z)
{
    for (size_t i = 0; i < z.rows; i++) {
        real *row = z.data + i * z.cols, top = row[largest(row, z.cols)], sum = 0;
        for (size_t k = 0; k < z.cols; k++) row[k] -= top;
        fast_exp(row, row, z.cols);
        for (size_t k = 0; k < z.cols; k++) sum += row[k];
        for (size_t k = 0; k < z.cols; k++) row[k] /= sum;
    }
}

size_t fast_predict(FastTrainer *t, Pixels data, unsigned char *said, real *certain)
{
    require_fit(t, data, "fast_predict");
    FastNetwork n = t->network;
    size_t right = 0;
    for (size_t first = 0; first < data.count; first += t->batch) {
        size_t left = data.count - first, m = left < t->batch ? left : t->batch;
        for (size_t i = 0; i < m; i++) t->order[i] = first + i;
        fast_gather(t, data, t->order, m);
        Matrix x = matrix_rows(t->x, 0, m), a = matrix_rows(t->a, 0, m);
        Matrix z = matrix_rows(t->z, 0, m);
        matrix_multiply(a, x, n.w1);
        fast_bias_relu(a, n.b1);
        matrix_multiply(z, a, n.w2);
        matrix_add_row(z, z, n.b2);
        for (size_t i = 0; i < m; i++) {
            said[first + i] = (unsigned char)largest(z.data + i * z.cols, z.cols);
            right += said[first + i] == data.label[first + i];
        }
        if (!certain) continue;
        fast_softmax(z);
        memcpy(certain + first * z.cols, z.data, m * z.cols * sizeof *certain);
    }
    return right;
}
