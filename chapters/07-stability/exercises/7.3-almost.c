/* Exercise 7.3: Stable, almost
 *
 * kind: bug
 * difficulty: medium
 * minutes: 20
 * points: 15
 * needs: matrix.h
 *
 * The author of this code has read this chapter. The loss takes the largest logit off,
 * adds the logarithm of a sum, and has passed a year of training. Then a batch came with
 * one very sure sample in it, and the loss was infinite; and the slopes of sure
 * samples had been a little wrong all along. Two lines are to blame. Find and mend them.
 *
 * `sturdy_cross_entropy` is to return the mean cross-entropy of the logits `z` (m, K) for
 * the class numbers `labels` (m, 1), and to leave its slope at the logits in `dz` (m, K).
 * It must hold for finite logits of every size, row by row: what one sample says must
 * not depend on its neighbours in the batch. Keep the signature.
 *
 * Think of this first: which number may be taken off a row without changing its softmax,
 * and which number must it be so that at least one exponential is 1?
 *
 * Hint 1: Try a batch of two samples, with logits (0, 1) and (1000, 1001). Each has the
 * loss of (0, 1). Which one breaks?
 *
 * Hint 2: Logits (0, 40), label 1: the slope at the label should be -4.2e-18. What
 * does the code compute, and which subtraction rounds it away?
 *
 * Hint 3: What is missing to 1 are the other classes. Their slopes stand in the row
 * already.
 */
#include "matrix.h"

real sturdy_cross_entropy(Matrix dz, Matrix z, Matrix labels);

real sturdy_cross_entropy(Matrix dz, Matrix z, Matrix labels)
{
    real loss = 0, m = (real)z.rows;
    real largest = -INFINITY;
    for (size_t i = 0; i < z.rows; i++) {
        size_t label = (size_t)matrix_at(labels, i, 0);

        // The largest logit of the row.
        if (i == 0) largest = -INFINITY;
        for (size_t k = 0; k < z.cols; k++)
            if (matrix_at(z, i, k) > largest) largest = matrix_at(z, i, k);

        real sum = 0;
        for (size_t k = 0; k < z.cols; k++) {
            matrix_at(dz, i, k) = real_exp(matrix_at(z, i, k) - largest);
            sum += matrix_at(dz, i, k);
        }
        loss += real_log(sum) - (matrix_at(z, i, label) - largest);

        // The slope: p for each class, p - 1 for the label.
        for (size_t k = 0; k < z.cols; k++) matrix_at(dz, i, k) /= sum * m;
        matrix_at(dz, i, label) -= 1 / m;
    }
    return loss / m;
}
