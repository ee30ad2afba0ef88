/* The three matrix products that a neural network needs. Forward: X W. Backward:
 * X^T delta for the weights and delta W^T for the inputs.
 *
 * Each element of out is summed over the inner index from first to last, starting
 * at zero, whatever the sizes: so a row of a batch gives the same bits as the same
 * row alone. out must not overlap a or b. */
#ifndef COMMON_MATMUL_H
#define COMMON_MATMUL_H

#include "kernel.h"
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

/* --- what computes them ------------------------------------------------------ */

/* MATMUL_EXACT   the blocked kernel (kernel.h), every product rounded before it is
 *                added: the bits of the plain loops on every machine. The default.
 * MATMUL_FUSED   the same kernel with one rounding for both, where the machine has
 *                fused multiply-add: faster, and other last digits on other machines.
 * MATMUL_PLAIN   three loops, the reference.
 * MATMUL_LIBRARY OpenBLAS, in a build with BLAS=openblas, where it is the default. */
typedef enum MatmulMode {
    MATMUL_EXACT,
    MATMUL_FUSED,
    MATMUL_PLAIN,
    MATMUL_LIBRARY
} MatmulMode;

typedef struct MatmulPlan {
    MatmulMode mode;
    size_t threads;    // for products large enough; more than 1 needs OpenMP
    const char *level; // of the kernel, as kernel_levels names it; NULL: the widest
} MatmulPlan;

/* What all products of this process are computed with from now on. True; false, and
 * nothing changes, when the machine or the build cannot do it. To be called while no
 * product runs. */
bool matmul_use(MatmulPlan plan);

/* What is in use; level is never NULL. */
MatmulPlan matmul_plan(void);

/* The plain loops, with the interface of a kernel. */
Kernel matmul_plain;

#endif
