#include "layer.h"

#include "matmul.h"

/* (eq:dense-forward) */
void dense_forward(Matrix z, Matrix x, Matrix w, Matrix b)
{
    matrix_multiply(z, x, w); // (m, n_in) @ (n_in, n_out) -> (m, n_out)
    matrix_add_row(z, z, b);  // b (1, n_out) on each of the m rows
}

/* (eq:activation-forward) */
void activation_forward(Matrix a, Matrix z, Activation f)
{
    if (f.value == identity_value)
        matrix_copy(a, z); // the same numbers, without a call for each
    else
        matrix_map(a, z, f.value); // (m, n_out), element by element
}
