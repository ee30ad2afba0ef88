/* Exercise 7.4: Training in sixteen bits
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: formats.h, layer.h, losses.h, neuron.h
 *
 * Train a softmax regression whose passes run in half precision, and lose nothing by it.
 * You need what Micikevicius and others (2018) need: weights that are kept in full, a
 * loss that is scaled, and a scale that finds its own size.
 *
 * `void half_matrix(Matrix out, Matrix a)`: every number of `a`, rounded to half.
 *
 * `bool half_gradient(Matrix dw, Matrix db, Matrix w, Matrix b, Matrix x, Matrix y,
 * real scale)`: the slopes of the cross-entropy, as a machine with halves finds them.
 * Shapes: `x` (m, n), `w` (n, K), `b` (1, K), one-hot `y` (m, K). Round `x`, `w` and `b`
 * to half; compute $Z = XW + \mathbf 1 b$ from them and round it; compute
 * $\delta = \text{scale} \cdot (\operatorname{softmax}(Z) - Y)/m$ and round it; then
 * $\partial W = X^\top \delta$ and $\partial b = \mathbf 1^\top \delta$, and round both.
 * Products and sums inside a matrix operation are in `real`: machines with halves add in
 * 32 bits too. At the end divide `dw` and `db` by the scale, in `real`, and do not round
 * again. Return whether all slopes are finite. `w`, `b`, `x` and `y` stay as they are.
 *
 * `size_t half_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t steps, real rate)`:
 * the training. `w` and `b` come with their first values and are never rounded
 * themselves. The scale starts at 65536. Where the slopes are finite, step downhill;
 * after 50 such steps in a row, double the scale (and count anew). Where they are not,
 * take no step and halve the scale. Both count as one of `steps`. Return how many were
 * without a step.
 *
 * Think of this first: with 2000 samples, how large is $(p - y)/m$ for a sample whose
 * $p$ is right to a thousandth, and what does half make of it?
 *
 * Hint 1: `format_round(format_named("half"), x)` rounds one number. Make the rounded
 * copies with `matrix_new`, and free all of them before you return.
 *
 * Hint 2: `dense_forward`, `softmax`, `matrix_subtract`, `matrix_scale` and
 * `neuron_gradient` do the rest. Scale before you round: a number that has become 0 stays
 * 0, whatever it is multiplied by.
 *
 * Hint 3: A slope is not finite when scale times slope is above 65504. Look at the
 * numbers after the rounding, with `isfinite`.
 *
 * Hint 4: If the loss stops falling early, look at which weights you rounded. The
 * rounded ones must be copies.
 */
#include "formats.h"
#include "layer.h"
#include "losses.h"
#include "neuron.h"

void half_matrix(Matrix out, Matrix a);
bool half_gradient(Matrix dw, Matrix db, Matrix w, Matrix b, Matrix x, Matrix y,
                   real scale);
size_t half_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t steps, real rate);

void half_matrix(Matrix out, Matrix a)
{
    (void)out;
    (void)a;
}

bool half_gradient(Matrix dw, Matrix db, Matrix w, Matrix b, Matrix x, Matrix y,
                   real scale)
{
    (void)dw;
    (void)db;
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)scale;
    return false;
}

size_t half_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t steps, real rate)
{
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)steps;
    (void)rate;
    return 0;
}
