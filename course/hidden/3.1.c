/* Smoothing of every amount, its two ends too, and in place. */
#include "beside.h"
#include "losses.h"

void smooth_labels(Matrix out, Matrix y, real amount);
real smoothed_floor(size_t classes, real amount);

#define smooth_labels right_smooth_labels
#define smoothed_floor right_smoothed_floor
#include "../../chapters/03-losses/exercises/3.1-label-smoothing.c"
#undef smooth_labels
#undef smoothed_floor

TestSuite(ex3_1_hidden, .timeout = 10);

Test(ex3_1_hidden, d_any_amount_and_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 20),
               classes = 1 + beside_size(&random, k, 15);
        real amount = k == 1 ? 0 : k == 2 ? 1 : random_uniform(&random);
        Matrix y = beside_one_hot(&random, m, classes);
        Matrix want = matrix_new(m, classes), out = matrix_new(m, classes);
        right_smooth_labels(want, y, amount);
        smooth_labels(out, y, amount);
        require_close("out", out, want, 8, 8, NULL);
        smooth_labels(y, y, amount); // out may be y itself
        require_close("y in place", y, want, 8, 8, NULL);
    }
}

Test(ex3_1_hidden, d_the_floor_of_any_amount)
{
    Random random = beside_random(2);
    for (int k = 0; k < 4 * DRAWS; k++) {
        size_t classes = 1 + beside_size(&random, k, 400);
        real amount = k == 1 ? 0 : k == 2 ? 1 : random_uniform(&random);
        real got = smoothed_floor(classes, amount);
        cr_assert(close_to(got, right_smoothed_floor(classes, amount), 64, 64),
                  "%zu classes, amount %g: %g", classes, (double)amount, (double)got);
    }
}
