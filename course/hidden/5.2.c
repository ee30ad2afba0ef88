/* Pooling of every even shape, with ties. */
#include "beside.h"

void max_pool_forward(Matrix y, Matrix x);
void max_pool_backward(Matrix dx, Matrix x, Matrix dy);

#define max_pool_forward right_max_pool_forward
#define max_pool_backward right_max_pool_backward
#include "../../chapters/05-gradcheck/exercises/5.2-max-pool.c"
#undef max_pool_forward
#undef max_pool_backward

TestSuite(ex5_2_hidden, .timeout = 10);

/* Whole numbers from -2 to 2 in every other draw: most squares have a tie. */
static Matrix image(Random *random, int k)
{
    size_t rows = 2 * beside_size(random, k, 8), cols = 2 * beside_size(random, k, 8);
    Matrix x = beside_draw(random, rows, cols, 1);
    if (k % 2)
        for (size_t i = 0; i < x.rows * x.cols; i++)
            x.data[i] = (real)((double)random_below(random, 5) - 2);
    return x;
}

Test(ex5_2_hidden, d_forward_of_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        Matrix x = image(&random, k), y = matrix_new(x.rows / 2, x.cols / 2);
        Matrix want = matrix_new(y.rows, y.cols);
        right_max_pool_forward(want, x);
        max_pool_forward(y, x);
        require_close("y", y, want, 0, 0, NULL);
    }
}

Test(ex5_2_hidden, d_backward_of_any_shape)
{
    Random random = beside_random(2);
    for (int k = 0; k < DRAWS; k++) {
        Matrix x = image(&random, k), dx = matrix_new(x.rows, x.cols);
        Matrix dy = beside_draw(&random, x.rows / 2, x.cols / 2, 1),
               want = matrix_new(x.rows, x.cols);
        right_max_pool_backward(want, x, dy);
        max_pool_backward(dx, x, dy);
        require_close("dx", dx, want, 0, 0, NULL);
    }
}
