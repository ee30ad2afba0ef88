/* The answer to exercise 6.4: these functions in the place of its file's. */

/* Sum of m[i][j] v[i][k] over the rows from `first` on. */
static real column_dot(Matrix m, size_t j, Matrix v, size_t k, size_t first)
{
    real sum = 0;
    for (size_t i = first; i < m.rows; i++)
        sum += matrix_at(m, i, j) * matrix_at(v, i, k);
    return sum;
}

/* Mirrors column j of m by column k of v, whose elements above row k are not used. */
static void mirror(Matrix m, size_t j, Matrix v, size_t k)
{
    real factor = 2 * column_dot(m, j, v, k, k) / column_dot(v, k, v, k, k);
    for (size_t i = k; i < m.rows; i++)
        matrix_at(m, i, j) -= factor * matrix_at(v, i, k);
}

void orthogonal_qr(Matrix q, Matrix a)
{
    Matrix r = matrix_new(a.rows, a.cols), v = matrix_new(a.rows, a.cols);
    matrix_copy(r, a);
    for (size_t k = 0; k < a.cols; k++) {
        real length = real_sqrt(column_dot(r, k, r, k, k));
        for (size_t i = k; i < a.rows; i++) matrix_at(v, i, k) = matrix_at(r, i, k);
        matrix_at(v, k, k) += matrix_at(r, k, k) < 0 ? -length : length;
        for (size_t j = k; j < a.cols; j++) mirror(r, j, v, k);
    }

    for (size_t i = 0; i < q.rows; i++)
        for (size_t j = 0; j < q.cols; j++) matrix_at(q, i, j) = i == j ? 1 : 0;
    for (size_t k = a.cols; k-- > 0;)
        for (size_t j = 0; j < q.cols; j++) mirror(q, j, v, k);
    for (size_t j = 0; j < q.cols; j++)
        for (size_t i = 0; i < q.rows && matrix_at(r, j, j) < 0; i++)
            matrix_at(q, i, j) = -matrix_at(q, i, j);
    matrix_free(&r);
    matrix_free(&v);
}
