/* Both layers on every shape, from one number on. */
#include "beside.h"
#include "layer.h"

void leaky_layer(Matrix a, Matrix x, Matrix w, Matrix b);
void gelu_layer(Matrix a, Matrix x, Matrix w, Matrix b);

#define leaky_layer right_leaky_layer
#define gelu_layer right_gelu_layer
#include "../../chapters/02-forward/exercises/2.1-bends.c"
#undef leaky_layer
#undef gelu_layer

TestSuite(ex2_1_hidden, .timeout = 10);

static void require_layer(void (*layer)(Matrix, Matrix, Matrix, Matrix),
                          void (*right)(Matrix, Matrix, Matrix, Matrix), uint64_t which)
{
    Random random = beside_random(which);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 20), n = beside_size(&random, k, 12);
        size_t out = beside_size(&random, k, 15);
        Matrix x = beside_draw(&random, m, n, 1), w = beside_draw(&random, n, out, 1);
        Matrix b = beside_draw(&random, 1, out, 1), before = beside_copy(x);
        Matrix a = matrix_new(m, out), want = matrix_new(m, out);
        right(want, x, w, b);
        layer(a, x, w, b);
        require_close("a", a, want, 200, 200, NULL);
        require_same("x", x, before);
    }
}

Test(ex2_1_hidden, d_leaky_of_any_shape)
{
    require_layer(leaky_layer, right_leaky_layer, 1);
}

Test(ex2_1_hidden, d_gelu_of_any_shape)
{
    require_layer(gelu_layer, right_gelu_layer, 2);
}
