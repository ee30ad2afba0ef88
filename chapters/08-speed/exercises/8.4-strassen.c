/* Exercise 8.4: Fewer multiplications
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: matrix.h
 *
 * All of this chapter made $n^3$ multiplications go faster. In 1969 Volker Strassen found
 * that fewer are enough. Cut each matrix into four quarters:
 *
 * $$ A = \begin{pmatrix} A_1 & A_2 \\ A_3 & A_4 \end{pmatrix} \quad
 *    B = \begin{pmatrix} B_1 & B_2 \\ B_3 & B_4 \end{pmatrix} \quad
 *    C = \begin{pmatrix} C_1 & C_2 \\ C_3 & C_4 \end{pmatrix} $$
 *
 * By the rule of the product that takes eight products of quarters. These are seven:
 *
 * $$ \begin{aligned}
 *    M_1 &= (A_1 + A_4)(B_1 + B_4) & M_2 &= (A_3 + A_4) B_1 \\
 *    M_3 &= A_1 (B_2 - B_4) & M_4 &= A_4 (B_3 - B_1) \\
 *    M_5 &= (A_1 + A_2) B_4 & M_6 &= (A_3 - A_1)(B_1 + B_2) \\
 *    M_7 &= (A_2 - A_4)(B_3 + B_4)
 *    \end{aligned} $$
 *
 * and from them $C_1 = M_1 + M_4 - M_5 + M_7$, $C_2 = M_3 + M_5$, $C_3 = M_2 + M_4$,
 * $C_4 = M_1 - M_2 + M_3 + M_6$. Each $M$ is a product of matrices of half the size, and
 * can be computed in the same way.
 *
 * Write `size_t strassen(Matrix c, Matrix a, Matrix b)`. All three are (n, n), n a power
 * of two. It leaves $AB$ in `c` and returns how many multiplications of numbers it made:
 * 1 for n = 1, and 7 times as many for each doubling.
 *
 * Think of this first: how many multiplications is that for n = 1024, and how many are
 * $n^3$? (And why does the book's product not do it? Count the additions.)
 *
 * Hint 1: Write a function that copies a quarter of a matrix, and one that copies back.
 *
 * Hint 2: matrix_add and matrix_subtract take whole matrices; matrix_new makes room for
 * quarters, and matrix_free gives it back.
 *
 * Hint 3: An array of seven matrices m[7] and a loop that fills two operands keep it short.
 */
#include "matrix.h"

size_t strassen(Matrix c, Matrix a, Matrix b);

/* BEGIN SOLUTION */
/* Row and column of quarter q, counted 0 to 3, of a matrix of halves of h. */
static real *at_quarter(Matrix m, size_t q, size_t h, size_t i, size_t j)
{
    return &matrix_at(m, i + (q / 2) * h, j + (q % 2) * h);
}

/* out = quarter p of m plus `sign` times quarter q. */
static void combine(Matrix out, Matrix m, size_t p, real sign, size_t q)
{
    size_t h = out.rows;
    for (size_t i = 0; i < h; i++)
        for (size_t j = 0; j < h; j++)
            matrix_at(out, i, j) = *at_quarter(m, p, h, i, j) +
                                   sign * *at_quarter(m, q, h, i, j);
}

/* Adds `sign` times m to quarter q of c. */
static void give(Matrix c, size_t q, real sign, Matrix m)
{
    for (size_t i = 0; i < m.rows; i++)
        for (size_t j = 0; j < m.rows; j++)
            *at_quarter(c, q, m.rows, i, j) += sign * matrix_at(m, i, j);
}

/* One of the seven products, and where it goes: each sign is 1, -1 or 0 for nothing. */
typedef struct Product {
    size_t a, a_other;
    real a_sign;
    size_t b, b_other;
    real b_sign;
    real to[4];
} Product;
/* STUB
 * END SOLUTION */

size_t strassen(Matrix c, Matrix a, Matrix b)
{
    /* BEGIN SOLUTION */
    static const Product products[7] = {
        {0, 3, 1, 0, 3, 1, {1, 0, 0, 1}},  {2, 3, 1, 0, 0, 0, {0, 0, 1, -1}},
        {0, 0, 0, 1, 3, -1, {0, 1, 0, 1}}, {3, 3, 0, 2, 0, -1, {1, 0, 1, 0}},
        {0, 1, 1, 3, 3, 0, {-1, 1, 0, 0}}, {2, 0, -1, 0, 1, 1, {0, 0, 0, 1}},
        {1, 3, -1, 2, 3, 1, {1, 0, 0, 0}},
    };
    size_t h = c.rows / 2, count = 0;
    if (h == 0) {
        c.data[0] = a.data[0] * b.data[0];
        return 1;
    }
    Matrix left = matrix_new(h, h), right = matrix_new(h, h), m = matrix_new(h, h);
    matrix_fill(c, 0);
    for (size_t p = 0; p < 7; p++) {
        combine(left, a, products[p].a, products[p].a_sign, products[p].a_other);
        combine(right, b, products[p].b, products[p].b_sign, products[p].b_other);
        count += strassen(m, left, right);
        for (size_t q = 0; q < 4; q++) give(c, q, products[p].to[q], m);
    }
    matrix_free(&left), matrix_free(&right), matrix_free(&m);
    return count;
    /* STUB
    (void)c;
    (void)a;
    (void)b;
    return 0;
 * END SOLUTION */
}
