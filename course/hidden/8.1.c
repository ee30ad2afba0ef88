/* Columns at the ends of what is allowed: one row, one set, 1024 sets, every width. */

Test(ex8_1_hidden, d_any_column)
{
    Random random = beside_random(1);
    for (int k = 0; k < 4 * DRAWS; k++) {
        size_t rows = beside_size(&random, k, k % 3 ? 40 : 3000);
        size_t bytes = (size_t)1 << random_below(&random, 7);
        size_t sets = k % 4 == 1   ? 1
                      : k % 4 == 2 ? 1024
                                   : (size_t)1 << random_below(&random, 11);
        size_t stride = k % 2 ? 64 * sets / bytes // every row in the same set
                              : beside_size(&random, k, 3000);
        size_t got = sets_used(rows, stride, bytes, sets);
        cr_assert(got == right_sets_used(rows, stride, bytes, sets), "%zu sets", got);
        got = best_padding(rows, stride, bytes, sets);
        cr_assert(got == right_best_padding(rows, stride, bytes, sets),
                  "a padding of %zu", got);
    }
}
