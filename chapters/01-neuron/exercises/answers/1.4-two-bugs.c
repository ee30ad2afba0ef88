/* The answer to exercise 1.4: these functions in the place of its file's. */

void logistic_gradient(Matrix dw, Matrix db, Matrix x, Matrix y, Matrix w, Matrix b)
{
    matrix_fill(dw, 0);
    matrix_fill(db, 0);
    for (size_t i = 0; i < x.rows; i++) {
        real z = matrix_at(b, 0, 0);
        for (size_t j = 0; j < x.cols; j++)
            z += matrix_at(x, i, j) * matrix_at(w, j, 0);

        // The slope of the loss of this sample at its z.
        real dz = sigmoid_value(z) - matrix_at(y, i, 0);

        for (size_t j = 0; j < x.cols; j++)
            matrix_at(dw, j, 0) += dz * matrix_at(x, i, j);
        matrix_at(db, 0, 0) += dz;
    }

    // The loss is a mean over the samples, and so are its slopes.
    real count = (real)x.rows;
    matrix_scale(dw, dw, 1 / count);
    matrix_scale(db, db, 1 / count);
}
