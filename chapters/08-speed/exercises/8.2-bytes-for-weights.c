/* Exercise 8.2: Weights in bytes
 *
 * kind: code
 * difficulty: medium
 * minutes: 25
 * points: 20
 * needs: matmul.h
 *
 * Pixels are bytes. Why not weights? Four times as many fit into each cache. Take one
 * step size $s$ for the whole matrix, so that the largest weight becomes $\pm 127$:
 *
 * $$ s = \frac{\max |w|}{127}, \qquad q = \operatorname{round}(w / s), \qquad w \approx s q $$
 *
 * Write `real quantise(Matrix q, Matrix w)`. It fills `q`, of the shape of `w`, with
 * whole numbers from -127 to 127 (as `real`, so that you can look at them), and returns
 * $s$. A half is rounded away from 0. A matrix of zeros gives zeros and $s = 0$.
 *
 * Write `void quantised_product(Matrix out, Matrix x, Matrix q, real s)`: $s\,(x q)$.
 *
 * Write `real quantised_bound(Matrix x, real s)`: the most by which an element of the
 * product can differ from that with the weights themselves, apart from rounding. It is
 * the largest over the rows of `x` of $\frac{s}{2} \sum_j |x_{ij}|$.
 *
 * Think of this first: by how much can $s q$ differ from $w$?
 *
 * Hint 1: `matrix_max_abs` gives the largest weight without its sign.
 *
 * Hint 2: To round a half away from 0, work on the size and give it back its sign.
 * `floor(x + 0.5)` rounds a size.
 */
#include "matmul.h"

#include <math.h>

real quantise(Matrix q, Matrix w);
void quantised_product(Matrix out, Matrix x, Matrix q, real s);
real quantised_bound(Matrix x, real s);

real quantise(Matrix q, Matrix w)
{
    (void)q;
    (void)w;
    return 0;
}

void quantised_product(Matrix out, Matrix x, Matrix q, real s)
{
    (void)out;
    (void)x;
    (void)q;
    (void)s;
}

real quantised_bound(Matrix x, real s)
{
    (void)x;
    (void)s;
    return 0;
}
