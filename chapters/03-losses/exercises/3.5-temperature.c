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
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)decay;
    (void)rate;
    (void)steps;
}

real calibration_error(Matrix p, Matrix y, size_t bins)
{
    (void)p;
    (void)y;
    (void)bins;
    return NAN;
}

real fit_temperature(Matrix z, Matrix y)
{
    (void)z;
    (void)y;
    return NAN;
}
