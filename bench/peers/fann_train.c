/* 784-128-10 by FANN, one step a sample (it has no minibatches), on the first 6,000
 * images of Fashion-MNIST, read as bytes from standard input: pixels, then labels.
 * usage: fann_train ROUNDS */
#include "../measure.h"

#include <fann.h>
#include <stdio.h>
#include <stdlib.h>

enum { SAMPLES = 6000, PIXELS = 784, CLASSES = 10 };

int main(int argc, char **argv)
{
    static unsigned char pixels[SAMPLES][PIXELS], labels[SAMPLES];
    static fann_type x[SAMPLES][PIXELS], y[SAMPLES][CLASSES];
    if (fread(pixels, sizeof pixels, 1, stdin) != 1 ||
        fread(labels, sizeof labels, 1, stdin) != 1) {
        fprintf(stderr, "fann_train: standard input is shorter than 6,000 images\n");
        return 1;
    }
    for (int i = 0; i < SAMPLES; i++) {
        for (int j = 0; j < PIXELS; j++) x[i][j] = (fann_type)pixels[i][j] / 255;
        y[i][labels[i] % CLASSES] = 1;
    }
    struct fann *net = fann_create_standard(3, PIXELS, 128, CLASSES);
    fann_set_learning_rate(net, 0.1f);
    for (long round = 1, rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 3;
         round <= rounds; round++) {
        double start = seconds_now();
        for (int i = 0; i < SAMPLES; i++) fann_train(net, x[i], y[i]);
        printf("training\t784-128-10 SGD\tFANN\t1\t%ld\t%.0f\n", round,
               SAMPLES / (seconds_now() - start));
    }
    fann_destroy(net);
    return 0;
}
