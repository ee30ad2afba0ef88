/* The averaged perceptron on one sample and on many, with one input and with many. */
#include "beside.h"
#include "neuron.h"

void averaged_perceptron(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs);

#define averaged_perceptron right_averaged_perceptron
#include "../../chapters/01-neuron/exercises/1.3-averaged-perceptron.c"
#undef averaged_perceptron

TestSuite(ex1_3_hidden, .timeout = 10);

Test(ex1_3_hidden, d_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 40), n = beside_size(&random, k, 9);
        size_t epochs = beside_size(&random, k, 6);
        Matrix x = beside_draw(&random, m, n, 1), y = matrix_new(m, 1);
        for (size_t i = 0; i < m; i++) y.data[i] = (real)(random_below(&random, 2));
        if (k == 0) y.data[0] = 0; // its one sample must change something
        Matrix w = matrix_new(n, 1), b = matrix_new(1, 1);
        Matrix want_w = matrix_new(n, 1), want_b = matrix_new(1, 1);
        right_averaged_perceptron(want_w, want_b, x, y, epochs);
        averaged_perceptron(w, b, x, y, epochs);
        require_close("w", w, want_w, 1000, 1000, NULL);
        require_close("b", b, want_b, 1000, 1000, NULL);
    }
}
