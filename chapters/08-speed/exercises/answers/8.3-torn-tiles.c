/* The answer to exercise 8.3: these functions in the place of its file's. */

static void tile(Matrix c, Matrix a, Matrix b, size_t i0, size_t j0, size_t k0,
                 size_t k1)
{
    size_t i1 = smaller(i0 + TILE, c.rows), j1 = smaller(j0 + TILE, c.cols);
    real sum[TILE][TILE] = {{0}};
    for (size_t k = k0; k < k1; k++)
        for (size_t i = i0; i < i1; i++)
            for (size_t j = j0; j < j1; j++)
                sum[i - i0][j - j0] += matrix_at(a, i, k) * matrix_at(b, k, j);
    for (size_t i = i0; i < i1; i++)
        for (size_t j = j0; j < j1; j++) matrix_at(c, i, j) += sum[i - i0][j - j0];
}

void tiled_product(Matrix c, Matrix a, Matrix b)
{
    matrix_fill(c, 0);
    for (size_t k = 0; k < a.cols; k += DEPTH)
        for (size_t i = 0; i < c.rows; i += TILE)
            for (size_t j = 0; j < c.cols; j += TILE)
                tile(c, a, b, i, j, k, smaller(k + DEPTH, a.cols));
}
