/* Hidden tests of sizes and edges: the answer beside the reference solution's, on shapes
 * and numbers that the seed draws. Before a file here stand the declarations of the
 * exercise's public tests, and its solution under other names: right_X for X
 * (../grader/hidden.py). A name begins with d_. */
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

/* Whole numbers from 0 to count - 1; from -most to most. */
static inline Matrix beside_below(Random *random, size_t rows, size_t cols,
                                  size_t count)
{
    Matrix m = matrix_new(rows, cols);
    for (size_t i = 0; i < rows * cols; i++)
        m.data[i] = (real)random_below(random, count);
    return m;
}

static inline Matrix beside_whole(Random *random, size_t rows, size_t cols, size_t most)
{
    Matrix m = beside_below(random, rows, cols, 2 * most + 1);
    for (size_t i = 0; i < rows * cols; i++) m.data[i] -= (real)most;
    return m;
}

static inline Matrix beside_uniform(Random *random, size_t rows, size_t cols)
{
    Matrix m = matrix_new(rows, cols);
    for (size_t i = 0; i < rows * cols; i++) m.data[i] = random_uniform(random);
    return m;
}

/* Normal, and in every other draw whole: then many are equal, or 0 to the last bit. */
static inline Matrix beside_mixed(Random *random, size_t rows, size_t cols, int draw,
                                  size_t most)
{
    return draw % 2 ? beside_whole(random, rows, cols, most)
                    : beside_draw(random, rows, cols, 1);
}

/* Normal numbers; each row lies somewhere else. */
static inline Matrix beside_far(Random *random, size_t rows, size_t cols, real size,
                                real distance)
{
    Matrix m = beside_draw(random, rows, cols, size);
    for (size_t i = 0; i < rows * cols; i++)
        m.data[i] += i / cols % 2 ? -distance : distance;
    return m;
}

/* Logits that are sure in every other draw, up to 1000. */
static inline Matrix beside_sure(Random *random, size_t rows, size_t cols, int draw)
{
    Matrix m = beside_draw(random, rows, cols, draw % 2 ? 300 : 2);
    for (size_t i = 0; i < rows * cols; i++)
        if (fabs((double)m.data[i]) > 1000) m.data[i] = i % 2 ? -1000 : 1000;
    return m;
}

/* From low to high, and often one of the two. */
static inline real beside_real(Random *random, int draw, real low, real high)
{
    real drawn = low + (high - low) * random_uniform(random);
    return draw % 8 == 1 || draw % 8 == 4 ? low : draw % 8 == 2 ? high : drawn;
}

#define beside_bend(draw)                                                              \
    activation_named(                                                                  \
        (const char *[]){"tanh", "relu", "sigmoid", "identity"}[(draw) % 4])

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
