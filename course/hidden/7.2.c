/* Welford on columns of every count, some of which never change. */

Test(ex7_2_hidden, d_any_count_of_rows_and_columns)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t rows = beside_size(&random, k, 40), n = beside_size(&random, k, 12);
        Matrix state = matrix_new(3, n), want = matrix_new(3, n),
               row = matrix_new(1, n);
        Matrix std = matrix_new(1, n), right = matrix_new(1, n);
        matrix_fill(state, 0);
        matrix_fill(want, 0);
        for (size_t i = 0; i < rows; i++) {
            random_fill_normal(&random, row, 1000, 1);
            row.data[0] = 5;
            right_running_add(want, row);
            running_add(state, row);
        }
        right_running_std(right, want);
        running_std(std, state);
        require_close("the means", matrix_rows(state, 1, 1), matrix_rows(want, 1, 1),
                      64, 64, NULL);
        require_close("std", std, right, 1e5, 1e5, NULL);
        cr_assert(std.data[0] == 1, "a column that never changes has %g",
                  (double)std.data[0]);
    }
}
