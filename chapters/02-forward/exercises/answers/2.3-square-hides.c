/* The answer to exercise 2.3: these functions in the place of its file's. */

void deep_forward(Matrix a, Matrix x, Matrix w, Matrix b)
{
    size_t n = x.cols;
    Matrix z = matrix_new(x.rows, n);
    matrix_copy(a, x);
    for (size_t l = 0; l < b.rows; l++) {
        Matrix w_l = matrix_rows(w, l * n, n), b_l = matrix_rows(b, l, 1);
        dense_forward(z, a, w_l, b_l);
        matrix_map(a, z, relu_value);
    }
    matrix_free(&z);
}
