/* Exercise 3.5: How sure may it be?
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: losses.h, layer.h, neuron.h
 *
 * A model that says 0.9 should be right nine times in ten. Many are not: they have learned
 * the training samples too well, and are too sure of everything. Build the model, measure
 * that, and mend it with one number (Guo and others 2017).
 *
 * Write `void fit(Matrix w, Matrix b, Matrix x, Matrix y, real decay, real rate, size_t
 * steps)`: softmax regression from zero, whatever `w` (n, K) and `b` (1, K) hold, on
 * samples `x` (m, n) with one-hot `y` (m, K). Each step goes downhill on the mean
 * cross-entropy plus a price for large weights, but not for biases:
 *
 * $$ L + \frac{\alpha}{2} \sum_{jk} w_{jk}^2, \qquad \alpha = \text{decay} $$
 *
 * Write `real calibration_error(Matrix p, Matrix y, size_t bins)`. The confidence of a
 * row of `p` (m, K) is its largest probability. Bin $j$ of $B$ takes the rows with a
 * confidence from $j/B$ up to, but not including, $(j+1)/B$; 1 belongs to the last. In
 * each bin compare the mean confidence with the part of its rows that are right, and
 * return the mean of the absolute differences, each bin weighted with its share of the
 * rows.
 *
 * Write `real fit_temperature(Matrix z, Matrix y)`: the number $T$ from 0.05 to 20 for
 * which $\text{softmax}(z / T)$ has the lowest mean cross-entropy, to six digits. Dividing
 * all logits by $T$ changes how sure the model is and never what it says. When the lowest
 * point lies outside, return the nearer end.
 *
 * `x`, `y`, `z` and `p` stay as they are.
 *
 * Think of this first: as a function of $\beta = 1/T$ the loss is a bowl. What is its
 * slope in $\beta$, and how do you find where a slope that only grows is 0?
 *
 * Hint 1: A step of `fit` is `dense_forward`, `softmax_cross_entropy_gradient`,
 * `neuron_gradient`; then add decay times w to dw with `matrix_add_scaled`; then
 * `neuron_step`.
 *
 * Hint 2: Each logit is $\beta z_{ik}$, so the chain rule gives $\frac{dL}{d\beta} =
 * \sum_{ik} \delta_{ik}\, z_{ik}$, with the $\delta = (P - Y)/m$ of the scaled logits.
 *
 * Hint 3: Bisection: between a $\beta$ where the slope is negative and one where it is
 * positive, look at the middle and keep the half whose ends still differ in sign. Sixty
 * halvings are enough. First ask for the signs at both ends.
 *
 * Hint 4: The bin of a confidence c is `(size_t)(c * bins)`, and one less when c is 1.
 */
#include "layer.h"
#include "losses.h"
#include "neuron.h"

void fit(Matrix w, Matrix b, Matrix x, Matrix y, real decay, real rate, size_t steps);
real calibration_error(Matrix p, Matrix y, size_t bins);
real fit_temperature(Matrix z, Matrix y);

void fit(Matrix w, Matrix b, Matrix x, Matrix y, real decay, real rate, size_t steps)
{
    /* BEGIN SOLUTION */
    Matrix z = matrix_new(x.rows, w.cols), dz = matrix_new(x.rows, w.cols);
    Matrix dw = matrix_new(w.rows, w.cols), db = matrix_new(1, w.cols);
    matrix_fill(w, 0);
    matrix_fill(b, 0);
    for (size_t step = 0; step < steps; step++) {
        dense_forward(z, x, w, b);
        softmax_cross_entropy_gradient(dz, z, y);
        neuron_gradient(dw, db, x, dz);
        matrix_add_scaled(dw, w, decay);
        neuron_step(w, b, dw, db, rate);
    }
    matrix_free(&z);
    matrix_free(&dz);
    matrix_free(&dw);
    matrix_free(&db);
    /* STUB
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)decay;
    (void)rate;
    (void)steps;
 * END SOLUTION */
}

real calibration_error(Matrix p, Matrix y, size_t bins)
{
    /* BEGIN SOLUTION */
    real error = 0;
    for (size_t bin = 0; bin < bins; bin++) {
        real gap = 0; // confidence less right answers, summed over the rows of this bin
        for (size_t i = 0; i < p.rows; i++) {
            size_t said = row_argmax(p, i);
            real confidence = matrix_at(p, i, said);
            size_t belongs = (size_t)(confidence * (real)bins);
            if (belongs == bins) belongs--;
            if (belongs == bin) gap += confidence - (said == row_argmax(y, i) ? 1 : 0);
        }
        error += gap < 0 ? -gap : gap;
    }
    return error / (real)p.rows;
    /* STUB
    (void)p;
    (void)y;
    (void)bins;
    return NAN;
 * END SOLUTION */
}

/* BEGIN SOLUTION */
/* The slope of the loss of beta z at beta. */
static real slope_at(Matrix dz, Matrix z, Matrix y, real beta)
{
    real slope = 0;
    matrix_scale(dz, z, beta);
    softmax_cross_entropy_gradient(dz, dz, y);
    for (size_t k = 0; k < z.rows * z.cols; k++) slope += dz.data[k] * z.data[k];
    return slope;
}

/* STUB
 * END SOLUTION */
real fit_temperature(Matrix z, Matrix y)
{
    /* BEGIN SOLUTION */
    enum { HALVINGS = 60 };
    Matrix dz = matrix_new(z.rows, z.cols);
    real low = (real)0.05, high = 20; // of beta, and so of the temperature
    if (slope_at(dz, z, y, low) >= 0) high = low;
    if (slope_at(dz, z, y, high) <= 0) low = high;
    for (int halving = 0; halving < HALVINGS; halving++) {
        real middle = (low + high) / 2;
        if (slope_at(dz, z, y, middle) < 0)
            low = middle;
        else
            high = middle;
    }
    matrix_free(&dz);
    return 2 / (low + high);
    /* STUB
    (void)z;
    (void)y;
    return NAN;
 * END SOLUTION */
}
