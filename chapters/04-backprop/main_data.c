/* What the experiments run: a network, the corners of XOR, a split of the digits. */
#include "main.h"

Matrix corners(void)
{
    static const real numbers[8] = {0, 0, 0, 1, 1, 0, 1, 1};
    Matrix x = matrix_new(4, 2);
    for (size_t i = 0; i < 8; i++) x.data[i] = numbers[i];
    return x;
}

Matrix exclusive_or(void)
{
    Matrix y = matrix_new(4, 1);
    for (size_t i = 0; i < 4; i++) y.data[i] = i == 1 || i == 2 ? 1 : 0;
    return y;
}

Network randomized(size_t depth, size_t inputs, size_t hidden, size_t outputs,
                   const char *activation, Random *random)
{
    Network network = network_stack(depth, inputs, hidden, outputs, activation);
    network_randomize(network, random);
    return network;
}

Split split_new(Dataset digits, uint64_t seed)
{
    Split split = {.random = random_seed(seed)};
    dataset_split(&split.train, &split.test, digits, (real)0.8, &split.random);
    matrix_scale(split.train.x, split.train.x, (real)1 / 16); // 0 .. 16 becomes 0 .. 1
    matrix_scale(split.test.x, split.test.x, (real)1 / 16);
    split.train_y = dataset_targets(split.train);
    split.test_y = dataset_targets(split.test);
    return split;
}

void split_free(Split *split)
{
    dataset_free(&split->train);
    dataset_free(&split->test);
    matrix_free(&split->train_y);
    matrix_free(&split->test_y);
}
