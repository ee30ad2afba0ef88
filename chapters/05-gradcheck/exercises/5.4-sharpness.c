/* Exercise 5.4: How sharp is the valley?
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: losses.h
 *
 * Difference a loss, and you get its slope. Difference the *slopes*, and you get its
 * curvature. With a right gradient in hand, two more calls of it give the product of the
 * matrix of all second derivatives, the Hessian $H$, with any direction $v$, and nobody
 * has to write $H$ down:
 *
 * $$ H v \approx \frac{g(w + hv) - g(w - hv)}{2h} $$
 *
 * The model is the linear reader of chapter 3, softmax regression without a bias: the
 * logits are $XW$, the loss is `softmax_cross_entropy`. `x` is (m, n), `y` (m, K) holds
 * distributions, `w` is (n, K).
 *
 * Write `void hessian_vector(Matrix out, Matrix v, Matrix w, Matrix x, Matrix y)`: `out`
 * and `v` have the shape of `w`, and `out` becomes $Hv$. It must be as right for a $v$ of
 * length 1000, or of length 0.001, as for one of length 1; for a zero `v`, `out` is zero.
 *
 * Write `real sharpness(Matrix w, Matrix x, Matrix y, size_t steps)`: the largest
 * eigenvalue of $H$, by `steps` steps of power iteration (chapter 0), which are enough.
 * Gradient descent near a minimum blows up from a rate of $2/\lambda_{\max}$ on: this
 * number says which rates a network can stand.
 *
 * `v`, `w`, `x` and `y` are as they were when you return.
 *
 * Think of this first: how long is the step that w takes when v has length 1000, and how
 * long should it be?
 *
 * Hint 1: Begin with the gradient: $g(w) = X^\top \delta$ with $\delta$ from
 * `softmax_cross_entropy_gradient`. Three lines, in a function of its own.
 *
 * Hint 2: Take $h = \varepsilon^{1/3} / |v|$, so that w moves by $\varepsilon^{1/3}$ whatever
 * the length of v.
 *
 * Hint 3: Adding one number to all logits of a sample changes nothing. So a v whose columns
 * are all equal has $Hv = 0$, and power iteration must not start there. Start with numbers
 * that have nothing to do with each other.
 *
 * Hint 4: With $v$ of length 1, the eigenvalue is $v \cdot Hv$. Check yourself with w = 0 and
 * y anything: there the largest eigenvalue is that of $X^\top X / m$, over K.
 */
#include "losses.h"
#include "matmul.h"

void hessian_vector(Matrix out, Matrix v, Matrix w, Matrix x, Matrix y);
real sharpness(Matrix w, Matrix x, Matrix y, size_t steps);

/* BEGIN SOLUTION */
/* out (n, K) = the gradient of the loss at w + step v. */
static void slopes_at(Matrix out, Matrix w, Matrix v, real step, Matrix x, Matrix y)
{
    Matrix moved = matrix_new(w.rows, w.cols), z = matrix_new(x.rows, w.cols);
    matrix_copy(moved, w);
    matrix_add_scaled(moved, v, step);
    matrix_multiply(z, x, moved);            // (m, n) @ (n, K) -> (m, K)
    softmax_cross_entropy_gradient(z, z, y); // in its place
    matrix_multiply_at_b(out, x, z);         // (n, m) @ (m, K) -> (n, K)
    matrix_free(&moved);
    matrix_free(&z);
}

static real product(Matrix a, Matrix b)
{
    real sum = 0;
    for (size_t k = 0; k < a.rows * a.cols; k++) sum += a.data[k] * b.data[k];
    return sum;
}

/* STUB
 * END SOLUTION */
void hessian_vector(Matrix out, Matrix v, Matrix w, Matrix x, Matrix y)
{
    /* BEGIN SOLUTION */
    real length = real_sqrt(product(v, v));
    if (length == 0) {
        matrix_fill(out, 0);
        return;
    }
    real reach = real_exp(real_log(REAL_EPSILON) / 3), h = reach / length;
    Matrix below = matrix_new(w.rows, w.cols);
    slopes_at(out, w, v, h, x, y);
    slopes_at(below, w, v, -h, x, y);
    matrix_subtract(out, out, below);
    matrix_scale(out, out, 1 / (2 * h));
    matrix_free(&below);
    /* STUB
    (void)out;
    (void)v;
    (void)w;
    (void)x;
    (void)y;
 * END SOLUTION */
}

real sharpness(Matrix w, Matrix x, Matrix y, size_t steps)
{
    /* BEGIN SOLUTION */
    Matrix v = matrix_new(w.rows, w.cols), next = matrix_new(w.rows, w.cols);
    real value = 0;
    for (size_t k = 0; k < v.rows * v.cols; k++)
        v.data[k] = real_sin((real)(k * k + 3 * k + 1)); // no pattern
    for (size_t step = 0; step < steps; step++) {
        matrix_scale(v, v, 1 / real_sqrt(product(v, v)));
        hessian_vector(next, v, w, x, y);
        value = product(v, next);
        matrix_copy(v, next);
    }
    matrix_free(&v);
    matrix_free(&next);
    return value;
    /* STUB
    (void)w;
    (void)x;
    (void)y;
    (void)steps;
    return NAN;
 * END SOLUTION */
}
