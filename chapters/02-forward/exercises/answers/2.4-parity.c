/* The answer to exercise 2.4: these functions in the place of its file's. */

void parity_weights(Matrix w0, Matrix b0, Matrix w1, Matrix b1)
{
    matrix_fill(w0, 1); // every hidden neuron sees the sum of the inputs
    matrix_fill(b1, 0);
    for (size_t k = 0; k < w1.rows; k++) {
        matrix_at(b0, 0, k) = -(real)k;
        matrix_at(w1, k, 0) = k == 0 ? 1 : k % 2 == 1 ? -2 : 2;
    }
}
