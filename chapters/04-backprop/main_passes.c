/* What the experiments run: a network with its room, a split of the digits. */
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
    const size_t sizes[] = {inputs, hidden, depth == 2 ? outputs : hidden, outputs};
    const char *names[] = {activation, depth == 2 ? "identity" : activation,
                           "identity"};
    Network network = network_new(depth, sizes, names);
    network_randomize(network, random);
    return network;
}

Passes passes_new(Network network, size_t m, const char *loss)
{
    return (Passes){network, cache_new(network, m), gradients_new(network, m),
                    loss_named(loss)};
}

void passes_free(Passes *passes)
{
    cache_free(&passes->cache);
    gradients_free(&passes->gradients);
    network_free(&passes->network);
}

real slopes(Passes *passes, Matrix x, Matrix y)
{
    network_forward(&passes->cache, passes->network, x);
    return network_backward(&passes->gradients, passes->network, &passes->cache, y,
                            passes->loss);
}

real loss_at(Passes *passes, Matrix x, Matrix y)
{
    return passes->loss.value(network_forward(&passes->cache, passes->network, x), y);
}

Split split_new(Dataset digits, uint64_t seed)
{
    Split split = {.random = random_seed(seed)};
    dataset_split(&split.train, &split.test, digits, (real)0.8, &split.random);
    matrix_scale(split.train.x, split.train.x, (real)1 / 16); // 0 .. 16 becomes 0 .. 1
    matrix_scale(split.test.x, split.test.x, (real)1 / 16);
    split.train_y = matrix_new(split.train.x.rows, digits.classes);
    split.test_y = matrix_new(split.test.x.rows, digits.classes);
    dataset_one_hot(split.train_y, split.train.y);
    dataset_one_hot(split.test_y, split.test.y);
    return split;
}

void split_free(Split *split)
{
    dataset_free(&split->train);
    dataset_free(&split->test);
    matrix_free(&split->train_y);
    matrix_free(&split->test_y);
}
