/* The answer to exercise 1.3: these functions in the place of its file's. */

void averaged_perceptron(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs)
{
    Matrix now_w = matrix_new(w.rows, 1), now_b = matrix_new(1, 1); // these learn
    matrix_fill(now_w, 0);
    matrix_fill(now_b, 0);
    matrix_fill(w, 0);
    matrix_fill(b, 0);
    for (size_t epoch = 0; epoch < epochs; epoch++)
        for (size_t i = 0; i < x.rows; i++) {
            perceptron_epoch(now_w, now_b, matrix_rows(x, i, 1), matrix_rows(y, i, 1));
            matrix_add(w, w, now_w);
            matrix_add(b, b, now_b);
        }

    real count = (real)epochs * (real)x.rows;
    matrix_scale(w, w, 1 / count);
    matrix_scale(b, b, 1 / count);
    matrix_free(&now_w);
    matrix_free(&now_b);
}
