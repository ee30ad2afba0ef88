/* Exercise 4.2: A layer that can be skipped
 *
 * kind: code
 * difficulty: medium
 * minutes: 25
 * points: 20
 * needs: backprop.h
 *
 * In very deep networks it helps to give every layer a way around it: what comes in is
 * added to what comes out. With as many outputs as inputs,
 *
 * $$ \underset{(m,n)}{Z} = \underset{(m,n)}{X}\,\underset{(n,n)}{W}
 *    + \mathbf 1 \underset{(1,n)}{b}, \qquad A = f(Z) + X $$
 *
 * Write `void skip_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation
 * f)`. It fills `z` and `a`, both (m, n).
 *
 * Write `void skip_backward(Matrix dw, Matrix db, Matrix dx, Matrix dz, Matrix da,
 * Matrix x, Matrix z, Matrix w, Activation f)`. From the slope `da` at the output it
 * gives the slopes of `w`, `b` and `x`; `dz` (m, n) is room to work in. `da` stays as it
 * is.
 *
 * Think of this first: $X$ now goes two ways to $A$. What does this chapter say about a
 * value that fans out?
 *
 * Hint 1: Forward: `dense_forward`, `activation_forward`, and one more line.
 *
 * Hint 2: Backward: the way through the layer gives a `dx`, as always. The way around it
 * multiplies by 1.
 */
#include "backprop.h"

void skip_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f);
void skip_backward(Matrix dw, Matrix db, Matrix dx, Matrix dz, Matrix da, Matrix x,
                   Matrix z, Matrix w, Activation f);

void skip_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f)
{
    (void)a;
    (void)z;
    (void)x;
    (void)w;
    (void)b;
    (void)f;
}

void skip_backward(Matrix dw, Matrix db, Matrix dx, Matrix dz, Matrix da, Matrix x,
                   Matrix z, Matrix w, Activation f)
{
    (void)dw;
    (void)db;
    (void)dx;
    (void)dz;
    (void)da;
    (void)x;
    (void)z;
    (void)w;
    (void)f;
}
