/* The three products against three plain loops in long double, on many shapes. */
#include "matmul.h"
#include "random.h"
#include "support.h"

#include <string.h>

TestSuite(matmul, .timeout = 20);

typedef enum Kind { A_B, AT_B, A_BT } Kind;

static void product(Kind kind, Matrix out, Matrix a, Matrix b)
{
    switch (kind) {
    case A_B: matrix_multiply(out, a, b); break;
    case AT_B: matrix_multiply_at_b(out, a, b); break;
    default: matrix_multiply_a_bt(out, a, b);
    }
}

static real element(Matrix m, bool transposed, size_t i, size_t j)
{
    return transposed ? m.data[j * m.cols + i] : m.data[i * m.cols + j];
}

/* out (m, n) = sum over k of a(i, k) b(k, j); each element is off by at most k
 * roundings of the sum of absolute values. */
static void require_product(Kind kind, Matrix out, Matrix a, Matrix b, size_t inner)
{
    for (size_t i = 0; i < out.rows; i++)
        for (size_t j = 0; j < out.cols; j++) {
            long double sum = 0, size = 0;
            for (size_t k = 0; k < inner; k++) {
                long double term = (long double)element(a, kind == AT_B, i, k) *
                                   (long double)element(b, kind == A_BT, k, j);
                sum += term;
                size += fabsl(term);
            }
            WITHIN((double)out.data[i * out.cols + j], (double)sum,
                   (double)(inner + 1) * (double)REAL_EPSILON * (double)size);
        }
}

static void try_shape(Kind kind, size_t m, size_t k, size_t n, Random *random)
{
    Matrix a = kind == AT_B ? matrix_new(k, m) : matrix_new(m, k);
    Matrix b = kind == A_BT ? matrix_new(n, k) : matrix_new(k, n);
    Matrix out = matrix_new(m, n); // full of NaN: what is not written shows
    random_fill_normal(random, a, 0, 1);
    random_fill_normal(random, b, 0, 1);
    product(kind, out, a, b);
    require_product(kind, out, a, b, k);
    cr_assert(matrix_max_abs(out) > 0);
    matrix_free(&a);
    matrix_free(&b);
    matrix_free(&out);
}

Test(matmul, known_answers_by_hand)
{
    Matrix a = matrix_view((real[]){1, 2, 3, 4, 5, 6}, 2, 3);
    Matrix b = matrix_view((real[]){7, 8, 9, 10, 11, 12}, 3, 2);
    Matrix out = matrix_new(2, 2), wide = matrix_new(3, 3);
    matrix_multiply(out, a, b);
    MATRIX_CLOSE(out, matrix_view((real[]){58, 64, 139, 154}, 2, 2), 0, 0);
    matrix_multiply_at_b(wide, a, matrix_view(b.data, 2, 3));
    MATRIX_CLOSE(wide, matrix_view((real[]){47, 52, 57, 64, 71, 78, 81, 90, 99}, 3, 3),
                 0, 0);
    matrix_multiply_a_bt(out, a, matrix_view(b.data, 2, 3));
    MATRIX_CLOSE(out, matrix_view((real[]){50, 68, 122, 167}, 2, 2), 0, 0);
    matrix_free(&out);
    matrix_free(&wide);
}

Test(matmul, random_shapes_up_to_20)
{
    Random random = random_seed(1);
    for (int i = 0; i < 300; i++)
        try_shape((Kind)(i % 3), 1 + random_below(&random, 20),
                  1 + random_below(&random, 20), 1 + random_below(&random, 20),
                  &random);
}

Test(matmul, shapes_at_the_borders_of_strips)
{
    const size_t border[] = {1, 15, 16, 17, 33, 65}, deep[] = {1, 63, 64, 65, 128, 129};
    Random random = random_seed(2);
    for (int kind = 0; kind < 3; kind++)
        for (int i = 0; i < 6; i++)
            for (int k = 0; k < 6; k++) {
                try_shape((Kind)kind, 3, deep[k], border[i], &random);
                try_shape((Kind)kind, border[i], deep[k], 5, &random);
            }
}

Test(matmul, a_row_of_a_batch_has_the_bits_of_the_row_alone)
{
    Random random = random_seed(3);
    Matrix a = matrix_new(37, 70), b = matrix_new(70, 33), bt = matrix_new(33, 70);
    Matrix batch = matrix_new(37, 33), row = matrix_new(1, 33);
    random_fill_normal(&random, a, 0, 1);
    random_fill_normal(&random, b, 0, 1);
    matrix_transpose(bt, b);
    for (int kind = 0; kind < 2; kind++) {
        Kind which = kind ? A_BT : A_B;
        product(which, batch, a, kind ? bt : b);
        for (size_t i = 0; i < a.rows; i++) {
            product(which, row, matrix_rows(a, i, 1), kind ? bt : b);
            cr_assert(matrix_equal(row, matrix_rows(batch, i, 1)), "row %zu", i);
        }
    }
    for (Matrix *m[] = {&a, &b, &bt, &batch, &row, NULL}, **p = m; *p; p++)
        matrix_free(*p);
}

Test(matmul, the_three_products_sum_in_the_same_order)
{
    Random random = random_seed(4);
    Matrix a = matrix_new(9, 130), at = matrix_new(130, 9);
    Matrix b = matrix_new(130, 21), bt = matrix_new(21, 130);
    Matrix out[3] = {matrix_new(9, 21), matrix_new(9, 21), matrix_new(9, 21)};
    random_fill_normal(&random, a, 0, 1);
    random_fill_normal(&random, b, 0, 1);
    matrix_transpose(at, a);
    matrix_transpose(bt, b);
    matrix_multiply(out[0], a, b);
    matrix_multiply_at_b(out[1], at, b);
    matrix_multiply_a_bt(out[2], a, bt);
    cr_assert(matrix_equal(out[0], out[1]) && matrix_equal(out[0], out[2]));
    real sum = 0; // from the first to the last, starting at zero
    for (size_t k = 0; k < 130; k++) sum += matrix_at(a, 8, k) * matrix_at(b, k, 20);
    cr_assert(matrix_at(out[0], 8, 20) == sum);
    for (Matrix *m[] = {&a, &at, &b, &bt, out, out + 1, out + 2, NULL}, **p = m; *p;
         p++)
        matrix_free(*p);
}

Test(matmul, nan_and_infinity_are_carried_through_zeros)
{
    real zeros[4] = {0, 0, 0, 0}, odd[4] = {1, INFINITY, NAN, 1}, result[4];
    Matrix zero = matrix_view(zeros, 2, 2), bad = matrix_view(odd, 2, 2);
    Matrix out = matrix_view(result, 2, 2);
    for (int kind = 0; kind < 3; kind++)
        for (int left = 0; left < 2; left++) {
            product((Kind)kind, out, left ? bad : zero, left ? zero : bad);
            // every row and column of bad holds inf or NaN, and 0 times either is NaN
            for (int i = 0; i < 4; i++) cr_assert(isnan(result[i]), "kind %d", kind);
        }
}

Test(matmul, inner_sizes_that_differ_are_a_mistake)
{
    real x[64] = {0};
    Matrix out = matrix_view(x, 4, 5), a = matrix_view(x + 30, 4, 3);
    Matrix b = matrix_view(x + 50, 2, 5);
    MISTAKE("matrix_multiply: a (4, 3) x b (2, 5): inner sizes 3 and 2 differ",
            matrix_multiply(out, a, b));
    MISTAKE("matrix_multiply_at_b: a^T (3, 4) x b (2, 5): inner sizes 4 and 2 differ",
            matrix_multiply_at_b(out, a, b));
    MISTAKE("matrix_multiply_a_bt: a (4, 3) x b^T (5, 2): inner sizes 3 and 5 differ",
            matrix_multiply_a_bt(out, a, b));
}

Test(matmul, an_output_of_another_shape_is_a_mistake)
{
    real x[64] = {0};
    Matrix out = matrix_view(x, 5, 4), a = matrix_view(x + 20, 2, 3);
    MISTAKE("matrix_multiply: a (2, 3) x b (3, 4) is (2, 4), but out is (5, 4)",
            matrix_multiply(out, a, matrix_view(x + 30, 3, 4)));
    MISTAKE("matrix_multiply_at_b: a^T (3, 2) x b (2, 4) is (3, 4), but out is (5, 4)",
            matrix_multiply_at_b(out, a, matrix_view(x + 30, 2, 4)));
    MISTAKE("matrix_multiply_a_bt: a (2, 3) x b^T (3, 5) is (2, 5), but out is (2, 4)",
            matrix_multiply_a_bt(matrix_view(x, 2, 4), a, matrix_view(x + 30, 5, 3)));
}

Test(matmul, an_output_that_shares_memory_is_a_mistake)
{
    real x[12] = {0}, y[12] = {0};
    Matrix square = matrix_view(x, 2, 2), other = matrix_view(y, 2, 2);
    MISTAKE("matrix_multiply: out (2, 2) shares memory with a (aliasing)",
            matrix_multiply(square, square, other));
    MISTAKE("matrix_multiply_at_b: out (2, 2) shares memory with b (aliasing)",
            matrix_multiply_at_b(square, other, square));
    MISTAKE("matrix_multiply_a_bt: out (2, 2) shares memory with b (aliasing)",
            matrix_multiply_a_bt(square, other, matrix_view(x + 3, 2, 2)));
    MISTAKE("matrix_multiply: out (3, 2) shares memory with a (aliasing)",
            matrix_multiply(matrix_view(x, 3, 2), matrix_view(x, 3, 2), other));
    matrix_multiply(square, other, matrix_view(x + 4, 2, 2)); // neighbours may touch
}

Test(matmul, null_and_empty_are_mistakes)
{
    real x[9] = {0}, y[9] = {0};
    Matrix m = matrix_view(x, 2, 2), n = matrix_view(y, 2, 2), null = {2, 2, NULL};
    MISTAKE("matrix_multiply: a holds no numbers (NULL)", matrix_multiply(m, null, n));
    MISTAKE("matrix_multiply_at_b: b holds no numbers (NULL)",
            matrix_multiply_at_b(m, n, null));
    MISTAKE("matrix_multiply_a_bt: out holds no numbers (NULL)",
            matrix_multiply_a_bt(null, n, n));
    MISTAKE("matrix_multiply: a (2, 0) x b (0, 2): nothing to sum",
            matrix_multiply(m, matrix_view(y, 2, 0), matrix_view(y, 0, 2)));
    MISTAKE("matrix_multiply_at_b: a (0, 2) x b (0, 3): nothing to sum",
            matrix_multiply_at_b(matrix_view(x, 2, 3), matrix_view(y, 0, 2),
                                 matrix_view(y, 0, 3)));
}
