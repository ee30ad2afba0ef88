/* Many classes on every shape; whole numbers, so that sums are exact and ties are many. */
#include "beside.h"
#include "neuron.h"

void multiclass_predict(Matrix p, Matrix x, Matrix w, Matrix b);
void multiclass_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs);

#define multiclass_predict right_multiclass_predict
#define multiclass_train right_multiclass_train
#include "../../chapters/01-neuron/exercises/1.5-many-classes.c"
#undef multiclass_predict
#undef multiclass_train

TestSuite(ex1_5_hidden, .timeout = 10);

static Matrix whole(Random *random, size_t rows, size_t cols, size_t most)
{
    Matrix m = matrix_new(rows, cols);
    for (size_t i = 0; i < rows * cols; i++)
        m.data[i] = (real)random_below(random, 2 * most + 1) - (real)most;
    return m;
}

Test(ex1_5_hidden, d_predicts_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 20), n = beside_size(&random, k, 8);
        size_t classes = 1 + beside_size(&random, k, 9);
        Matrix x = whole(&random, m, n, 2), w = whole(&random, n, classes, 1);
        Matrix b = whole(&random, 1, classes, 1);
        Matrix p = matrix_new(m, 1), want = matrix_new(m, 1);
        right_multiclass_predict(want, x, w, b);
        multiclass_predict(p, x, w, b);
        require_close("p", p, want, 0, 0, NULL);
    }
}

Test(ex1_5_hidden, d_trains_on_any_shape)
{
    Random random = beside_random(2);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 15), n = beside_size(&random, k, 6);
        size_t classes = 1 + beside_size(&random, k, 5);
        size_t epochs = beside_size(&random, k, 6);
        Matrix x = whole(&random, m, n, 3), y = matrix_new(m, 1);
        for (size_t i = 0; i < m; i++) y.data[i] = (real)random_below(&random, classes);
        Matrix w = whole(&random, n, classes, 9), b = whole(&random, 1, classes, 9);
        Matrix want_w = matrix_new(n, classes), want_b = matrix_new(1, classes);
        right_multiclass_train(want_w, want_b, x, y, epochs);
        multiclass_train(w, b, x, y, epochs);
        require_close("w", w, want_w, 0, 0, NULL);
        require_close("b", b, want_b, 0, 0, NULL);
    }
}
