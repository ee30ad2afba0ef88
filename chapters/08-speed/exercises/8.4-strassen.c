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

size_t strassen(Matrix c, Matrix a, Matrix b)
{
    (void)c;
    (void)a;
    (void)b;
    return 0;
}
