/* A column in a cache: sets that it uses, and the padding that spreads it. */
#include "exercises/support.h"

size_t sets_used(size_t rows, size_t stride, size_t bytes, size_t sets);
size_t best_padding(size_t rows, size_t stride, size_t bytes, size_t sets);

TestSuite(ex8_1, .timeout = 10);

#define USED(rows, stride, bytes, sets, want)                                          \
    cr_assert_eq(sets_used(rows, stride, bytes, sets), (size_t)(want),                 \
                 "%d rows, %d numbers of %d bytes apart, %d sets: %zu used, expected " \
                 "%d",                                                                 \
                 rows, stride, bytes, sets, sets_used(rows, stride, bytes, sets),      \
                 want)

Test(ex8_1, a_neighbours_share_a_line)
{
    USED(1, 7, 4, 64, 1);
    USED(16, 1, 4, 64, 1);
    USED(17, 1, 4, 64, 2);
    USED(9, 1, 8, 64, 2);
}

/* Rows of 1024 floats are 64 lines: every one in set 0 of 64, in two sets of 128. */
Test(ex8_1, b_powers_of_two_meet)
{
    USED(1024, 1024, 4, 64, 1);
    USED(1024, 1024, 4, 128, 2);
    USED(1024, 512, 8, 64, 1);
    USED(1024, 1040, 4, 64, 64);
    USED(1024, 1008, 4, 64, 64);
    USED(40, 1040, 4, 64, 40);
    USED(1000, 1056, 4, 64, 32);
}

/* The set of any row by the rule itself, at drawn sizes. */
Test(ex8_1, b_any_column)
{
    Random random = random_seed(exercise_seed());
    for (size_t trial = 0; trial < 50; trial++) {
        size_t rows = 1 + random_below(&random, 300);
        size_t stride = 1 + random_below(&random, 2000);
        size_t sets = 1 + random_below(&random, 1024), bytes = trial % 2 ? 4 : 8;
        size_t want = 0;
        for (size_t i = 0; i < rows; i++) {
            size_t first = 0;
            while (first * stride * bytes / 64 % sets != i * stride * bytes / 64 % sets)
                first++;
            want += first == i;
        }
        size_t got = sets_used(rows, stride, bytes, sets);
        cr_assert_eq(got, want,
                     "%zu rows, %zu numbers of %zu bytes apart, %zu sets: %zu used, "
                     "expected %zu",
                     rows, stride, bytes, sets, got, want);
    }
}

/* 1024 floats and 16 more are 65 lines, an odd number: 64 rows lie in all 64 sets. With
 * more rows less is enough: 100 rows reach 64 lines on by 99 times 11 floats. */
Test(ex8_1, c_padding)
{
    cr_assert_eq(best_padding(64, 1024, 4, 64), 16, "1024 floats, 64 rows: %zu",
                 best_padding(64, 1024, 4, 64));
    cr_assert_eq(best_padding(64, 512, 8, 64), 8, "512 doubles, 64 rows: %zu",
                 best_padding(64, 512, 8, 64));
    cr_assert_eq(best_padding(64, 1040, 4, 64), 0, "1040 floats need none");
    cr_assert_eq(best_padding(100, 1024, 4, 64), 11, "1024 floats, 100 rows: %zu",
                 best_padding(100, 1024, 4, 64));
    cr_assert_eq(best_padding(64, 500, 4, 64), 20, "500 floats, 64 rows: %zu",
                 best_padding(64, 500, 4, 64));
    cr_assert_eq(best_padding(64, 4096, 1, 64), 64, "4096 bytes, 64 rows: %zu",
                 best_padding(64, 4096, 1, 64));
    cr_assert_eq(best_padding(1024, 1024, 4, 64), 1, "1024 rows: a float is enough");
}
