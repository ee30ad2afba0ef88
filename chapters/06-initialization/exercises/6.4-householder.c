/* Exercise 6.4: Orthogonal by mirrors
 *
 * kind: code
 * difficulty: hard
 * minutes: 50
 * points: 30
 * needs: init.h
 *
 * Gram and Schmidt lose digits when two vectors point nearly the same way; the chapter
 * goes over each vector twice for that. Householder's way loses none: it turns a matrix
 * into a triangle by mirrors, and mirrors keep lengths whatever they are given.
 *
 * Write `void orthogonal_qr(Matrix q, Matrix a)`. `a` (n, k) with $n \ge k$ has columns of
 * full rank and stays as it is. Leave in `q` (n, k) the orthonormal columns for which
 *
 * $$ \underset{(n,k)}{A} = \underset{(n,k)}{Q}\,\underset{(k,k)}{R} $$
 *
 * with R zero below its diagonal and positive on it. There is only one such Q. When the
 * elements of A are normal draws, it is a random orthogonal start that prefers no
 * direction.
 *
 * The mirror that sends a column $x$ to $\mp\lVert x \rVert e_1$ is
 * $H = I - 2 v v^\top / (v^\top v)$ with $v = x \pm \lVert x \rVert e_1$. Take the sign
 * that $x_1$ has, so that nothing cancels. Apply it to column 1 and to those behind it.
 * Then do the same with the rest of column 2 from its second element on, and so on.
 * Q is the product of the mirrors, applied to the first k columns of the identity, the
 * last mirror first. Where the diagonal of R came out negative, turn the sign of that
 * column of Q.
 *
 * Think of this first: a mirror need not be a matrix. What are the two steps that apply
 * $I - 2 v v^\top / (v^\top v)$ to one column?
 *
 * Hint 1: To apply the mirror to a column c: $c \leftarrow c - (2\, v \cdot c / v \cdot v)
 * \, v$. Write a function of that, for a column of a matrix from row `first` on.
 *
 * Hint 2: Keep the vectors v in a matrix of their own, (n, k): the second loop needs them
 * again, from the last to the first. Their elements above the diagonal are 0.
 *
 * Hint 3: By hand: a column (3, 4) has v = (3 + 5, 4), and the mirror sends it to (-5, 0).
 * So r is -5, and column 1 of Q, (-0.6, -0.8) by the mirror, turns its sign.
 */
#include "init.h"

void orthogonal_qr(Matrix q, Matrix a);

void orthogonal_qr(Matrix q, Matrix a)
{
    (void)q;
    (void)a;
}
