/* Householder's Q: orthonormal columns, and a triangle with a positive diagonal. */
#include "exercises/support.h"
#include "init.h"
#include "matmul.h"

void orthogonal_qr(Matrix q, Matrix a);

TestSuite(ex6_4, .timeout = 10);

enum { MOST = 30 };

static real a_data[MOST * MOST], q_data[MOST * MOST], copy[MOST * MOST];

/* Requires q^T q = I, and q^T a zero below a positive diagonal; sums of 30 products, so
 * 300 epsilons, of the size of a in the triangle. */
static void require_qr(const char *what, Matrix q, Matrix a)
{
    real square_data[MOST * MOST], want_data[MOST * MOST];
    Matrix square = matrix_view(square_data, q.cols, q.cols);
    Matrix want = matrix_view(want_data, q.cols, q.cols);
    require_finite(what, q);
    matrix_multiply_at_b(square, q, q);
    matrix_fill(want, 0);
    for (size_t k = 0; k < q.cols; k++) matrix_at(want, k, k) = 1;
    char text[96];
    snprintf(text, sizeof text, "%s: q^T q", what);
    require_close(text, square, want, 0, 300, NULL);

    double size = (double)matrix_max_abs(a);
    matrix_multiply_at_b(square, q, a); // this is R
    for (size_t i = 0; i < q.cols; i++) {
        cr_assert(matrix_at(square, i, i) > 0,
                  "%s: R's diagonal has %g in row %zu, and must be positive", what,
                  (double)matrix_at(square, i, i), i);
        for (size_t j = 0; j < i; j++)
            cr_assert(close_to(matrix_at(square, i, j), 0, 0, 300 * size),
                      "%s: R is %g in (%zu, %zu), below its diagonal", what,
                      (double)matrix_at(square, i, j), i, j);
    }
}

static void check(const char *what, size_t n, size_t k)
{
    Matrix a = matrix_view(a_data, n, k), q = matrix_view(q_data, n, k);
    Matrix before = matrix_view(copy, n, k);
    matrix_copy(before, a);
    matrix_fill(q, NAN);
    orthogonal_qr(q, a);
    cr_assert(matrix_equal(a, before), "%s: a is an input, and was changed", what);
    require_qr(what, q, a);
}

/* (3, 4) becomes (0.6, 0.8). */
Test(ex6_4, a_one_column)
{
    a_data[0] = 3, a_data[1] = 4;
    check("(3, 4)", 2, 1);
    Matrix want = matrix_view((real[]){(real)0.6, (real)0.8}, 2, 1);
    const Diagnosis turned[] = {{-1, "R's diagonal is negative: turn the sign"},
                                {0, NULL}};
    require_close("(3, 4)", matrix_view(q_data, 2, 1), want, 10, 0, turned);
}

Test(ex6_4, a_one_number)
{
    a_data[0] = -2;
    check("-2", 1, 1);
    cr_assert(q_data[0] == -1, "the sign of -2 is -1, not %g", (double)q_data[0]);
}

/* Columns (0, 2) and (-3, 1): the first is e2, the second then -e1, both by hand. */
Test(ex6_4, b_two_by_two_by_hand)
{
    const real numbers[] = {0, -3, 2, 1};
    for (int i = 0; i < 4; i++) a_data[i] = numbers[i];
    check("two by two", 2, 2);
    require_close("two by two", matrix_view(q_data, 2, 2),
                  matrix_view((real[]){0, -1, 1, 0}, 2, 2), 10, 10, NULL);
}

Test(ex6_4, b_random_shapes)
{
    const size_t shapes[][2] = {{30, 30}, {30, 7}, {12, 11}, {5, 1}};
    Random random = random_seed(exercise_seed());
    for (int k = 0; k < 4; k++) {
        random_fill_normal(&random, matrix_view(a_data, shapes[k][0], shapes[k][1]), 0,
                           1);
        check("normal draws", shapes[k][0], shapes[k][1]);
    }
}

/* Orthonormal columns, each times a positive number, lose that number and no more. */
Test(ex6_4, b_orthogonal_columns_only_lose_their_length)
{
    real w_data[20 * 8], b_data[8];
    Random random = random_seed(exercise_seed() + 1);
    Layer layer = {.w = matrix_view(w_data, 20, 8), .b = matrix_view(b_data, 1, 8)};
    layer_init(layer, init_named("orthogonal"), &random);
    for (size_t i = 0; i < 20; i++)
        for (size_t j = 0; j < 8; j++)
            a_data[i * 8 + j] = (real)(j + 2) * matrix_at(layer.w, i, j);
    check("orthogonal", 20, 8);
    const Diagnosis turned[] = {{-1, "all signs are turned"}, {0, NULL}};
    require_close("q", matrix_view(q_data, 20, 8), layer.w, 300, 300, turned);
}

/* Columns that are nearly the same: 1 / (i + j + 1). Gram and Schmidt in one pass leave
 * q^T q far from I; mirrors do not mind. Eight columns, in float four: more would be
 * dependent up to roundings. */
Test(ex6_4, c_columns_that_are_nearly_alike)
{
    size_t k = sizeof(real) == sizeof(double) ? 8 : 4;
    for (size_t i = 0; i < MOST; i++)
        for (size_t j = 0; j < k; j++) a_data[i * k + j] = 1 / (real)(i + j + 1);
    check("columns nearly alike", MOST, k);
}

/* Sizes from a thousandth to a thousand, and first elements of both signs. */
Test(ex6_4, c_columns_of_all_sizes)
{
    Random random = random_seed(exercise_seed() + 2);
    Matrix a = matrix_view(a_data, 16, 6);
    random_fill_normal(&random, a, 0, 1);
    real size = (real)0.001;
    for (size_t j = 0; j < 6; j++, size *= 16)
        for (size_t i = 0; i < 16; i++) matrix_at(a, i, j) *= size;
    check("columns of all sizes", 16, 6);
}
