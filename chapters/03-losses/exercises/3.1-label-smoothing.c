/* Exercise 3.1: A little doubt in the targets
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: losses.h
 *
 * A one-hot target asks for certainty, and no finite logit gives it: the weights grow for
 * ever. Label smoothing asks for a little less. A part $\varepsilon$ of each target is
 * taken away and spread evenly over all $K$ classes, the right one included:
 *
 * $$ \tilde y_k = (1 - \varepsilon)\, y_k + \frac{\varepsilon}{K} $$
 *
 * Write `void smooth_labels(Matrix out, Matrix y, real amount)`: `out` (m, K) gets the
 * smoothed rows of `y` (m, K). `amount` is $\varepsilon$, from 0 to 1, and `out` may be
 * `y` itself.
 *
 * Write `real smoothed_floor(size_t classes, real amount)`: the lowest softmax
 * cross-entropy that any logits can reach on one sample of K = `classes` whose one-hot
 * target was smoothed so. There are at least 2 classes.
 *
 * Think of this first: a cross-entropy is an entropy and a divergence. Which of the two
 * can the logits bring to zero, and what is left?
 *
 * Hint 1: The smoothed row sums to 1 again: check it with $K = 4$, $\varepsilon = 0.2$,
 * which gives 0.85 once and 0.05 three times.
 *
 * Hint 2: The loss is lowest where softmax says exactly the target. There the divergence
 * is 0, and what remains is the target's own entropy.
 *
 * Hint 3: With $\varepsilon = 0$ three of four probabilities are 0, and 0 ln 0 counts as
 * 0. `entropy` knows that; a formula of your own must be taught it.
 */
#include "losses.h"

void smooth_labels(Matrix out, Matrix y, real amount);
real smoothed_floor(size_t classes, real amount);

void smooth_labels(Matrix out, Matrix y, real amount)
{
    (void)out;
    (void)y;
    (void)amount;
}

real smoothed_floor(size_t classes, real amount)
{
    (void)classes;
    (void)amount;
    return NAN;
}
