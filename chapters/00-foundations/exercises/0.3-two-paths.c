/* Exercise 0.3: Where two paths meet
 *
 * kind: bug
 * difficulty: medium
 * minutes: 20
 * points: 15
 * needs: foundations.h
 *
 * This graph has two fan-outs. Its numbers are
 *
 * $$ u = w x + b, \qquad p = u \cdot u + w, \qquad L = \tfrac12 (p - y)^2 $$
 *
 * `graph_slopes` gets w, x, b, y in `inputs` (1, 4), and is to leave the slopes of $L$ at
 * w, x and b in `slopes` (1, 3), in this order. Its forward part is right. In its
 * backward part two lines are wrong. Find them and mend them, and keep the signature.
 *
 * Think of this first: draw the graph. How many arrows leave w, how many leave u, and
 * how many terms must each of their slopes have?
 *
 * Hint 1: Take w = 1, x = 2, b = 1, y = 8. Then u = 3, p = 10, L = 2. Nudge b to 1.001
 * on paper, or in a small program, and compare with what the code says of b.
 *
 * Hint 2: A product $u \cdot v$ sends its slope times v to u, and its slope times u to
 * v. Here both are u, and u gets both.
 *
 * Hint 3: What arrives second at w must not overwrite what arrived first.
 */
#include "foundations.h"

void graph_slopes(Matrix slopes, Matrix inputs);

void graph_slopes(Matrix slopes, Matrix inputs)
{
    real w = matrix_at(inputs, 0, 0), x = matrix_at(inputs, 0, 1);
    real b = matrix_at(inputs, 0, 2), y = matrix_at(inputs, 0, 3);

    // Forward.
    real u = w * x + b;
    real p = u * u + w;

    // Backward, from the loss to the inputs.
    real dp = p - y;
    real dw = dp; // p = u u + w
    real du = dp * u;

    // u = w x + b
    real dx = du * w;
    real db = du;
    dw = du * x;

    matrix_at(slopes, 0, 0) = dw;
    matrix_at(slopes, 0, 1) = dx;
    matrix_at(slopes, 0, 2) = db;
}
