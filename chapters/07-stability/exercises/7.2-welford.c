/* Exercise 7.2: A variance in one pass
 *
 * kind: code
 * difficulty: medium
 * minutes: 25
 * points: 15
 * needs: matrix.h
 *
 * The mean of the squares less the square of the mean needs one pass over the data, and
 * is wrong where it matters: for numbers around a million whose deviation is 1, both
 * terms are $10^{12}$, and what is left of their difference has four digits less than
 * nothing in a float. From the gaps to the mean it is right, but you need the mean first.
 *
 * Welford (1962) does it in one pass. With the $n$-th number $x$, the mean moves by a
 * part of the gap, and the sum of squared gaps $q$ grows by a product of two gaps, the
 * one before and the one after:
 *
 * $$ \bar x \leftarrow \bar x + \frac{x - \bar x}{n}, \qquad
 *    q \leftarrow q + (x - \bar x_{\text{before}})(x - \bar x_{\text{after}}) $$
 *
 * Write `void running_add(Matrix state, Matrix row)`. `state` (3, n) holds for each
 * column of your data the count, the mean and $q$, in this order of rows; it begins full
 * of zeros. `row` (1, n) is one more sample. Write
 * `void running_std(Matrix std, Matrix state)`: `std` (1, n) gets $\sqrt{q / \text{count}}$, and
 * 1 where that is 0, so that a column which never changes can be divided by it.
 *
 * Think of this first: which of the two products, $(x - \bar x_{\text{before}})^2$ or the mixed
 * one, is right for the second of two numbers, 0 and 2? Their variance is 1.
 *
 * Hint 1: Keep the gap before the mean moves in a variable. After the mean has moved, the
 * second gap is a new subtraction.
 *
 * Hint 2: Of 0 and 2: the first gap of the 2 is 2, the mean moves to 1, the second gap is
 * 1. The product is 2, and 2 / 2 is 1.
 *
 * Hint 3: $q$ is a sum of products of two gaps with the same sign, so it is never below
 * 0, and its root no NaN.
 */
#include "matrix.h"

void running_add(Matrix state, Matrix row);
void running_std(Matrix std, Matrix state);

void running_add(Matrix state, Matrix row)
{
    (void)state;
    (void)row;
}

void running_std(Matrix std, Matrix state)
{
    (void)std;
    (void)state;
}
