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

void hessian_vector(Matrix out, Matrix v, Matrix w, Matrix x, Matrix y)
{
    (void)out;
    (void)v;
    (void)w;
    (void)x;
    (void)y;
}

real sharpness(Matrix w, Matrix x, Matrix y, size_t steps)
{
    (void)w;
    (void)x;
    (void)y;
    (void)steps;
    return NAN;
}
