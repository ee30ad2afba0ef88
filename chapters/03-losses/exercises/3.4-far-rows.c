/* Exercise 3.4: It works on small numbers
 *
 * kind: bug
 * difficulty: medium
 * minutes: 20
 * points: 15
 * needs: losses.h
 *
 * `fused_cross_entropy` returns the softmax cross-entropy of logits `z` (m, K) and
 * targets `y` (m, K), and leaves its slopes in `dz` (m, K), all in one pass. Its author
 * knew that the largest logit must be taken out before the exponential, and compared the
 * loss with that of this chapter on a dozen random batches: equal to the last digits.
 * Training worked too, at a rate that had to be ten times as high as in the text.
 *
 * Two lines are wrong. Find them and mend them. Keep the signature; `dz` is not `z`.
 *
 * One of the two shows in the size of the slopes. The other does nothing at all until a
 * network has become sure of some samples and not of others: then the loss is `inf`.
 *
 * Think of this first: softmax does not see a shift that is the same for a whole row.
 * For which rows is the shift chosen here the right one to keep the sum away from 0?
 *
 * Hint 1: One sample, logits (0, 0, 0), class 0: work the slopes out on paper, and
 * compare. By which factor are they off, and which count is equal to it?
 *
 * Hint 2: Two samples with logits (1000, 0) and (-1000, -1001). What is `largest` in the
 * second row, and what is then under the logarithm?
 */
#include "losses.h"

real fused_cross_entropy(Matrix dz, Matrix z, Matrix y);

real fused_cross_entropy(Matrix dz, Matrix z, Matrix y)
{
    real total = 0;
    for (size_t i = 0; i < z.rows; i++) {
        // The largest logit, so that no exponent is above 0.
        real largest = matrix_at(z, 0, 0);
        for (size_t k = 0; k < z.cols; k++)
            if (matrix_at(z, i, k) > largest) largest = matrix_at(z, i, k);

        // Loss and slopes of this sample.
        real sum = 0;
        for (size_t k = 0; k < z.cols; k++)
            sum += real_exp(matrix_at(z, i, k) - largest);
        for (size_t k = 0; k < z.cols; k++) {
            real shifted = matrix_at(z, i, k) - largest;
            total += matrix_at(y, i, k) * (real_log(sum) - shifted);
            matrix_at(dz, i, k) = real_exp(shifted) / sum - matrix_at(y, i, k);
        }
    }

    // The loss is a mean over the samples, and so are its slopes.
    matrix_scale(dz, dz, 1 / (real)(z.rows * z.cols));
    return total / (real)z.rows;
}
