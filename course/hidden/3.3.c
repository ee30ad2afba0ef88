/* The focal loss for any gamma and shape, on logits that are sure, right or wrong. */
#include "activation.h"
#include "beside.h"
#include "losses.h"

real focal_loss(Matrix z, Matrix y, real gamma);
void focal_gradient(Matrix dz, Matrix z, Matrix y, real gamma);

#define focal_loss right_focal_loss
#define focal_gradient right_focal_gradient
#include "../../chapters/03-losses/exercises/3.3-focal.c"
#undef focal_loss
#undef focal_gradient

TestSuite(ex3_3_hidden, .timeout = 10);

static real gamma_of(Random *random, int k)
{
    return k % 3 == 0 ? 0 : 5 * random_uniform(random);
}

/* Targets of 0 and 1; in every other draw logits of up to 1000. */
static void draw(Random *random, int k, Matrix *z, Matrix *y)
{
    size_t m = beside_size(random, k, 20), n = beside_size(random, k, 10);
    *z = beside_draw(random, m, n, k % 2 ? 300 : 2);
    *y = matrix_new(m, n);
    for (size_t i = 0; i < m * n; i++) {
        y->data[i] = (real)random_below(random, 2);
        if (fabs((double)z->data[i]) > 1000) z->data[i] = i % 2 ? -1000 : 1000;
    }
}

Test(ex3_3_hidden, d_losses_of_any_shape_and_gamma)
{
    Random random = beside_random(1);
    for (int k = 0; k < 2 * DRAWS; k++) {
        Matrix z, y;
        draw(&random, k, &z, &y);
        real gamma = gamma_of(&random, k), want = right_focal_loss(z, y, gamma);
        real got = focal_loss(z, y, gamma);
        cr_assert(close_to(got, want, 1e5, 1e3), "the loss is %g", (double)got);
    }
}

Test(ex3_3_hidden, d_slopes_of_any_shape_and_gamma)
{
    Random random = beside_random(2);
    for (int k = 0; k < 2 * DRAWS; k++) {
        Matrix z, y;
        draw(&random, k, &z, &y);
        real gamma = gamma_of(&random, k);
        Matrix dz = matrix_new(z.rows, z.cols), want = matrix_new(z.rows, z.cols);
        right_focal_gradient(want, z, y, gamma);
        focal_gradient(dz, z, y, gamma);
        require_close("dz", dz, want, 1e5, 1e3, NULL);
        focal_gradient(z, z, y, gamma); // dz may be z itself
        require_close("dz in place", z, want, 1e5, 1e3, NULL);
    }
}
