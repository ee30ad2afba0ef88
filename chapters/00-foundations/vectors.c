#include "foundations.h"
#include "matmul.h"

/* (eq:dot-product) */
real vector_dot(Matrix a, Matrix b)
{
    matrix_require(HERE, "vector_dot", "a", a, a.rows, a.cols);
    matrix_require(HERE, "vector_dot", "b", b, a.rows, a.cols);
    real sum = 0;
    for (size_t i = 0; i < a.rows * a.cols; i++) sum += a.data[i] * b.data[i];
    return sum;
}

/* (eq:vector-length) */
real vector_length(Matrix a)
{
    return real_sqrt(vector_dot(a, a));
}

/* (eq:matrix-product) */
real product_entry(Matrix a, size_t i, Matrix b, size_t j)
{
    matrix_require(HERE, "product_entry", "a", a, a.rows, a.cols);
    matrix_require(HERE, "product_entry", "b", b, a.cols, b.cols);
    if (i >= a.rows || j >= b.cols)
        check_mistake(HERE, "product_entry",
                      "element (%zu, %zu) of a product (%zu, %zu)", i, j, a.rows,
                      b.cols);
    real sum = 0;
    for (size_t k = 0; k < a.cols; k++) sum += matrix_at(a, i, k) * matrix_at(b, k, j);
    return sum;
}

/* (eq:map-backward) */
void map_backward(Matrix dx, Matrix da, Matrix x, Matrix a, Matrix dy)
{
    matrix_multiply_a_bt(dx, dy, a); // (m, k) @ (k, n) -> (m, n)
    matrix_multiply_at_b(da, x, dy); // (n, m) @ (m, k) -> (n, k)
}
