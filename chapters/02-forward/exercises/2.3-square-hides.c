/* Exercise 2.3: It worked on the unit matrix
 *
 * kind: bug
 * difficulty: medium
 * minutes: 20
 * points: 15
 * needs: layer.h
 *
 * `deep_forward` sends a batch `x` (m, n) through layers that all have n neurons, with
 * ReLU behind each, and leaves what the last one says in `a` (m, n). The weights of
 * all layers stand in one tall matrix `w`: rows 0 to n - 1 are those of layer 0, the
 * next n rows those of layer 1, and so on. Row l of `b` (depth, n) holds the biases of
 * layer l.
 *
 * Its author tried it with unit matrices and biases of 0, and later with symmetric
 * matrices. All was well. Two things are wrong. Mend them, and keep the signature.
 *
 * Think of this first: which two mistakes cannot be seen with a symmetric matrix, and
 * with a bias of 0?
 *
 * Hint 1: Take one sample (1, 0), one layer with the weights 1, 2 in row 0 and 3, 4 in
 * row 1, and no bias. Work out the answer on paper. Compare.
 *
 * Hint 2: Take one sample (1, 1), the unit matrix, and the biases (-5, 5). What should
 * ReLU do about the -5, and when does it get to see it?
 *
 * Hint 3: Read every line aloud with its shapes, and say which equation of the chapter
 * it is. For one of them there is no equation.
 */
#include "layer.h"
#include "matmul.h"

void deep_forward(Matrix a, Matrix x, Matrix w, Matrix b);

void deep_forward(Matrix a, Matrix x, Matrix w, Matrix b)
{
    size_t n = x.cols;
    Matrix z = matrix_new(x.rows, n);
    matrix_copy(a, x);
    for (size_t l = 0; l < b.rows; l++) {
        Matrix w_l = matrix_rows(w, l * n, n), b_l = matrix_rows(b, l, 1);
        matrix_multiply_a_bt(z, a, w_l); // the sums
        activation_forward(a, z, activation_named("relu"));
        matrix_add_row(a, a, b_l); // the biases
    }
    matrix_free(&z);
}
