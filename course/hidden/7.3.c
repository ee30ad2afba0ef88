/* The mended cross-entropy on rows that lie far apart. */
#include "beside.h"

real sturdy_cross_entropy(Matrix dz, Matrix z, Matrix labels);

#define sturdy_cross_entropy right_sturdy_cross_entropy
#include "../../chapters/07-stability/exercises/7.3-almost.c"
#undef sturdy_cross_entropy

TestSuite(ex7_3_hidden, .timeout = 10);

Test(ex7_3_hidden, d_any_shape_and_size)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 20),
               classes = 1 + beside_size(&random, k, 12);
        Matrix z = beside_draw(&random, m, classes, 30), labels = matrix_new(m, 1);
        for (size_t i = 0; i < m; i++) {
            labels.data[i] = (real)random_below(&random, classes);
            for (size_t j = 0; j < classes; j++)
                matrix_at(z, i, j) += i % 2 ? -1000 : 1000;
        }
        Matrix dz = matrix_new(m, classes), want = matrix_new(m, classes);
        real loss = right_sturdy_cross_entropy(want, z, labels);
        real got = sturdy_cross_entropy(dz, z, labels);
        cr_assert(close_to(got, loss, 1000, 1000), "the loss is %g", (double)got);
        require_close("dz", dz, want, 1000, 1000, NULL);
    }
}
