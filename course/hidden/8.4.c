/* Strassen for every power of two, in numbers that no order of sums changes. */
#include "beside.h"
#include "matrix.h"

size_t strassen(Matrix c, Matrix a, Matrix b);

#define strassen right_strassen
#include "../../chapters/08-speed/exercises/8.4-strassen.c"
#undef strassen

TestSuite(ex8_4_hidden, .timeout = 10);

Test(ex8_4_hidden, d_whole_numbers_of_any_size)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t n = (size_t)1 << k % 5;
        Matrix a = matrix_new(n, n), b = matrix_new(n, n);
        for (size_t i = 0; i < n * n; i++) {
            a.data[i] = (real)random_below(&random, 9) - 4;
            b.data[i] = (real)random_below(&random, 9) - 4;
        }
        Matrix c = beside_draw(&random, n, n, 1), want = matrix_new(n, n);
        size_t count = right_strassen(want, a, b), got = strassen(c, a, b);
        require_close("c", c, want, 0, 0, NULL);
        cr_assert(got == count, "%zu multiplications", got);
    }
}
