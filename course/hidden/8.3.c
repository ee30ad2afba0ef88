/* Tiles over every shape, beside a product that has none. */
#include "beside.h"
#include "matrix.h"

void tiled_product(Matrix c, Matrix a, Matrix b);

#define tiled_product right_tiled_product
#include "../../chapters/08-speed/exercises/8.3-torn-tiles.c"
#undef tiled_product

TestSuite(ex8_3_hidden, .timeout = 10);

Test(ex8_3_hidden, d_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < 2 * DRAWS; k++) {
        size_t m = beside_size(&random, k, 11), n = beside_size(&random, k, 11);
        size_t inner = beside_size(&random, k, 100);
        Matrix a = beside_draw(&random, m, inner, 1),
               b = beside_draw(&random, inner, n, 1);
        Matrix c = beside_draw(&random, m, n, 1), want = matrix_new(m, n);
        right_tiled_product(want, a, b);
        tiled_product(c, a, b);
        require_close("c", c, want, 0, 2000, NULL);
    }
}
