#include "matrix.h"

#include <stdint.h>
#include <stdlib.h>

enum { ALIGNMENT = 64 };

static void fill_nan(Matrix m)
{
    for (size_t i = 0; i < m.rows * m.cols; i++) m.data[i] = NAN;
}

bool matrix_try_new(Matrix *out, size_t rows, size_t cols, Failure *failure)
{
    *out = (Matrix){0, 0, NULL};
    if (rows == 0 || cols == 0)
        return failure_set(failure, "a matrix of shape (%zu, %zu) is empty", rows,
                           cols);

    bool fits = rows <= (SIZE_MAX - ALIGNMENT) / sizeof(real) / cols;
    size_t bytes = fits ? rows * cols * sizeof(real) : 0;
    size_t padded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    real *data = fits ? aligned_alloc(ALIGNMENT, padded) : NULL;
    if (!data)
        return failure_set(failure, "no memory for a matrix of shape (%zu, %zu)", rows,
                           cols);
    *out = (Matrix){rows, cols, data};
    fill_nan(*out);
    return true;
}

Matrix matrix_new(size_t rows, size_t cols)
{
    Matrix m;
    Failure failure;
    if (!matrix_try_new(&m, rows, cols, &failure)) failure_exit("matrix_new", &failure);
    return m;
}

void matrix_free(Matrix *m)
{
#ifdef DEBUG
    if (m->data) fill_nan(*m);
#endif
    free(m->data);
    *m = (Matrix){0, 0, NULL};
}

Matrix matrix_view(real *data, size_t rows, size_t cols)
{
    return (Matrix){rows, cols, data};
}

/* --- the checks --------------------------------------------------------------- */

static void require_data(Place from, const char *operation, const char *what, Matrix m)
{
    if (!m.data || m.rows == 0 || m.cols == 0)
        check_mistake(from, operation, "%s (%zu, %zu) holds no numbers", what, m.rows,
                      m.cols);
}

void matrix_require(Place from, const char *operation, const char *what, Matrix m,
                    size_t rows, size_t cols)
{
    if (m.rows != rows || m.cols != cols)
        check_mistake(from, operation, "%s is (%zu, %zu), expected (%zu, %zu)", what,
                      m.rows, m.cols, rows, cols);
    require_data(from, operation, what, m);
}

static void require_shapes(Place from, const char *operation, Matrix a,
                           const char *a_name, Matrix b, const char *b_name)
{
    require_data(from, operation, a_name, a);
    require_data(from, operation, b_name, b);
    if (a.rows != b.rows || a.cols != b.cols)
        check_mistake(from, operation, "%s (%zu, %zu) and %s (%zu, %zu): shapes differ",
                      a_name, a.rows, a.cols, b_name, b.rows, b.cols);
}

/* Shapes must be equal; out is the input itself, or does not overlap it. */
static void require_alike(Place from, const char *operation, Matrix out,
                          const char *out_name, Matrix a, const char *a_name)
{
    require_shapes(from, operation, out, out_name, a, a_name);
    if (out.data != a.data && matrix_overlap(out, a))
        check_mistake(from, operation, "%s and %s (%zu, %zu) overlap in part", out_name,
                      a_name, a.rows, a.cols);
}

void matrix_require_apart(Place from, const char *operation, const char *out_name,
                          Matrix out, const char *in_name, Matrix in)
{
    if (matrix_overlap(out, in))
        check_mistake(from, operation,
                      "%s (%zu, %zu) and %s (%zu, %zu) share memory (aliasing)",
                      out_name, out.rows, out.cols, in_name, in.rows, in.cols);
}

Matrix matrix_rows_from(Place from, Matrix m, size_t first, size_t count)
{
    require_data(from, "matrix_rows", "m", m);
    if (count == 0 || first >= m.rows || count > m.rows - first)
        check_mistake(from, "matrix_rows", "%zu rows from row %zu, of m (%zu, %zu)",
                      count, first, m.rows, m.cols);
    return (Matrix){count, m.cols, m.data + first * m.cols};
}

real *matrix_at_from(Place from, Matrix m, size_t i, size_t j)
{
    require_data(from, "matrix_at", "m", m);
    if (i >= m.rows || j >= m.cols)
        check_mistake(from, "matrix_at", "element (%zu, %zu) of m (%zu, %zu)", i, j,
                      m.rows, m.cols);
    return &m.data[i * m.cols + j];
}

/* --- element by element ------------------------------------------------------- */

void matrix_fill_from(Place from, Matrix out, real value)
{
    require_data(from, "matrix_fill", "out", out);
    for (size_t i = 0; i < out.rows * out.cols; i++) out.data[i] = value;
}

void matrix_copy_from(Place from, Matrix out, Matrix a)
{
    require_alike(from, "matrix_copy", out, "out", a, "a");
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] = a.data[i];
}

static void require_three(Place from, const char *operation, Matrix out, Matrix a,
                          Matrix b)
{
    require_shapes(from, operation, a, "a", b, "b");
    require_alike(from, operation, out, "out", a, "a");
    require_alike(from, operation, out, "out", b, "b");
}

void matrix_add_from(Place from, Matrix out, Matrix a, Matrix b)
{
    require_three(from, "matrix_add", out, a, b);
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] = a.data[i] + b.data[i];
}

void matrix_subtract_from(Place from, Matrix out, Matrix a, Matrix b)
{
    require_three(from, "matrix_subtract", out, a, b);
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] = a.data[i] - b.data[i];
}

void matrix_hadamard_from(Place from, Matrix out, Matrix a, Matrix b)
{
    require_three(from, "matrix_hadamard", out, a, b);
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] = a.data[i] * b.data[i];
}

void matrix_scale_from(Place from, Matrix out, Matrix a, real factor)
{
    require_alike(from, "matrix_scale", out, "out", a, "a");
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] = factor * a.data[i];
}

void matrix_add_scaled_from(Place from, Matrix out, Matrix a, real factor)
{
    require_alike(from, "matrix_add_scaled", out, "out", a, "a");
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] += factor * a.data[i];
}

void matrix_map_from(Place from, Matrix out, Matrix a, real (*f)(real))
{
    require_alike(from, "matrix_map", out, "out", a, "a");
    if (!f) check_mistake(from, "matrix_map", "the function is NULL");
    for (size_t i = 0; i < a.rows * a.cols; i++) out.data[i] = f(a.data[i]);
}

/* --- rows and columns --------------------------------------------------------- */

void matrix_add_row_from(Place from, Matrix out, Matrix a, Matrix row)
{
    require_alike(from, "matrix_add_row", out, "out", a, "a");
    matrix_require(from, "matrix_add_row", "row", row, 1, a.cols);
    matrix_require_apart(from, "matrix_add_row", "out", out, "row", row);
    for (size_t i = 0; i < a.rows; i++)
        for (size_t j = 0; j < a.cols; j++)
            out.data[i * a.cols + j] = a.data[i * a.cols + j] + row.data[j];
}

void matrix_sum_rows_from(Place from, Matrix out, Matrix a)
{
    require_data(from, "matrix_sum_rows", "a", a);
    matrix_require(from, "matrix_sum_rows", "out", out, 1, a.cols);
    matrix_require_apart(from, "matrix_sum_rows", "out", out, "a", a);
    for (size_t j = 0; j < a.cols; j++) out.data[j] = 0;
    for (size_t i = 0; i < a.rows; i++)
        for (size_t j = 0; j < a.cols; j++) out.data[j] += a.data[i * a.cols + j];
}

void matrix_transpose_from(Place from, Matrix out, Matrix a)
{
    require_data(from, "matrix_transpose", "a", a);
    matrix_require(from, "matrix_transpose", "out", out, a.cols, a.rows);
    matrix_require_apart(from, "matrix_transpose", "out", out, "a", a);
    for (size_t i = 0; i < a.rows; i++)
        for (size_t j = 0; j < a.cols; j++)
            out.data[j * a.rows + i] = a.data[i * a.cols + j];
}
