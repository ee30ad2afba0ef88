/* The same XOR by FANN: 2-4-1, sigmoids, 10,000 epochs of one step a sample. */
#include <fann.h>

int main(void)
{
    static fann_type x[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
                     y[4][1] = {{0}, {1}, {1}, {0}};
    struct fann *net = fann_create_standard(3, 2, 4, 1);
    fann_set_activation_function_hidden(net, FANN_SIGMOID);
    fann_set_activation_function_output(net, FANN_SIGMOID);
    fann_set_learning_rate(net, 1);
    for (int epoch = 0; epoch < 10000; epoch++)
        for (int i = 0; i < 4; i++) fann_train(net, x[i], y[i]);
    fann_destroy(net);
    return 0;
}
