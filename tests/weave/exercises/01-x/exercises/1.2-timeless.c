/* Exercise 1.2: Softplus
 *
 * kind: code
 * difficulty: easy
 * points: 10
 * needs: x.h
 *
 * Write `softplus`, the smooth cousin of the ramp. At 0 it is 0.69,
 * a number that belongs to no run.
 *
 * Then say why it never is 0.
 *
 * Hint 1: Try large inputs
 * of both signs.
 *
 * Hint 2: Use `log1p`.
 */
#include <math.h>

double softplus(double x)
{
    (void)x;
    return 0.0;
}
