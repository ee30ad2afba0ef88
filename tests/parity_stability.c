/* The stable forms, the two narrow formats and clipping, beside PyTorch's in float64
 * (tests/parity/stability.py wrote the numbers). */
#include "clip.h"
#include "formats.h"
#include "stable.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(parity_stability, .timeout = 20);

enum { MOST = 32 };

/* A named row of the file. */
typedef struct Row {
    char name[32];
    size_t count;
    double number[MOST];
} Row;

static bool read_row(FILE *file, Row *row)
{
    char text[64];
    if (fscanf(file, "%31s %zu", row->name, &row->count) != 2) return false;
    cr_assert(row->count >= 1 && row->count <= MOST);
    for (size_t i = 0; i < row->count; i++) {
        cr_assert_eq(fscanf(file, "%63s", text), 1, "stability.txt ends early");
        row->number[i] = strtod(text, NULL);
    }
    return true;
}

#ifndef REAL_IS_FLOAT // logits of 1e300 are no floats

/* What we make of the row before, `from`, for the row called name; false for rows that
 * are inputs themselves. */
static bool ours(const char *name, const Row *from, Matrix out)
{
    real numbers[MOST];
    for (size_t i = 0; i < from->count; i++) numbers[i] = (real)from->number[i];
    Matrix z = matrix_view(numbers, 1, from->count);
    bool half = strcmp(name, "half") == 0;
    if (strcmp(name, "log_sum_exp") == 0)
        log_sum_exp(out, z);
    else if (strcmp(name, "log_softmax") == 0)
        log_softmax(out, z);
    else if (strcmp(name, "softplus") == 0)
        matrix_map(out, z, softplus_value);
    else if (strcmp(name, "log_sigmoid") == 0)
        matrix_map(out, z, log_sigmoid);
    else if (half || strcmp(name, "bfloat16") == 0)
        for (size_t i = 0; i < from->count; i++)
            out.data[i] = (real)format_round(format_named(name), from->number[i]);
    else
        return false;
    return true;
}

Test(parity_stability, stable_forms_and_formats_are_pytorchs)
{
    FILE *file = fopen("tests/parity/stability.txt", "r");
    char line[200];
    cr_assert_not_null(file);
    cr_assert_not_null(fgets(line, sizeof line, file)); // which PyTorch
    Row from = {.count = 0}, row;
    size_t compared = 0;
    while (read_row(file, &row)) {
        real numbers[MOST];
        Matrix out = matrix_view(numbers, 1, row.count);
        if (!ours(row.name, &from, out)) {
            from = row;
            continue;
        }
        // 1e-10: the two add in other orders, and PyTorch's softplus stops at 20; and
        // 1e-15 where a log-softmax near 0 is what cancellation leaves of 30 in PyTorch
        for (size_t i = 0; i < row.count; i++) {
            double a = (double)numbers[i], b = row.number[i];
            cr_assert(a == b || fabs(a - b) <= 1e-10 * fabs(b) + 1e-15,
                      "%s of %g: %.17g, PyTorch has %.17g", row.name,
                      from.number[from.count > 1 ? i : 0], a, b);
            compared++;
        }
    }
    cr_assert(feof(file) && compared >= 6 * 13 + 2 * 18, "%zu compared", compared);
    fclose(file);
}
#endif

/* The last three rows: a gradient, its norm, and what clipping to 2 leaves of it. */
Test(parity_stability, clipping_by_norm_is_pytorchs)
{
    FILE *file = fopen("tests/parity/stability.txt", "r");
    char line[200];
    cr_assert_not_null(file);
    cr_assert_not_null(fgets(line, sizeof line, file));
    Row row[3] = {{.count = 0}};
    while (read_row(file, &row[0]) && strcmp(row[0].name, "gradient") != 0) continue;
    cr_assert(read_row(file, &row[1]) && read_row(file, &row[2]));
    fclose(file);

    real w[3], b[1];
    Matrix dw = matrix_view(w, 3, 1), db = matrix_view(b, 1, 1);
    for (size_t i = 0; i < 3; i++) w[i] = (real)row[0].number[i];
    b[0] = (real)row[0].number[3];
    Gradients g = {.depth = 1, .capacity = 1, .dw = &dw, .db = &db};
    WITHIN(gradients_clip_norm(&g, 2), row[1].number[0], 1e-5);
    // PyTorch divides by the norm plus 1e-6, which is 8e-8 of this norm
    for (size_t i = 0; i < 3; i++) WITHIN(w[i], row[2].number[i], 1e-6);
    WITHIN(b[0], row[2].number[3], 1e-6);
}
