/* predict: what a trained model says of an image, with its certainty. */
#include "images.h"
#include "losses.h"
#include "model.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Model load(const char *path)
{
    Bytes bytes;
    Model model;
    Failure failure;
    if (!bytes_read(&bytes, path, &failure)) failure_exit("predict", &failure);
    bool good = model_read(&model, bytes.data, bytes.size, path, &failure);
    bytes_free(&bytes);
    if (!good) failure_exit("predict", &failure);
    if (model.sizes[0] == IMAGE_PIXELS) return model;
    failure_set(&failure, "%s: a model of %zu inputs, expected %d (28 x 28 pixels)",
                path, model.sizes[0], IMAGE_PIXELS);
    failure_exit("predict", &failure);
}

/* The classes from the most certain to the least, a bar of 40 signs for all of it. */
static void show(Matrix p, char (*names)[MODEL_NAME])
{
    enum { BAR = 40 };
    static const char full[BAR + 1] = "########################################";
    for (size_t shown = 0; shown < p.cols; shown++) {
        size_t best = row_argmax(p, 0);
        double certain = (double)matrix_at(p, 0, best);
        printf("  %-31s %6.2f%%%s%.*s\n", names[best], 100 * certain,
               certain * BAR >= 0.5 ? "  " : "", (int)(certain * BAR + 0.5), full);
        matrix_at(p, 0, best) = -1;
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        puts("usage: predict MODEL IMAGE\n\n"
             "Prints how certain the model is of each class. MODEL is a file that\n"
             "chapter 8 wrote (fashion.nncm), IMAGE a PNG, PGM or IDX file of 28 x 28\n"
             "pixels, light on dark as in Fashion-MNIST.");
        return 0;
    }
    if (argc != 3) {
        fprintf(stderr, "predict: %d arguments, expected two: MODEL IMAGE\n", argc - 1);
        return 2;
    }
    unsigned char pixels[IMAGE_PIXELS];
    Failure failure;
    Model model = load(argv[1]);
    if (!image_read(pixels, argv[2], &failure)) {
        model_free(&model);
        failure_exit("predict", &failure);
    }
    Matrix p = matrix_new(1, model.sizes[model.layers]);
    model_predict(p, model, pixels);
    printf("%s, by %s:\n", argv[2], argv[1]);
    show(p, model.names);
    matrix_free(&p);
    model_free(&model);
    if (fflush(stdout) == 0 && !ferror(stdout)) return 0;
    failure_set(&failure, "the output: cannot be written: %s", strerror(errno));
    failure_exit("predict", &failure);
}
