/* Exercise 2.4: XOR of many inputs
 *
 * kind: code
 * difficulty: medium
 * minutes: 35
 * points: 20
 * needs: network.h
 *
 * XOR of two bits is 1 when an odd number of them is 1. For n bits the same question
 * is called *parity*. It is the hardest of all gates for a single neuron: turn any one
 * input around and the answer turns around.
 *
 * Write `void parity_weights(Matrix w0, Matrix b0, Matrix w1, Matrix b1)`. It sets the
 * weights of a network with n inputs, n hidden ReLU neurons, and one output that
 * passes its sum on: `w0` (n, n), `b0` (1, n), `w1` (n, 1), `b1` (1, 1). For each of
 * the $2^n$ inputs of zeros and ones the output must be 1 when the number of ones is
 * odd, and 0 when it is even, to the last bit but a few. Every n from 1 on must work;
 * all numbers of all four matrices are yours to set.
 *
 * Think of this first: draw the answer against the sum $s$ of the inputs, for $s = 0,
 * 1, 2, 3, 4$, and join the dots with straight lines. Where does the slope turn, and
 * by how much?
 *
 * Hint 1: It is a saw of slopes 1, -1, 1, -1. The XOR network of the chapter is its
 * first tooth.
 *
 * Hint 2: Neuron k begins at s = k, so it is relu(s - k). What are its weights and its
 * bias?
 *
 * Hint 3: The first turn is by 1, from flat to up. All others turn by 2, in turns down
 * and up.
 */
#include "network.h"

void parity_weights(Matrix w0, Matrix b0, Matrix w1, Matrix b1);

void parity_weights(Matrix w0, Matrix b0, Matrix w1, Matrix b1)
{
    (void)w0;
    (void)b0;
    (void)w1;
    (void)b1;
}
