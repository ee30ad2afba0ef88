/* The one Q of every shape, whatever the signs on the diagonal. */

/* 4 or -4 more on the diagonal: no two columns are nearly alike. */
Test(ex6_4_hidden, d_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < 2 * DRAWS; k++) {
        size_t cols = beside_size(&random, k, 9);
        size_t rows = k % 3 ? cols + (size_t)random_below(&random, 9) : cols;
        Matrix a = beside_draw(&random, rows, cols, (real)0.5), before = beside_copy(a);
        for (size_t j = 0; j < cols; j++)
            matrix_at(a, j, j) += random_below(&random, 2) ? 4 : -4;
        matrix_copy(before, a);
        Matrix q = matrix_new(rows, cols), want = matrix_new(rows, cols);
        right_orthogonal_qr(want, a);
        orthogonal_qr(q, a);
        require_close("q", q, want, 0, 1e4, NULL);
        require_same("a", a, before);
    }
}
