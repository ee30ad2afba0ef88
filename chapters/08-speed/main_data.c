/* Fashion-MNIST, as bytes. */
#define _POSIX_C_SOURCE 200809L
#include "main.h"

#include <stdio.h>
#include <unistd.h>

const char *const FASHION_NAMES[10] = {"T-shirt/top", "trouser", "pullover", "dress",
                                       "coat",        "sandal",  "shirt",    "sneaker",
                                       "bag",         "boot"};

/* The path of a file of the folder, with .gz or without. */
static void find(char *path, size_t size, const char *folder, const char *name)
{
    Failure failure;
    snprintf(path, size, "%s/%s.gz", folder, name);
    if (access(path, F_OK) == 0) return;
    snprintf(path, size, "%s/%s", folder, name);
    if (access(path, F_OK) == 0) return;
    failure_set(&failure,
                "%s: is not there, nor with .gz; Fashion-MNIST comes with Debian's "
                "package dataset-fashion-mnist (./setup check), or name its folder "
                "with --data",
                path);
    failure_exit("chapter8", &failure);
}

static void require_shape(const Pixels *data, const char *path)
{
    enum { WIDTH = 784, CLASSES = 10 };
    Failure failure;
    if (data->width == WIDTH && data->classes <= CLASSES) return;
    failure_set(&failure,
                "%s: images of %zu pixels in %zu classes, expected %d pixels (28 x 28) "
                "and at most %d classes",
                path, data->width, data->classes, WIDTH, CLASSES);
    failure_exit("chapter8", &failure);
}

Fashion fashion_load(const char *folder)
{
    static const char *const names[] = {
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte"};
    char path[4][1024];
    Fashion f;
    Failure failure;
    for (size_t i = 0; i < 4; i++) {
        find(path[i], sizeof path[i], folder, names[i]);
        if (!bytes_read(&f.files[i], path[i], &failure))
            failure_exit("chapter8", &failure);
    }
    if (!pixels_parse(&f.train, f.files[0], path[0], f.files[1], path[1], &failure) ||
        !pixels_parse(&f.test, f.files[2], path[2], f.files[3], path[3], &failure))
        failure_exit("chapter8", &failure);
    require_shape(&f.train, path[0]);
    require_shape(&f.test, path[2]);
    return f;
}

void fashion_free(Fashion *fashion)
{
    for (size_t i = 0; i < 4; i++) bytes_free(&fashion->files[i]);
}
