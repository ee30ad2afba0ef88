/* Dense matrices of `real`, row by row in memory.
 *
 * A Matrix is a shape and a pointer, passed by value: copying one copies no numbers.
 * Arguments come in the order out, inputs, sizes. Every operation checks shapes,
 * aliasing and NULL, and a mistake stops the program with one line that names the
 * operation, the shapes and the caller's place (check.h). Element by element, `out`
 * may be an input itself; it may never overlap one in part. Nothing broadcasts:
 * to add a bias row to every row, say matrix_add_row.
 *
 * Who allocates frees. No operation allocates. A new matrix holds NaN everywhere, so
 * that a number which nobody wrote shows; in a debug build a freed one does too.
 *
 * Each operation `matrix_x(...)` is a macro that adds the caller's place and calls
 * the function `matrix_x_from(from, ...)`. */
#ifndef COMMON_MATRIX_H
#define COMMON_MATRIX_H

#include "check.h"
#include "real.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Matrix {
    size_t rows, cols;
    real *data; // element (i, j) is data[i * cols + j]
} Matrix;

/* --- making and freeing ----------------------------------------------------- */

/* A new (rows, cols) matrix full of NaN. Without memory, or when the size overflows,
 * the program ends with one line and status 1. */
Matrix matrix_new(size_t rows, size_t cols);

/* The same, for readers of untrusted sizes: false and a Failure when there is no
 * memory; *out is then empty. */
bool matrix_try_new(Matrix *out, size_t rows, size_t cols, Failure *failure);

/* Frees what matrix_new made and empties *m; an empty matrix is left alone. */
void matrix_free(Matrix *m);

/* A matrix over numbers that are somewhere else, for example in an array:
 * matrix_view((real[]){1, 2, 3, 4, 5, 6}, 2, 3). It is never freed. */
Matrix matrix_view(real *data, size_t rows, size_t cols);

/* Rows first .. first + count - 1 of m, as a view: it shares m's numbers. */
#define matrix_rows(m, first, count) matrix_rows_from(HERE, m, first, count)
Matrix matrix_rows_from(Place from, Matrix m, size_t first, size_t count);

/* Element (i, j), to read or to assign. The indices are checked in debug builds. */
#ifdef DEBUG
#define matrix_at(m, i, j) (*matrix_at_from(HERE, m, i, j))
#else
#define matrix_at(m, i, j) ((m).data[(size_t)(i) * (m).cols + (size_t)(j)])
#endif
real *matrix_at_from(Place from, Matrix m, size_t i, size_t j);

/* --- element by element: all shapes equal ----------------------------------- */

/* Every element becomes value. */
#define matrix_fill(out, value) matrix_fill_from(HERE, out, value)
void matrix_fill_from(Place from, Matrix out, real value);

/* out = a */
#define matrix_copy(out, a) matrix_copy_from(HERE, out, a)
void matrix_copy_from(Place from, Matrix out, Matrix a);

/* out = a + b */
#define matrix_add(out, a, b) matrix_add_from(HERE, out, a, b)
void matrix_add_from(Place from, Matrix out, Matrix a, Matrix b);

/* out = a - b */
#define matrix_subtract(out, a, b) matrix_subtract_from(HERE, out, a, b)
void matrix_subtract_from(Place from, Matrix out, Matrix a, Matrix b);

/* out = a * b, element by element (the Hadamard product) */
#define matrix_hadamard(out, a, b) matrix_hadamard_from(HERE, out, a, b)
void matrix_hadamard_from(Place from, Matrix out, Matrix a, Matrix b);

/* out = factor * a */
#define matrix_scale(out, a, factor) matrix_scale_from(HERE, out, a, factor)
void matrix_scale_from(Place from, Matrix out, Matrix a, real factor);

/* out = out + factor * a: a step of gradient descent with factor = -rate */
#define matrix_add_scaled(out, a, factor) matrix_add_scaled_from(HERE, out, a, factor)
void matrix_add_scaled_from(Place from, Matrix out, Matrix a, real factor);

/* out = f(a) */
#define matrix_map(out, a, f) matrix_map_from(HERE, out, a, f)
void matrix_map_from(Place from, Matrix out, Matrix a, real (*f)(real));

/* --- rows and columns ------------------------------------------------------- */

/* out (m, n) = a (m, n) + row (1, n) on every row */
#define matrix_add_row(out, a, row) matrix_add_row_from(HERE, out, a, row)
void matrix_add_row_from(Place from, Matrix out, Matrix a, Matrix row);

/* out (1, n) = the sum of the rows of a (m, n), first row first */
#define matrix_sum_rows(out, a) matrix_sum_rows_from(HERE, out, a)
void matrix_sum_rows_from(Place from, Matrix out, Matrix a);

/* out (n, m) = a (m, n) transposed; out and a must not overlap */
#define matrix_transpose(out, a) matrix_transpose_from(HERE, out, a)
void matrix_transpose_from(Place from, Matrix out, Matrix a);

/* --- numbers about a matrix ------------------------------------------------- */

/* Sum of all elements, row by row, from the first to the last. */
#define matrix_sum(a) matrix_sum_from(HERE, a)
real matrix_sum_from(Place from, Matrix a);

/* The largest absolute value; NaN when any element is NaN. */
#define matrix_max_abs(a) matrix_max_abs_from(HERE, a)
real matrix_max_abs_from(Place from, Matrix a);

/* True when shapes and all elements are equal; a NaN equals nothing. */
bool matrix_equal(Matrix a, Matrix b);

typedef struct MatrixSummary {
    real min, max, mean, std; // over the elements that are not NaN; std divides by n
    size_t zeros, nans;
} MatrixSummary;

/* What matrix_describe prints. */
MatrixSummary matrix_summary(Matrix a);

/* One line: `name (4, 3)  min -1.2  max 0.8  mean 0.05  std 0.61  zeros 0  NaNs 0`. */
void matrix_describe(FILE *stream, const char *name, Matrix a);

/* The shape on a line, then every row, six digits each. */
void matrix_print(FILE *stream, const char *name, Matrix a);

/* --- for other modules that check as these do ------------------------------- */

/* A mistake unless m has data and the shape (rows, cols): `operation: what is (4, 3),
 * expected (4, 1)`. */
void matrix_require(Place from, const char *operation, const char *what, Matrix m,
                    size_t rows, size_t cols);

/* A mistake when the two share memory, for operations that read `in` after writing
 * `out`. */
void matrix_require_apart(Place from, const char *operation, const char *out_name,
                          Matrix out, const char *in_name, Matrix in);

/* True when a and b share at least one number in memory. */
static inline bool matrix_overlap(Matrix a, Matrix b)
{
    uintptr_t a_first = (uintptr_t)a.data, b_first = (uintptr_t)b.data;
    return a_first < (uintptr_t)(b.data + b.rows * b.cols) &&
           b_first < (uintptr_t)(a.data + a.rows * a.cols);
}

#endif
