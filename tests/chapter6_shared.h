/* What chapter 6's tests share: real inputs, and networks of any depth. */
#ifndef TESTS_CHAPTER6_SHARED_H
#define TESTS_CHAPTER6_SHARED_H

#include "dataset.h"
#include "network.h"
#include "support.h"

enum { ROWS = 60 };

/* The first digits of the file, pixels over 16. */
static inline void first_digits(Matrix *x, Matrix *y)
{
    Dataset data;
    Failure failure;
    cr_assert(dataset_read_csv(&data, "data/digits.csv.gz", &failure), "%s",
              failure.text);
    *x = matrix_new(ROWS, 64);
    *y = matrix_new(ROWS, 10);
    matrix_scale(*x, matrix_rows(data.x, 0, ROWS), (real)1 / 16);
    dataset_one_hot(*y, matrix_rows(data.y, 0, ROWS));
    dataset_free(&data);
}

/* From 64 pixels to 10 classes through layers of one width; only the last has no f. */
static inline Network deep_network(size_t depth, size_t width, const char *f)
{
    size_t sizes[32];
    const char *names[31];
    for (size_t l = 0; l < depth; l++) {
        sizes[l] = l == 0 ? 64 : width;
        names[l] = l + 1 < depth ? f : "identity";
    }
    sizes[depth] = 10;
    return network_new(depth, sizes, names);
}

#endif
