/* Weights as bytes in every shape; halves, zeros and a single weight among them. */

/* Half numbers up to 127, and the largest is there: s is 1, and every half a tie. */
Test(ex8_2_hidden, d_halves_of_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t rows = beside_size(&random, k, 9), cols = beside_size(&random, k, 9);
        Matrix w = matrix_new(rows, cols);
        for (size_t i = 0; i < rows * cols; i++)
            w.data[i] = (real)random_below(&random, 507) / 2 - (real)126.5;
        w.data[random_below(&random, rows * cols)] = k % 2 ? 127 : -127;
        if (k == 3) matrix_fill(w, 0);
        Matrix q = matrix_new(rows, cols), want = matrix_new(rows, cols);
        real s = right_quantise(want, w), got = quantise(q, w);
        cr_assert(close_to(got, s, 4, 0), "s is %g", (double)got);
        require_close("q", q, want, 0, 0, NULL);
    }
}

Test(ex8_2_hidden, d_products_and_bounds_of_any_shape)
{
    Random random = beside_random(2);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 9), n = beside_size(&random, k, 9);
        size_t out = beside_size(&random, k, 9);
        Matrix x = beside_draw(&random, m, n, 1), w = beside_draw(&random, n, out, 3);
        Matrix q = matrix_new(n, out);
        real s = right_quantise(q, w), got = quantised_bound(x, s);
        Matrix product = matrix_new(m, out), want = matrix_new(m, out);
        right_quantised_product(want, x, q, s);
        quantised_product(product, x, q, s);
        require_close("out", product, want, 200, 2000, NULL);
        cr_assert(close_to(got, right_quantised_bound(x, s), 200, 0), "the bound is %g",
                  (double)got);
    }
}
