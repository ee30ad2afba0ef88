/* Exercise 5.2: A layer with kinks: max pooling
 *
 * kind: code
 * difficulty: medium
 * minutes: 30
 * points: 20
 * needs: matrix.h
 *
 * Networks that look at images make them smaller by keeping, of every 2 x 2 square of
 * pixels, the largest:
 *
 * $$ y_{rc} = \max(x_{2r,2c},\; x_{2r,2c+1},\; x_{2r+1,2c},\; x_{2r+1,2c+1}) $$
 *
 * Write `void max_pool_forward(Matrix y, Matrix x)`: `x` has an even number of rows and
 * of columns, `y` half as many of each.
 *
 * Write `void max_pool_backward(Matrix dx, Matrix x, Matrix dy)`: the slopes of a loss
 * at `x`, given its slopes `dy` at `y`. Every element of `dx` must be written; what it
 * holds when you are called is not yours to read. Where several pixels of a square are
 * equally large, the first one of them gets the whole slope, in the order of the formula.
 *
 * Then check it yourself, as this chapter does, before you ask the tests: a loss such as
 * the sum of $c_{rc}\, y_{rc}$ with numbers $c$ of your own is enough. At a tie a nudge
 * and your slope will not agree. Which of them is right?
 *
 * Think of this first: when you nudge a pixel that is not the largest of its square,
 * what happens to y?
 *
 * Hint 1: Both functions need the place of the largest pixel of a square. Write that
 * once, as a function that returns a pointer or an index.
 *
 * Hint 2: Fill dx with zeros first. Then each square writes one number.
 *
 * Hint 3: With `>` the first of equals stays the largest; with `>=` the last one wins.
 */
#include "matrix.h"

void max_pool_forward(Matrix y, Matrix x);
void max_pool_backward(Matrix dx, Matrix x, Matrix dy);

void max_pool_forward(Matrix y, Matrix x)
{
    (void)y;
    (void)x;
}

void max_pool_backward(Matrix dx, Matrix x, Matrix dy)
{
    (void)dx;
    (void)x;
    (void)dy;
}
