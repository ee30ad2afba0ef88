/* Shadows of long and of short vectors, and of some that are far apart in size. */

Test(ex0_1_hidden, d_any_length_and_size)
{
    Random random = beside_random(1);
    const real sizes[] = {1, (real)1e-6, (real)1e6};
    for (int k = 0; k < 3 * DRAWS; k++) {
        size_t n = beside_size(&random, k, 60);
        Matrix v = beside_draw(&random, n, 1, sizes[k % 3]);
        Matrix d = beside_draw(&random, n, 1, sizes[k / 3 % 3]);
        Matrix out = matrix_new(n, 1), want = matrix_new(n, 1), before = beside_copy(d);
        right_part_along(want, v, d);
        part_along(out, v, d);
        double floor = 64 * (double)(matrix_max_abs(v));
        require_close("out", out, want, 64, floor, NULL);
        require_same("d", d, before);
    }
}
