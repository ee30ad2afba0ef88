/* Max pooling: by hand, against nudges, at ties. */
#include "exercises/support.h"

void max_pool_forward(Matrix y, Matrix x);
void max_pool_backward(Matrix dx, Matrix x, Matrix dy);

TestSuite(ex5_2, .timeout = 10);

enum { ROWS = 6, COLS = 8 };

static void forward(Matrix y, Matrix x)
{
    matrix_fill(y, NAN);
    max_pool_forward(y, x);
    require_finite("y", y);
}

static void backward(Matrix dx, Matrix x, Matrix dy)
{
    matrix_fill(dx, NAN);
    max_pool_backward(dx, x, dy);
    require_finite("dx", dx);
}

/* Two squares side by side, one of them all below zero. */
Test(ex5_2, a_two_squares_by_hand)
{
    real x_data[] = {1, 4, -3, -2, 3, 2, -1, -4}, y_data[2], dx_data[8];
    Matrix x = matrix_view(x_data, 2, 4), y = matrix_view(y_data, 1, 2);
    Matrix dx = matrix_view(dx_data, 2, 4);
    forward(y, x);
    require_close("y", y, matrix_view((real[]){4, -1}, 1, 2), 0, 0, NULL);
    backward(dx, x, matrix_view((real[]){5, 7}, 1, 2));
    require_close("dx", dx, matrix_view((real[]){0, 5, 0, 0, 0, 0, 7, 0}, 2, 4), 0, 0,
                  NULL);
}

/* Higher than wide, so that rows and columns cannot be mistaken for each other. */
Test(ex5_2, a_two_squares_one_above_the_other)
{
    real x_data[] = {1, 2, 8, 4, 5, 6, 7, 3}, y_data[2], dx_data[8];
    Matrix x = matrix_view(x_data, 4, 2), y = matrix_view(y_data, 2, 1);
    Matrix dx = matrix_view(dx_data, 4, 2);
    forward(y, x);
    require_close("y", y, matrix_view((real[]){8, 7}, 2, 1), 0, 0, NULL);
    backward(dx, x, matrix_view((real[]){-1, 2}, 2, 1));
    require_close("dx", dx, matrix_view((real[]){0, 0, -1, 0, 0, 0, 2, 0}, 4, 2), 0, 0,
                  NULL);
}

/* The first of equals gets the whole slope, and nothing is lost or doubled. */
Test(ex5_2, b_a_tie_goes_to_the_first)
{
    real x_data[] = {2, 2, 2, 2}, dx_data[4], dy = 3;
    Matrix x = matrix_view(x_data, 2, 2), dx = matrix_view(dx_data, 2, 2);
    const real first[][4] = {{3, 0, 0, 0}, {0, 3, 0, 0}, {0, 0, 3, 0}, {0, 0, 0, 3}};
    for (size_t k = 0; k < 4; k++) {
        backward(dx, x, matrix_view(&dy, 1, 1));
        require_close("dx at a tie, which the first of the pixels wins", dx,
                      matrix_view((real *)first[k], 2, 2), 0, 0, NULL);
        x_data[k] = 1; // the next one is the first of equals now
    }
}

/* The slopes of sum c y, by nudges shorter than any gap between two pixels. */
Test(ex5_2, c_slopes_agree_with_nudges)
{
    Random random = random_seed(exercise_seed());
    real x_data[ROWS * COLS], c_data[ROWS * COLS / 4], y_data[ROWS * COLS / 4];
    real dx_data[ROWS * COLS];
    size_t order[ROWS * COLS];
    Matrix x = matrix_view(x_data, ROWS, COLS), dx = matrix_view(dx_data, ROWS, COLS);
    Matrix c = matrix_view(c_data, ROWS / 2, COLS / 2);
    Matrix y = matrix_view(y_data, ROWS / 2, COLS / 2);
    for (size_t k = 0; k < ROWS * COLS; k++) order[k] = k;
    random_shuffle(&random, order, ROWS * COLS);
    for (size_t k = 0; k < ROWS * COLS; k++) x_data[k] = (real)order[k] - 20;
    random_fill_normal(&random, c, 0, 1);
    forward(y, x); // who gives 0 everywhere agrees with its own nudges
    real largest = y_data[0];
    for (size_t i = 1; i < y.rows * y.cols; i++)
        if (y_data[i] > largest) largest = y_data[i];
    cr_assert(largest == (real)(ROWS * COLS - 21), "the largest is %g, expected %d",
              (double)largest, ROWS * COLS - 21);
    backward(dx, x, c);
    for (size_t k = 0; k < ROWS * COLS; k++) {
        real side[2], here = x_data[k];
        for (int up = 0; up < 2; up++) {
            x_data[k] = here + (up ? (real)0.25 : (real)-0.25);
            forward(y, x);
            side[up] = 0;
            for (size_t i = 0; i < c.rows * c.cols; i++)
                side[up] += c_data[i] * y_data[i];
        }
        x_data[k] = here;
        real want = (side[1] - side[0]) * 2;
        cr_assert(close_to(dx_data[k], want, 0, 10000),
                  "dx[%zu][%zu] is %g, a nudge says %g", k / COLS, k % COLS,
                  (double)dx_data[k], (double)want);
    }
}

/* What comes in at dy comes out at dx, whatever stood there before. */
Test(ex5_2, c_no_slope_is_lost)
{
    Random random = random_seed(exercise_seed() + 1);
    real x_data[ROWS * COLS], dy_data[ROWS * COLS / 4], dx_data[ROWS * COLS];
    Matrix x = matrix_view(x_data, ROWS, COLS), dx = matrix_view(dx_data, ROWS, COLS);
    Matrix dy = matrix_view(dy_data, ROWS / 2, COLS / 2);
    for (int repeat = 0; repeat < 20; repeat++) {
        for (size_t k = 0; k < ROWS * COLS; k++)
            x_data[k] = (real)random_below(&random, 3); // many ties
        for (size_t k = 0; k < dy.rows * dy.cols; k++)
            dy_data[k] = (real)random_below(&random, 9) - 4;
        backward(dx, x, dy);
        cr_assert(matrix_sum(dx) == matrix_sum(dy), "dx sums to %g, dy to %g",
                  (double)matrix_sum(dx), (double)matrix_sum(dy));
        for (size_t k = 0; k < ROWS * COLS; k++) {
            size_t square = k / COLS / 2 * (COLS / 2) + k % COLS / 2;
            cr_assert(dx_data[k] == 0 || dx_data[k] == dy_data[square],
                      "dx[%zu][%zu] is %g, and its square has %g", k / COLS, k % COLS,
                      (double)dx_data[k], (double)dy_data[square]);
        }
    }
}
