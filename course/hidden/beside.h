/* Hidden tests of sizes and edges: the answer beside the reference solution's, on shapes
 * and numbers that the seed draws. A file here includes the solution under other names.
 * The form is that of tests/exercises/; a name begins with d_. */
#ifndef COURSE_HIDDEN_BESIDE_H
#define COURSE_HIDDEN_BESIDE_H

#include "exercises/support.h"

enum { DRAWS = 12, SMALL = 7 };

/* The draws of test `which`, which no other has. */
static inline Random beside_random(uint64_t which)
{
    return random_seed(exercise_seed() ^ (which << 40) ^ 0x5eedbeef);
}

/* From 1 to most; the first draws are the smallest, where edges are. */
static inline size_t beside_size(Random *random, int draw, size_t most)
{
    return draw == 0 ? 1 : 1 + (size_t)random_below(random, most);
}

static inline Matrix beside_draw(Random *random, size_t rows, size_t cols, real size)
{
    Matrix m = matrix_new(rows, cols);
    random_fill_normal(random, m, 0, size);
    return m;
}

/* Rows with one 1 each. */
static inline Matrix beside_one_hot(Random *random, size_t rows, size_t classes)
{
    Matrix y = matrix_new(rows, classes);
    matrix_fill(y, 0);
    for (size_t i = 0; i < rows; i++)
        matrix_at(y, i, (size_t)random_below(random, classes)) = 1;
    return y;
}

/* Numbers z and rows of targets y: up to `most` samples, two classes to 13. */
static inline void beside_batch(Matrix *z, Matrix *y, Random *random, int draw,
                                size_t most)
{
    size_t m = beside_size(random, draw, most);
    size_t classes = 1 + beside_size(random, draw, 12);
    *z = beside_draw(random, m, classes, 1);
    *y = beside_one_hot(random, m, classes);
}

static inline Matrix beside_copy(Matrix m)
{
    Matrix copy = matrix_new(m.rows, m.cols);
    matrix_copy(copy, m);
    return copy;
}

/* An input that must have stayed as it was. */
static inline void require_same(const char *what, Matrix now, Matrix before)
{
    for (size_t i = 0; i < before.rows * before.cols; i++)
        cr_assert(now.data[i] == before.data[i], "%s is an input, and was changed",
                  what);
}

#endif
