/* The answer to exercise 7.3: these functions in the place of its file's. */

real sturdy_cross_entropy(Matrix dz, Matrix z, Matrix labels)
{
    real loss = 0, m = (real)z.rows;
    real largest = -INFINITY;
    for (size_t i = 0; i < z.rows; i++) {
        size_t label = (size_t)matrix_at(labels, i, 0);

        // The largest logit of the row.
        largest = -INFINITY;
        for (size_t k = 0; k < z.cols; k++)
            if (matrix_at(z, i, k) > largest) largest = matrix_at(z, i, k);

        real sum = 0;
        for (size_t k = 0; k < z.cols; k++) {
            matrix_at(dz, i, k) = real_exp(matrix_at(z, i, k) - largest);
            sum += matrix_at(dz, i, k);
        }
        loss += real_log(sum) - (matrix_at(z, i, label) - largest);

        // The slope: p for each class, p - 1 for the label.
        for (size_t k = 0; k < z.cols; k++) matrix_at(dz, i, k) /= sum * m;
        matrix_at(dz, i, label) = 0;
        real others = matrix_sum(matrix_rows(dz, i, 1));
        matrix_at(dz, i, label) = -others;
    }
    return loss / m;
}
