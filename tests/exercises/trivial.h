/* Answers that are none, around a solution whose functions are renamed right_X:
 * tests/exercises/gate writes each X. It does what the environment's TRIVIAL says: `zeros`,
 * `ones`, `nan` and `copy` (of the first input) go into the matrices that OUTPUTS names and
 * are what a number's function returns; `exit`, `abort` and `loop` return nothing. With
 * `record` the solution itself runs, and every matrix that it changes is noted in the file
 * that RECORD names, as `function:0 `, to be the OUTPUTS of the others. With `near` the
 * solution runs, and each of its numbers that is no whole one by type is a millionth too
 * large. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matrix.h"

static bool trivial_is(const char *what)
{
    return !strcmp(getenv("TRIVIAL"), what);
}

static void trivial_leave(void)
{
    if (trivial_is("exit")) exit(0);
    if (trivial_is("abort")) abort();
    while (trivial_is("loop")) pause();
}

static double trivial_number(double given)
{
    if (trivial_is("ones")) return 1;
    if (trivial_is("nan")) return NAN;
    return trivial_is("copy") ? given : 0;
}

static bool trivial_output(const char *function, int i)
{
    char text[200];
    snprintf(text, sizeof text, "%s:%d ", function, i);
    return strstr(getenv("OUTPUTS"), text) != NULL;
}

static void trivial_fill(const char *function, Matrix *const *all)
{
    int input = 0;
    while (all[input] && trivial_output(function, input)) input++;
    const Matrix *from = all[input] ? all[input] : all[0];
    for (int k = 0; all[k]; k++)
        for (size_t i = 0;
             trivial_output(function, k) && i < all[k]->rows * all[k]->cols; i++)
            all[k]->data[i] = (real)trivial_number(
                (double)from->data[i % (from->rows * from->cols)]);
}

static real *trivial_copy(const Matrix *m)
{
    size_t size = m->rows * m->cols * sizeof(real);
    return memcpy(malloc(size + 1), m->data, size);
}

/* Before the solution runs, with `before` to be filled; and after it. */
static void trivial_before(Matrix *const *all, real **before)
{
    for (int k = 0; all[k]; k++) before[k] = trivial_copy(all[k]);
}

static void trivial_after(const char *function, Matrix *const *all, real **before)
{
    for (int k = 0; all[k]; k++) {
        size_t count = all[k]->rows * all[k]->cols;
        if (trivial_is("record") &&
            memcmp(before[k], all[k]->data, count * sizeof(real))) {
            FILE *file = fopen(getenv("RECORD"), "a");
            fprintf(file, "%s:%d \n", function, k);
            fclose(file);
        }
        for (size_t i = 0;
             trivial_is("near") && trivial_output(function, k) && i < count; i++)
            all[k]->data[i] *= 1 + (real)1 / (1 << 20);
        free(before[k]);
    }
}

#define NEAR(to)                                                                       \
    _Generic(*(to), float                                                              \
             : (*(float *)(to) *= (1 + 1.0f / (1 << 20))), double                      \
             : (*(double *)(to) *= (1 + 1.0 / (1 << 20))), default : 0)
#define GIVEN(x)                                                                       \
    _Generic((x), float : (x), double : (x), size_t : (x), int : (x), default : 0)
#define PUT(to, v)                                                                     \
    _Generic(*(to), float                                                              \
             : (*(float *)(to) = (float)(v)), double                                   \
             : (*(double *)(to) = (v)), bool                                           \
             : (*(bool *)(to) = (v) > 0), int                                          \
             : (*(int *)(to) = (v) == (v) ? (int)(v) : -1), size_t                     \
             : (*(size_t *)(to) = (v) == (v) ? (size_t)(v) : (size_t)-1), default : 0)
