/* Exercise 4.4: It trains
 *
 * kind: bug
 * difficulty: medium
 * minutes: 25
 * points: 20
 * needs: neuron.h
 *
 * The code below is a network with one hidden layer of tanh neurons, written with plain
 * loops. `two_layer_gradient` is to leave the slopes of the squared loss
 * $\frac{1}{2m} \sum (p - y)^2$ in `dw1` (n, h), `db1` (1, h), `dw2` (h, k) and `db2`
 * (1, k), for samples `x` (m, n) and targets `y` (m, k). Its author had one output, saw
 * the loss fall, and never looked back. Two lines are wrong. Find them and mend them.
 *
 * One of the two is wrong always, and trains all the same. The other shows only with more
 * than one output: then a hidden neuron has several listeners.
 *
 * Think of this first: which slopes of the two layers can be wrong while those of the
 * last layer are right? Nudge a weight of each kind.
 *
 * Hint 1: All slopes of the second layer are right. So look between the second layer and
 * the first.
 *
 * Hint 2: A value that fans out collects its slopes. Collects.
 *
 * Hint 3: What does tanh_slope want to be given: what went into the bend, or what came
 * out?
 */
#include "neuron.h"

enum { MOST_HIDDEN = 16, MOST_OUTPUTS = 8 };

void two_layer_gradient(Matrix dw1, Matrix db1, Matrix dw2, Matrix db2, Matrix x,
                        Matrix y, Matrix w1, Matrix b1, Matrix w2, Matrix b2);

/* Adds what sample i of x says to the slopes of one layer: dz is its slope at z. */
static void add_slopes(Matrix dw, Matrix db, const real *in, const real *dz)
{
    for (size_t k = 0; k < dw.cols; k++) {
        for (size_t j = 0; j < dw.rows; j++) matrix_at(dw, j, k) += in[j] * dz[k];
        matrix_at(db, 0, k) += dz[k];
    }
}

void two_layer_gradient(Matrix dw1, Matrix db1, Matrix dw2, Matrix db2, Matrix x,
                        Matrix y, Matrix w1, Matrix b1, Matrix w2, Matrix b2)
{
    real z1[MOST_HIDDEN], a1[MOST_HIDDEN], dz1[MOST_HIDDEN], dp[MOST_OUTPUTS];
    Matrix all[] = {dw1, db1, dw2, db2};
    for (size_t s = 0; s < 4; s++) matrix_fill(all[s], 0);

    for (size_t i = 0; i < x.rows; i++) {
        const real *in = x.data + i * x.cols;
        for (size_t h = 0; h < w1.cols; h++) {
            z1[h] = matrix_at(b1, 0, h);
            for (size_t j = 0; j < w1.rows; j++) z1[h] += in[j] * matrix_at(w1, j, h);
            a1[h] = tanh_value(z1[h]);
        }
        for (size_t k = 0; k < w2.cols; k++) {
            real p = matrix_at(b2, 0, k);
            for (size_t h = 0; h < w2.rows; h++) p += a1[h] * matrix_at(w2, h, k);
            dp[k] = (p - matrix_at(y, i, k)) / (real)x.rows;
        }
        for (size_t h = 0; h < w2.rows; h++) {
            real da = 0;
            for (size_t k = 0; k < w2.cols; k++) da = dp[k] * matrix_at(w2, h, k);
            dz1[h] = da * tanh_slope(a1[h]);
        }
        add_slopes(dw1, db1, in, dz1);
        add_slopes(dw2, db2, a1, dp);
    }
}
