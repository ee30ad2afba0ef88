/* The three matrix products that a neural network needs. Forward: X W. Backward:
 * X^T delta for the weights and delta W^T for the inputs.
 *
 * Each element of out is summed over the inner index from first to last, starting
 * at zero, whatever the sizes: so a row of a batch gives the same bits as the same
 * row alone. out must not overlap a or b. */
#ifndef COMMON_MATMUL_H
#define COMMON_MATMUL_H

#include "matrix.h"

/* out (m, n) = a (m, k) b (k, n) */
#define matrix_multiply(out, a, b) matrix_multiply_from(HERE, out, a, b)
void matrix_multiply_from(Place from, Matrix out, Matrix a, Matrix b);

/* out (m, n) = a^T b        a (k, m), b (k, n) */
#define matrix_multiply_at_b(out, a, b) matrix_multiply_at_b_from(HERE, out, a, b)
void matrix_multiply_at_b_from(Place from, Matrix out, Matrix a, Matrix b);

/* out (m, n) = a b^T        a (m, k), b (n, k) */
#define matrix_multiply_a_bt(out, a, b) matrix_multiply_a_bt_from(HERE, out, a, b)
void matrix_multiply_a_bt_from(Place from, Matrix out, Matrix a, Matrix b);

#endif
