/* Exercise 0.1: The part along a direction
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: foundations.h
 *
 * A lamp shines straight down on the line of a direction $d$, and the arrow $v$ throws
 * a shadow on it. The shadow is the part of $v$ along $d$: it is $t d$ for some number
 * $t$, and what is left, $v - t d$, stands at a right angle to $d$.
 *
 * Write `void part_along(Matrix out, Matrix v, Matrix d)`. All three are (n, 1), `d` is
 * not zero and need not have length 1, and `out` is apart from the others. Leave $t d$
 * in `out`; `v` and `d` stay as they are.
 *
 * Think of this first: the dot product of $v - t d$ with $d$ is zero. Multiply that out
 * and solve for $t$. By which of the two lengths does it divide, and how often?
 *
 * Hint 1: $(v - t d) \cdot d = v \cdot d - t (d \cdot d)$.
 *
 * Hint 2: `vector_dot` gives both products, and `matrix_scale` multiplies a matrix by a
 * number.
 */
#include "foundations.h"

void part_along(Matrix out, Matrix v, Matrix d);

void part_along(Matrix out, Matrix v, Matrix d)
{
    (void)out;
    (void)v;
    (void)d;
}
