/* Exercise 3.2: The hinge
 *
 * kind: code
 * difficulty: easy
 * minutes: 25
 * points: 15
 * needs: losses.h
 *
 * Cross-entropy is never content: however right a sample is, it asks for more. The hinge
 * loss stops at a margin of 1. Let $c$ be the class of sample $i$. Each other class
 * costs as much as it comes nearer to $z_{ic}$ than 1 (Weston and Watkins 1999):
 *
 * $$ L = \frac1m \sum_{i=1}^{m} \sum_{k \ne c} \max(0,\; 1 + z_{ik} - z_{ic}) $$
 *
 * Write `real hinge_loss(Matrix z, Matrix y)` for logits `z` (m, K) and one-hot targets
 * `y` (m, K), and `void hinge_gradient(Matrix dz, Matrix z, Matrix y)`, which leaves its
 * slope at each logit in `dz` (m, K). Where a term is exactly 0, on the bend, take the
 * slope 0. Here `dz` is never `z`. K is at least 2.
 *
 * Think of this first: one wrong class that comes too near pushes two logits. Which two,
 * and by how much? What must each row of the gradient sum to?
 *
 * Hint 1: Logits (2, 1.5, -3) and class 0: the terms are max(0, 1 + 1.5 - 2) = 0.5 and
 * max(0, 1 - 3 - 2) = 0. So the loss is 0.5, and the slopes are (-1, 1, 0).
 *
 * Hint 2: `row_argmax(y, i)` is the class of row i. A row with three classes inside the
 * margin has -3 / m at its own class.
 */
#include "losses.h"

real hinge_loss(Matrix z, Matrix y);
void hinge_gradient(Matrix dz, Matrix z, Matrix y);

real hinge_loss(Matrix z, Matrix y)
{
    (void)z;
    (void)y;
    return NAN;
}

void hinge_gradient(Matrix dz, Matrix z, Matrix y)
{
    (void)dz;
    (void)z;
    (void)y;
}
