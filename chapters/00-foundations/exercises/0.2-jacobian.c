/* Exercise 0.2: All slopes of a map
 *
 * kind: code
 * difficulty: medium
 * minutes: 25
 * points: 15
 * needs: foundations.h
 *
 * A map with three inputs and two outputs has six slopes: how each output moves with
 * each input. Laid out as a table with one row an input and one column an output they
 * are the map's Jacobian (most books have it transposed; here a sample is a row, and so
 * is what comes out).
 *
 * $$ \underset{(1,3)}{dx} \;\underset{(3,2)}{J} = \underset{(1,2)}{dy}, \qquad J_{jk} =
 *    \frac{\partial y_k}{\partial x_j} $$
 *
 * The map stands below: $y_1 = x_1 x_2^2$ and $y_2 = x_3^3 - x_1$. Write
 * `void jacobian(Matrix j, Matrix x, real h)`, which fills `j` (3, 2) with the slopes at
 * `x` (1, 3), each by a central nudge of the size `h`, as `nudge_gradient` does it for
 * one output. `x` must hold its own numbers again when you return.
 *
 * The nudge must be a nudge: the check compares with the exact central difference for
 * large h too, where it is not the slope.
 *
 * Think of this first: one nudge of one input moves both outputs. How many calls of
 * `map` do you need for all six slopes?
 *
 * Hint 1: The outer loop runs over the inputs. In it: raise input j by h, call `map`;
 * lower it by h from where it was, call `map`; put it back.
 *
 * Hint 2: You need room for two outputs: `real above[2], below[2];` and a `matrix_view`
 * over each.
 *
 * Hint 3: Put it back by assigning the number that you saved. Adding and subtracting h
 * does not always come back to the same bits.
 */
#include "foundations.h"

void jacobian(Matrix j, Matrix x, real h);

/* y (1, 2) from x (1, 3) */
static void map(Matrix y, Matrix x)
{
    real a = matrix_at(x, 0, 0), b = matrix_at(x, 0, 1), c = matrix_at(x, 0, 2);
    matrix_at(y, 0, 0) = a * b * b;
    matrix_at(y, 0, 1) = c * c * c - a;
}

void jacobian(Matrix j, Matrix x, real h)
{
    (void)j;
    (void)h;
    (void)map;
    (void)x;
}
