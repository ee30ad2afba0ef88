/* The mended cross-entropy on rows of which some are sure and some are not. */
#include "beside.h"
#include "losses.h"

real fused_cross_entropy(Matrix dz, Matrix z, Matrix y);

#define fused_cross_entropy right_fused_cross_entropy
#include "../../chapters/03-losses/exercises/3.4-far-rows.c"
#undef fused_cross_entropy

TestSuite(ex3_4_hidden, .timeout = 10);

Test(ex3_4_hidden, d_any_shape_and_size)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        Matrix z, y;
        beside_batch(&z, &y, &random, k, 20);
        for (size_t i = 0; i < z.rows; i++) // each row lies somewhere else
            for (size_t j = 0; j < z.cols; j++)
                matrix_at(z, i, j) += i % 2 ? -900 : 900;
        Matrix dz = matrix_new(z.rows, z.cols), want = matrix_new(z.rows, z.cols);
        real loss = right_fused_cross_entropy(want, z, y),
             got = fused_cross_entropy(dz, z, y);
        cr_assert(close_to(got, loss, 1e5, 1e5), "the loss is %g", (double)got);
        require_close("dz", dz, want, 1e5, 1e5, NULL);
    }
}
