/* 784-128-10 on Fashion-MNIST by chapter 8's training loop, batch 64, SGD. A line an
 * epoch:
 *   training  784-128-10 SGD  ours  THREADS  ROUND  SAMPLES/S
 * usage: train THREADS ROUNDS FOLDER */
#include "fast.h"
#include "measure.h"

#include <stdlib.h>

static Bytes read_all(const char *folder, const char *name)
{
    char path[4096];
    Bytes bytes;
    Failure failure;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!bytes_read(&bytes, path, &failure)) {
        fprintf(stderr, "%s\n", failure.text);
        exit(1);
    }
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: train THREADS ROUNDS FOLDER\n");
        return 2;
    }
    size_t threads = strtoul(argv[1], NULL, 10), rounds = strtoul(argv[2], NULL, 10);
#ifdef USE_OPENBLAS
    MatmulMode mode = MATMUL_LIBRARY;
#else
    MatmulMode mode = MATMUL_FUSED;
#endif
    if (!matmul_use((MatmulPlan){mode, threads, NULL})) {
        fprintf(stderr, "train: this build has no %zu threads\n", threads);
        return 2;
    }
    Bytes images = read_all(argv[3], "train-images-idx3-ubyte.gz");
    Bytes labels = read_all(argv[3], "train-labels-idx1-ubyte.gz");
    Pixels data;
    Failure failure;
    if (!pixels_parse(&data, images, "images", labels, "labels", &failure)) {
        fprintf(stderr, "%s\n", failure.text);
        return 1;
    }
    Random random = random_seed(1);
    FastNetwork network = fast_network(data.width, 128, data.classes, &random);
    FastTrainer trainer = fast_trainer(network, pixels_standard(data), data.count, 64,
                                       threads);
    RateLine line = {(real)0.1, rounds + 1};
    real loss = 0;
    for (size_t round = 0; round <= rounds; round++) { // round 0 warms up
        double start = seconds_now();
        loss = fast_epoch(&trainer, data, line, round, &random);
        if (round)
            printf("training\t784-128-10 SGD\tours\t%zu\t%zu\t%.0f\n", threads, round,
                   (double)data.count / (seconds_now() - start));
    }
    if (!(loss < (real)0.6)) { // what does not learn is not worth timing
        fprintf(stderr, "train: the loss is %g after the last epoch\n", loss);
        return 1;
    }
    fast_trainer_free(&trainer);
    fast_network_free(&network);
    return 0;
}
