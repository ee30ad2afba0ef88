/* The mended deep_forward, from one neuron in one layer to many. */
#include "beside.h"
#include "layer.h"

void deep_forward(Matrix a, Matrix x, Matrix w, Matrix b);

#define deep_forward right_deep_forward
#include "../../chapters/02-forward/exercises/2.3-square-hides.c"
#undef deep_forward

TestSuite(ex2_3_hidden, .timeout = 10);

Test(ex2_3_hidden, d_any_depth_and_width)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 9), n = beside_size(&random, k, 8);
        size_t depth = beside_size(&random, k, 6);
        Matrix x = beside_draw(&random, m, n, 1), a = matrix_new(m, n),
               want = matrix_new(m, n);
        Matrix w = beside_draw(&random, depth * n, n, 1),
               b = beside_draw(&random, depth, n, 1);
        right_deep_forward(want, x, w, b);
        deep_forward(a, x, w, b);
        double floor = 2000 * (1 + (double)matrix_max_abs(want));
        require_close("a", a, want, 2000, floor, NULL);
    }
}
