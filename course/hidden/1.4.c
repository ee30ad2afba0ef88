/* The mended gradient on shapes where m and n are one, equal, or far apart. */
#include "beside.h"
#include "neuron.h"

void logistic_gradient(Matrix dw, Matrix db, Matrix x, Matrix y, Matrix w, Matrix b);
void logistic_train(Matrix w, Matrix b, Matrix x, Matrix y, real rate, size_t steps);

#define logistic_gradient right_logistic_gradient
#define logistic_train right_logistic_train
#include "../../chapters/01-neuron/exercises/1.4-two-bugs.c"
#undef logistic_gradient
#undef logistic_train

TestSuite(ex1_4_hidden, .timeout = 10);

Test(ex1_4_hidden, d_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k + 1, 30), n = beside_size(&random, k, 12);
        Matrix x = beside_draw(&random, m, n, 2), y = matrix_new(m, 1);
        for (size_t i = 0; i < m; i++) y.data[i] = random_uniform(&random);
        Matrix w = beside_draw(&random, n, 1, 3), b = beside_draw(&random, 1, 1, 1);
        Matrix dw = matrix_new(n, 1), db = matrix_new(1, 1);
        Matrix want_w = matrix_new(n, 1), want_b = matrix_new(1, 1);
        right_logistic_gradient(want_w, want_b, x, y, w, b);
        logistic_gradient(dw, db, x, y, w, b);
        require_close("dw", dw, want_w, 200, 200, NULL);
        require_close("db", db, want_b, 200, 200, NULL);
    }
}
