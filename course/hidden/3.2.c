/* The hinge beside the reference's, from two classes and one sample on. */
#include "beside.h"
#include "losses.h"

real hinge_loss(Matrix z, Matrix y);
void hinge_gradient(Matrix dz, Matrix z, Matrix y);

#define hinge_loss right_hinge_loss
#define hinge_gradient right_hinge_gradient
#include "../../chapters/03-losses/exercises/3.2-hinge.c"
#undef hinge_loss
#undef hinge_gradient

TestSuite(ex3_2_hidden, .timeout = 10);

Test(ex3_2_hidden, d_losses_of_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        Matrix z, y;
        beside_batch(&z, &y, &random, k, 25);
        real got = hinge_loss(z, y), want = right_hinge_loss(z, y);
        cr_assert(close_to(got, want, 200, 200), "the loss is %g", (double)got);
    }
}

Test(ex3_2_hidden, d_slopes_of_any_shape_and_on_the_bend)
{
    Random random = beside_random(2);
    for (int k = 0; k < DRAWS; k++) {
        Matrix z, y;
        beside_batch(&z, &y, &random, k, 25);
        if (k % 2) // whole numbers: many terms are 0 to the last bit
            for (size_t i = 0; i < z.rows * z.cols; i++)
                z.data[i] = (real)((double)random_below(&random, 5) - 2);
        Matrix dz = matrix_new(z.rows, z.cols), want = matrix_new(z.rows, z.cols);
        right_hinge_gradient(want, z, y);
        hinge_gradient(dz, z, y);
        require_close("dz", dz, want, 64, 64, NULL);
    }
}
