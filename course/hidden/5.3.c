/* The mended checker on shapes from one element on, some of it no number. */

Test(ex5_3_hidden, d_any_shape)
{
    Random random = beside_random(1);
    const real odd[] = {0, NAN, INFINITY, -INFINITY, 1};
    for (int k = 0; k < 4 * DRAWS; k++) {
        size_t rows = beside_size(&random, k, 9), cols = beside_size(&random, k, 9);
        Matrix a = beside_draw(&random, rows, cols, 1),
               n = beside_draw(&random, rows, cols, 1);
        if (k % 2 == 0) matrix_copy(n, a);
        a.data[random_below(&random, rows * cols)] = odd[random_below(&random, 5)];
        size_t place = 0, right = 0;
        real want = right_worst_error(&right, a, n, (real)0.01);
        real got = worst_error(&place, a, n, (real)0.01);
        bool same = isinf(want) ? isinf(got) && got > 0 : close_to(got, want, 8, 0);
        cr_assert(same && place == right, "the error is %g at %zu", (double)got, place);
    }
}
