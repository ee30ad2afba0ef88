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

/* BEGIN SOLUTION */
/* Sum of m[i][j] v[i][k] over the rows from `first` on. */
static real column_dot(Matrix m, size_t j, Matrix v, size_t k, size_t first)
{
    real sum = 0;
    for (size_t i = first; i < m.rows; i++)
        sum += matrix_at(m, i, j) * matrix_at(v, i, k);
    return sum;
}

/* Mirrors column j of m by column k of v, whose elements above row k are not used. */
static void mirror(Matrix m, size_t j, Matrix v, size_t k)
{
    real factor = 2 * column_dot(m, j, v, k, k) / column_dot(v, k, v, k, k);
    for (size_t i = k; i < m.rows; i++)
        matrix_at(m, i, j) -= factor * matrix_at(v, i, k);
}

/* STUB
 * END SOLUTION */
void orthogonal_qr(Matrix q, Matrix a)
{
    /* BEGIN SOLUTION */
    Matrix r = matrix_new(a.rows, a.cols), v = matrix_new(a.rows, a.cols);
    matrix_copy(r, a);
    for (size_t k = 0; k < a.cols; k++) {
        real length = real_sqrt(column_dot(r, k, r, k, k));
        for (size_t i = k; i < a.rows; i++) matrix_at(v, i, k) = matrix_at(r, i, k);
        matrix_at(v, k, k) += matrix_at(r, k, k) < 0 ? -length : length;
        for (size_t j = k; j < a.cols; j++) mirror(r, j, v, k);
    }

    for (size_t i = 0; i < q.rows; i++)
        for (size_t j = 0; j < q.cols; j++) matrix_at(q, i, j) = i == j ? 1 : 0;
    for (size_t k = a.cols; k-- > 0;)
        for (size_t j = 0; j < q.cols; j++) mirror(q, j, v, k);
    for (size_t j = 0; j < q.cols; j++)
        for (size_t i = 0; i < q.rows && matrix_at(r, j, j) < 0; i++)
            matrix_at(q, i, j) = -matrix_at(q, i, j);
    matrix_free(&r);
    matrix_free(&v);
    /* STUB
    (void)q;
    (void)a;
 * END SOLUTION */
}
