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
    /* BEGIN SOLUTION */
    Format half = format_named("half");
    for (size_t i = 0; i < a.rows * a.cols; i++)
        out.data[i] = (real)format_round(half, (double)a.data[i]);
    /* STUB
    (void)out;
    (void)a;
 * END SOLUTION */
}

/* BEGIN SOLUTION */
/* A new matrix with the rounded numbers of a. */
static Matrix half_copy(Matrix a)
{
    Matrix out = matrix_new(a.rows, a.cols);
    half_matrix(out, a);
    return out;
}

static bool finite_in(Matrix a)
{
    for (size_t i = 0; i < a.rows * a.cols; i++)
        if (!isfinite(a.data[i])) return false;
    return true;
}

/* STUB
 * END SOLUTION */
bool half_gradient(Matrix dw, Matrix db, Matrix w, Matrix b, Matrix x, Matrix y,
                   real scale)
{
    /* BEGIN SOLUTION */
    Matrix w16 = half_copy(w), b16 = half_copy(b), x16 = half_copy(x);
    Matrix z = matrix_new(y.rows, y.cols);
    dense_forward(z, x16, w16, b16);
    half_matrix(z, z);
    softmax(z, z);
    matrix_subtract(z, z, y);
    matrix_scale(z, z, scale / (real)x.rows);
    half_matrix(z, z); // delta
    neuron_gradient(dw, db, x16, z);
    half_matrix(dw, dw);
    half_matrix(db, db);
    bool finite = finite_in(dw) && finite_in(db);
    matrix_scale(dw, dw, 1 / scale);
    matrix_scale(db, db, 1 / scale);
    matrix_free(&w16);
    matrix_free(&b16);
    matrix_free(&x16);
    matrix_free(&z);
    return finite;
    /* STUB
    (void)dw;
    (void)db;
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)scale;
    return false;
 * END SOLUTION */
}

size_t half_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t steps, real rate)
{
    /* BEGIN SOLUTION */
    Matrix dw = matrix_new(w.rows, w.cols), db = matrix_new(1, w.cols);
    real scale = 65536;
    size_t skipped = 0, good = 0;
    for (size_t step = 0; step < steps; step++) {
        if (half_gradient(dw, db, w, b, x, y, scale)) {
            neuron_step(w, b, dw, db, rate);
            if (++good < 50) continue;
            scale *= 2;
            good = 0;
        } else {
            scale /= 2;
            good = 0;
            skipped++;
        }
    }
    matrix_free(&dw);
    matrix_free(&db);
    return skipped;
    /* STUB
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)steps;
    (void)rate;
    return 0;
 * END SOLUTION */
}
