/* The answer to exercise 7.2: these functions in the place of its file's. */

void running_add(Matrix state, Matrix row)
{
    for (size_t j = 0; j < row.cols; j++) {
        real x = matrix_at(row, 0, j);
        real count = matrix_at(state, 0, j) + 1;
        real before = x - matrix_at(state, 1, j);
        matrix_at(state, 0, j) = count;
        matrix_at(state, 1, j) += before / count;
        matrix_at(state, 2, j) += before * (x - matrix_at(state, 1, j));
    }
}

void running_std(Matrix std, Matrix state)
{
    for (size_t j = 0; j < std.cols; j++) {
        real variance = matrix_at(state, 2, j) / matrix_at(state, 0, j);
        matrix_at(std, 0, j) = variance > 0 ? real_sqrt(variance) : 1;
    }
}
