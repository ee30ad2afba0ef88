/* Matrices: known answers on a 2 x 3 case, what may be an input itself, and every
 * mistake. */
#include "matrix.h"
#include "support.h"

#include <stdint.h>
#include <string.h>

TestSuite(matrix, .timeout = 20);

static real a_data[] = {1, -2, 3, 4, 5, -6}, b_data[] = {10, 20, 30, 40, 50, 60};
static real out_data[6], null_data[1];

static Matrix a(void)
{
    return matrix_view(a_data, 2, 3);
}

static Matrix b(void)
{
    return matrix_view(b_data, 2, 3);
}

static Matrix out(void)
{
    return matrix_view(out_data, 2, 3);
}

#define HOLDS(m, ...)                                                                  \
    MATRIX_CLOSE(m, matrix_view((real[]){__VA_ARGS__}, (m).rows, (m).cols), 0, 0)

/* --- making, viewing --------------------------------------------------------- */

Test(matrix, a_new_matrix_holds_nan_and_a_freed_one_is_empty)
{
    Matrix m = matrix_new(3, 7);
    cr_assert(m.rows == 3 && m.cols == 7 && (uintptr_t)m.data % 64 == 0);
    for (int i = 0; i < 21; i++) cr_assert(isnan(m.data[i]));
    matrix_free(&m);
    cr_assert(m.rows == 0 && m.cols == 0 && m.data == NULL);
    matrix_free(&m);
}

Test(matrix, a_size_that_cannot_be_ends_the_program_with_one_line)
{
    Outcome o;
    IN_CHILD(o, matrix_new(SIZE_MAX / 2, 3));
    OUTCOME(o, 1, "",
            "matrix_new: no memory for a matrix of shape "
            "(9223372036854775807, 3)\n");
    IN_CHILD(o, matrix_new(0, 3));
    OUTCOME(o, 1, "", "matrix_new: a matrix of shape (0, 3) is empty\n");
}

Test(matrix, sizes_that_overflow_are_refused_not_wrapped)
{
    Failure failure;
    Matrix m = a();
    cr_assert_not(matrix_try_new(&m, (size_t)1 << 32, (size_t)1 << 32, &failure));
    cr_assert(m.data == NULL && m.rows == 0 && m.cols == 0);
    cr_assert_str_eq(failure.text, "no memory for a matrix of shape "
                                   "(4294967296, 4294967296)");
    cr_assert_not(matrix_try_new(&m, SIZE_MAX / sizeof(real), 1, &failure));
    cr_assert_not(matrix_try_new(&m, (size_t)1 << 30, (size_t)1 << 29, &failure));
    cr_assert_str_eq(failure.text, "no memory for a matrix of shape "
                                   "(1073741824, 536870912)");
    cr_assert_not(matrix_try_new(&m, 4, 0, &failure));
    cr_assert_str_eq(failure.text, "a matrix of shape (4, 0) is empty");
}

Test(matrix, a_view_of_rows_shares_the_numbers)
{
    real x[] = {1, 2, 3, 4, 5, 6};
    Matrix m = matrix_view(x, 3, 2), last = matrix_rows(m, 1, 2);
    HOLDS(last, 3, 4, 5, 6);
    matrix_at(last, 0, 1) = 40;
    cr_assert(x[3] == 40 && matrix_at(m, 1, 1) == 40);
    HOLDS(matrix_rows(m, 0, 3), 1, 2, 3, 40, 5, 6);
}

Test(matrix, rows_that_are_not_there_are_a_mistake)
{
    MISTAKE("matrix_rows: 1 rows from row 2, of m (2, 3)", matrix_rows(a(), 2, 1));
    MISTAKE("matrix_rows: 2 rows from row 1, of m (2, 3)", matrix_rows(a(), 1, 2));
    MISTAKE("matrix_rows: 0 rows from row 0, of m (2, 3)", matrix_rows(a(), 0, 0));
    MISTAKE("matrix_rows: 18446744073709551615 rows from row 1, of m (2, 3)",
            matrix_rows(a(), 1, SIZE_MAX));
    MISTAKE("matrix_rows: m (2, 3) holds no numbers",
            matrix_rows(matrix_view(NULL, 2, 3), 0, 1));
}

Test(matrix, an_element_outside_is_a_mistake)
{
    cr_assert(*matrix_at_from(HERE, a(), 1, 2) == -6 && matrix_at(a(), 1, 0) == 4);
    MISTAKE("matrix_at: element (2, 0) of m (2, 3)", matrix_at_from(HERE, a(), 2, 0));
    MISTAKE("matrix_at: element (0, 3) of m (2, 3)", matrix_at_from(HERE, a(), 0, 3));
    MISTAKE("matrix_at: m (2, 3) holds no numbers",
            matrix_at_from(HERE, matrix_view(NULL, 2, 3), 0, 0));
#ifdef DEBUG
    MISTAKE("matrix_at: element (0, 3) of m (2, 3)", matrix_at(a(), 0, 3) = 1);
#endif
}

/* --- operations -------------------------------------------------------------- */

static real square(real x)
{
    return x * x;
}

Test(matrix, element_by_element)
{
    matrix_fill(out(), 7);
    HOLDS(out(), 7, 7, 7, 7, 7, 7);
    matrix_copy(out(), a());
    HOLDS(out(), 1, -2, 3, 4, 5, -6);
    matrix_add(out(), a(), b());
    HOLDS(out(), 11, 18, 33, 44, 55, 54);
    matrix_subtract(out(), a(), b());
    HOLDS(out(), -9, -22, -27, -36, -45, -66);
    matrix_hadamard(out(), a(), b());
    HOLDS(out(), 10, -40, 90, 160, 250, -360);
    matrix_scale(out(), a(), -2);
    HOLDS(out(), -2, 4, -6, -8, -10, 12);
    matrix_add_scaled(out(), b(), (real)0.5);
    HOLDS(out(), 3, 14, 9, 12, 15, 42);
    matrix_map(out(), a(), square);
    HOLDS(out(), 1, 4, 9, 16, 25, 36);
}

Test(matrix, element_by_element_the_output_may_be_an_input)
{
    matrix_copy(out(), a());
    matrix_add(out(), out(), b());
    HOLDS(out(), 11, 18, 33, 44, 55, 54);
    matrix_subtract(out(), b(), out());
    HOLDS(out(), -1, 2, -3, -4, -5, 6);
    matrix_hadamard(out(), out(), out());
    HOLDS(out(), 1, 4, 9, 16, 25, 36);
    matrix_scale(out(), out(), 2);
    matrix_add_scaled(out(), out(), 1);
    matrix_map(out(), out(), square);
    HOLDS(out(), 16, 256, 1296, 4096, 10000, 20736);
    matrix_copy(out(), out());
    matrix_add_row(out(), out(), matrix_view(b_data, 1, 3));
    HOLDS(out(), 26, 276, 1326, 4106, 10020, 20766);
}

Test(matrix, two_inputs_may_overlap)
{
    real x[] = {1, 4, 9, 16}, steps[3];
    Matrix m = matrix_view(x, 4, 1), d = matrix_view(steps, 3, 1);
    matrix_subtract(d, matrix_rows(m, 1, 3), matrix_rows(m, 0, 3));
    HOLDS(d, 3, 5, 7);
}

Test(matrix, rows_and_columns)
{
    real sums[3] = {9, 9, 9}, turned[6];
    Matrix row = matrix_view(sums, 1, 3), t = matrix_view(turned, 3, 2);
    matrix_sum_rows(row, a());
    HOLDS(row, 5, 3, -3);
    matrix_add_row(out(), a(), row);
    HOLDS(out(), 6, 1, 0, 9, 8, -9);
    matrix_transpose(t, a());
    HOLDS(t, 1, 4, -2, 5, 3, -6);
}

/* --- mistakes ---------------------------------------------------------------- */

Test(matrix, shapes_that_differ_are_a_mistake)
{
    Matrix t = matrix_view(b_data, 3, 2);
    MISTAKE("matrix_copy: out (2, 3) and a (3, 2): shapes differ",
            matrix_copy(out(), t));
    MISTAKE("matrix_add: a (2, 3) and b (3, 2): shapes differ",
            matrix_add(out(), a(), t));
    MISTAKE("matrix_subtract: out (3, 2) and a (2, 3): shapes differ",
            matrix_subtract(t, a(), a()));
    MISTAKE("matrix_hadamard: a (3, 2) and b (2, 3): shapes differ",
            matrix_hadamard(out(), t, a()));
    MISTAKE("matrix_scale: out (2, 3) and a (1, 3): shapes differ",
            matrix_scale(out(), matrix_rows(a(), 0, 1), 2));
    MISTAKE("matrix_add_scaled: out (2, 3) and a (3, 2): shapes differ",
            matrix_add_scaled(out(), t, 2));
    MISTAKE("matrix_map: out (2, 3) and a (3, 2): shapes differ",
            matrix_map(out(), t, square));
    MISTAKE("matrix_map: the function is NULL", matrix_map(out(), a(), NULL));
}

Test(matrix, rows_and_columns_of_another_shape_are_a_mistake)
{
    Matrix t = matrix_view(b_data, 3, 2), row = matrix_view(b_data, 1, 2);
    MISTAKE("matrix_add_row: out (3, 2) and a (2, 3): shapes differ",
            matrix_add_row(t, a(), row));
    MISTAKE("matrix_add_row: row is (1, 2), expected (1, 3)",
            matrix_add_row(out(), a(), row));
    MISTAKE("matrix_add_row: row is (3, 1), expected (1, 3)",
            matrix_add_row(out(), a(), matrix_view(b_data, 3, 1)));
    MISTAKE("matrix_sum_rows: out is (1, 2), expected (1, 3)",
            matrix_sum_rows(row, a()));
    MISTAKE("matrix_sum_rows: out is (2, 3), expected (1, 3)",
            matrix_sum_rows(out(), a()));
    MISTAKE("matrix_transpose: out is (2, 3), expected (3, 2)",
            matrix_transpose(out(), a()));
}

Test(matrix, an_output_that_overlaps_in_part_is_a_mistake)
{
    real x[9] = {0};
    Matrix m = matrix_view(x, 2, 3), late = matrix_view(x + 2, 2, 3);
    MISTAKE("matrix_copy: out and a (2, 3) overlap in part", matrix_copy(m, late));
    MISTAKE("matrix_add: out and a (2, 3) overlap in part", matrix_add(m, late, a()));
    MISTAKE("matrix_subtract: out and b (2, 3) overlap in part",
            matrix_subtract(late, a(), m));
    MISTAKE("matrix_add_scaled: out and a (2, 3) overlap in part",
            matrix_add_scaled(late, m, 1));
    matrix_copy(matrix_rows(m, 0, 1), matrix_rows(m, 1, 1)); // neighbours may touch
}

Test(matrix, aliasing_is_a_mistake_where_an_input_is_read_late)
{
    real x[9] = {0};
    Matrix m = matrix_view(x, 3, 3), top = matrix_rows(m, 0, 1);
    MISTAKE("matrix_transpose: out (3, 3) and a (3, 3) share memory (aliasing)",
            matrix_transpose(m, m));
    MISTAKE("matrix_sum_rows: out (1, 3) and a (3, 3) share memory (aliasing)",
            matrix_sum_rows(top, m));
    MISTAKE("matrix_add_row: out (3, 3) and row (1, 3) share memory (aliasing)",
            matrix_add_row(m, m, matrix_rows(m, 2, 1)));
}

Test(matrix, null_and_empty_are_mistakes)
{
    Matrix null = {2, 3, NULL}, empty = {0, 3, null_data};
    MISTAKE("matrix_fill: out (2, 3) holds no numbers", matrix_fill(null, 1));
    MISTAKE("matrix_fill: out (0, 3) holds no numbers", matrix_fill(empty, 1));
    MISTAKE("matrix_copy: a (2, 3) holds no numbers", matrix_copy(out(), null));
    MISTAKE("matrix_add: b (2, 3) holds no numbers", matrix_add(out(), a(), null));
    MISTAKE("matrix_add: out (2, 3) holds no numbers", matrix_add(null, a(), a()));
    MISTAKE("matrix_sum_rows: a (0, 3) holds no numbers",
            matrix_sum_rows(out(), empty));
    MISTAKE("matrix_transpose: out (3, 2) holds no numbers",
            matrix_transpose(matrix_view(NULL, 3, 2), a()));
    MISTAKE("matrix_sum: a (2, 3) holds no numbers", matrix_sum(null));
    MISTAKE("matrix_max_abs: a (0, 3) holds no numbers", matrix_max_abs(empty));
}
