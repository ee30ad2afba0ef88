/* Exercise 1.3: The averaged perceptron
 *
 * kind: code
 * difficulty: medium
 * minutes: 30
 * points: 20
 * needs: neuron.h
 *
 * On samples that no line separates, the perceptron never stops. Its last weights are
 * an accident: the last mistake has just pushed them. The mend is to return the average
 * of all weights it had on the way (Freund and Schapire 1999). Weights that stood for
 * long count for much, weights that soon made a mistake for little.
 *
 * Write
 * `void averaged_perceptron(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs)`.
 * The samples are `x` (m, n), their targets `y` (m, 1), each 0 or 1. Start the
 * perceptron at zero and pass over the samples in their order, `epochs` times. The rule
 * is that of `perceptron_epoch`. After each sample, changed or not, note the weights as
 * they now stand. Leave the mean of all these $m \cdot$ `epochs` notes in `w` (n, 1)
 * and `b` (1, 1).
 *
 * Go on taking notes when there are no more mistakes. `x` and `y` stay as they are.
 * There is at least one sample, one input and one epoch.
 *
 * Think of this first: you need the weights that learn and the sum of what they were.
 * Which of the two may live in `w`?
 *
 * Hint 1: `perceptron_epoch` takes any number of samples, also one: `matrix_rows(x, i,
 * 1)` is sample i as a (1, n) matrix.
 *
 * Hint 2: Keep the sum in `w` and `b`. Make the weights that learn with `matrix_new`,
 * fill them with zeros, and free them at the end.
 *
 * Hint 3: By hand, two samples and one epoch: x = 2 with target 0, then x = 3 with
 * target 1. At zero the neuron says 1: a mistake, so w is -2 and b is -1. Then z is -7,
 * it says 0, a mistake: w is 1, b is 0. The means are -0.5 and -0.5.
 */
#include "neuron.h"

void averaged_perceptron(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs);

void averaged_perceptron(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs)
{
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)epochs;
}
