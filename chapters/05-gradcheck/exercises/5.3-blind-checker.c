/* Exercise 5.3: The checker that sees nothing
 *
 * kind: bug
 * difficulty: medium
 * minutes: 25
 * points: 15
 * needs: matrix.h
 *
 * A team had a gradient checker in its tests for a year. It never failed. Then somebody
 * turned a sign in the backward pass by mistake, and it still did not fail. The code
 * below is the heart of it. Three lines are wrong. Find them and mend them.
 *
 * `real worst_error(size_t *place, Matrix derived, Matrix measured, real floor)` is to
 * return the largest of the errors
 *
 * $$ \frac{|a - n|}{\max(|a|, |n|, \text{floor})} $$
 *
 * over all elements $a$ of `derived` and $n$ of `measured`, two matrices of one shape.
 * An element that is NaN or infinite on either side has the error `INFINITY`. `*place`
 * gets where the worst stands, row by row from 0; of equals the first. `floor` is above
 * 0. Keep the signature.
 *
 * Think of this first: how would you test a checker? It says "right" to a right gradient
 * whatever is wrong with it.
 *
 * Hint 1: Give it a right gradient and spoil one number, in every place in turn. Turn a
 * sign, put in a 0, put in a NaN. What does it say to each?
 *
 * Hint 2: What is `NAN > 0`? What is `NAN <= 0`?
 *
 * Hint 3: Work out the error of 0.25 against -0.25 with the code, line by line.
 */
#include "matrix.h"

real worst_error(size_t *place, Matrix derived, Matrix measured, real floor);

static real without_sign(real number)
{
    return number < 0 ? -number : number;
}

real worst_error(size_t *place, Matrix derived, Matrix measured, real floor)
{
    real worst = -1;
    size_t count = derived.rows * derived.rows;
    if (count > derived.rows * derived.cols) count = derived.rows * derived.cols;
    *place = 0;
    for (size_t k = 0; k < count; k++) {
        real a = derived.data[k], n = measured.data[k];

        // how far apart they are, and how large the larger one is
        real apart = without_sign(without_sign(a) - without_sign(n));
        real size = without_sign(a);
        if (without_sign(n) > size) size = without_sign(n);
        if (floor > size) size = floor;

        // the error, and whether it is the worst so far
        real error = apart / size;
        if (isnan(error)) error = 0;
        if (error <= worst) continue;
        worst = error;
        *place = k;
    }
    return worst;
}
