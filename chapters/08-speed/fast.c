#include "fast.h"

#include "losses.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One number of fast_exp: e^x = 2^n e^r with |r| <= ln 2 / 2, for x from -87 to 88.
 * Adding and taking away 1.5 * 2^23 rounds to a whole number. */
static inline float exp_of(float x)
{
    const float rounder = 12582912.0F, log2_e = 1.44269504F;
    const float ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F;
    union {
        float number;
        uint32_t bits;
    } whole, power;
    whole.number = x * log2_e + rounder; // n stands in its lowest bits
    float n = whole.number - rounder;
    float r = (x - n * ln2_high) - n * ln2_low;
    float p = 1.0F / 5040;
    p = p * r + 1.0F / 720;
    p = p * r + 1.0F / 120;
    p = p * r + 1.0F / 24;
    p = p * r + 1.0F / 6;
    p = p * r + 0.5F;
    p = p * r + 1;
    p = p * r + 1;
    power.bits = (whole.bits + 127) << 23; // 2^n: n + 127 where the exponent stands
    return p * power.number;
}

/* (eq:fast-exp) */
void fast_exp(real *out, const real *x, size_t count)
{
    for (size_t i = 0; i < count; i++) out[i] = x[i] < -87 ? -87 : x[i];
    for (size_t i = 0; i < count; i++) out[i] = out[i] > 88 ? 88 : out[i];
    for (size_t i = 0; i < count; i++) out[i] = (real)exp_of((float)out[i]);
}

/* (eq:bias-relu) */
void fast_bias_relu(Matrix a, Matrix b)
{
    matrix_require(HERE, "fast_bias_relu", "b", b, 1, a.cols);
    for (size_t i = 0; i < a.rows; i++) {
        real *row = a.data + i * a.cols;
        for (size_t j = 0; j < a.cols; j++) {
            real z = row[j] + b.data[j];
            row[j] = z < 0 ? 0 : z; // a NaN stays one
        }
    }
}

/* Adds the bias to a row of logits and takes the largest away, which changes no
 * certainty and keeps every exponential at 1 or below. */
static void settle(real *z, const real *b, size_t count)
{
    real largest = z[0] + b[0];
    for (size_t k = 0; k < count; k++) {
        z[k] += b[k];
        largest = z[k] > largest ? z[k] : largest;
    }
    for (size_t k = 0; k < count; k++) z[k] -= largest;
}

/* (eq:softmax-fused) */
real fast_softmax_loss(Matrix z, Matrix b, const unsigned char *label)
{
    matrix_require(HERE, "fast_softmax_loss", "b", b, 1, z.cols);
    real loss = 0, share = 1 / (real)z.rows;
    for (size_t i = 0; i < z.rows; i++) {
        real *row = z.data + i * z.cols;
        if (label[i] >= z.cols)
            check_mistake(HERE, "fast_softmax_loss", "label %zu is %d, of %zu classes",
                          i, label[i], z.cols);
        settle(row, b.data, z.cols);
        loss -= row[label[i]];
    }
    fast_exp(z.data, z.data, z.rows * z.cols); // all rows in one call
    for (size_t i = 0; i < z.rows; i++) {
        real *row = z.data + i * z.cols, sum = 0;
        for (size_t k = 0; k < z.cols; k++) sum += row[k];
        for (size_t k = 0; k < z.cols; k++) row[k] *= share / sum;
        row[label[i]] -= share;
        loss += real_log(sum);
    }
    return loss;
}

/* (eq:relu-fused) */
void fast_relu_backward(Matrix dz, Matrix db, Matrix a)
{
    matrix_require(HERE, "fast_relu_backward", "a", a, dz.rows, dz.cols);
    matrix_require(HERE, "fast_relu_backward", "db", db, 1, dz.cols);
    matrix_fill(db, 0);
    for (size_t i = 0; i < dz.rows; i++) {
        real *slope = dz.data + i * dz.cols;
        const real *value = a.data + i * a.cols;
        for (size_t j = 0; j < dz.cols; j++) {
            real passed = value[j] > 0 ? slope[j] : 0;
            slope[j] = passed;
            db.data[j] += passed;
        }
    }
}

void fast_step(Matrix w, Matrix dw, real rate, size_t threads)
{
    matrix_require(HERE, "fast_step", "dw", dw, w.rows, w.cols);
    enum { LARGE = 1 << 15 }; // a second thread costs as much as 32,768 numbers
    size_t count = w.rows * w.cols;
    real *to = w.data;
    const real *slope = dw.data;
    if (threads < 2 || count < LARGE) {
        for (size_t i = 0; i < count; i++) to[i] -= rate * slope[i];
        return;
    }
#ifdef _OPENMP
#pragma omp parallel for num_threads((int)threads) schedule(static)
#endif
    for (size_t i = 0; i < count; i++) to[i] -= rate * slope[i];
}

/* --- a network, and the room to train it in -------------------------------------- */

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

/* --- a batch --------------------------------------------------------------------- */

void fast_gather(FastTrainer *t, Pixels data, const size_t *index, size_t m)
{
    pixels_gather(matrix_rows(t->x, 0, m), data, index, t->scale);
    for (size_t i = 0; i < m; i++) t->label[i] = data.label[index[i]];
}

/* (eq:fast-batch) */
real fast_slopes(FastTrainer *t, size_t m)
{
    FastNetwork n = t->network;
    Matrix x = matrix_rows(t->x, 0, m), a = matrix_rows(t->a, 0, m);
    Matrix z = matrix_rows(t->z, 0, m), da = matrix_rows(t->da, 0, m);

    matrix_multiply(a, x, n.w1);                      // (m, n) @ (n, h)
    fast_bias_relu(a, n.b1);                          // a: (m, h)
    matrix_multiply(z, a, n.w2);                      // (m, h) @ (h, K)
    real loss = fast_softmax_loss(z, n.b2, t->label); // z is dz: (m, K)

    matrix_multiply_at_b(t->dw2, a, z); // (h, m) @ (m, K)
    matrix_sum_rows(t->db2, z);
    matrix_multiply_a_bt(da, z, n.w2);   // (m, K) @ (K, h)
    fast_relu_backward(da, t->db1, a);   // da is the slope below the bend: (m, h)
    matrix_multiply_at_b(t->dw1, x, da); // (n, m) @ (m, h)
    return loss;
}

void fast_update(FastTrainer *t, real rate)
{
    fast_step(t->network.w1, t->dw1, rate, t->threads);
    fast_step(t->network.b1, t->db1, rate, t->threads);
    fast_step(t->network.w2, t->dw2, rate, t->threads);
    fast_step(t->network.b2, t->db2, rate, t->threads);
}

/* --- epochs ---------------------------------------------------------------------- */

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
        size_t m = left < t->batch ? left : t->batch, next = left - m;
        fast_gather(t, data, t->order + first, m);
        pixels_call_for(data, t->order + first + m, next < m ? next : m);
        loss += fast_slopes(t, m);
        fast_update(t, rate_line(line, epoch * steps + step, steps));
    }
    return loss / (real)data.count;
}

void fast_softmax(Matrix z)
{
    for (size_t i = 0; i < z.rows; i++) {
        real *row = z.data + i * z.cols, top = row[row_argmax(z, i)], sum = 0;
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
            said[first + i] = (unsigned char)row_argmax(z, i);
            right += said[first + i] == data.label[first + i];
        }
        if (!certain) continue;
        fast_softmax(z);
        memcpy(certain + first * z.cols, z.data, m * z.cols * sizeof *certain);
    }
    return right;
}
