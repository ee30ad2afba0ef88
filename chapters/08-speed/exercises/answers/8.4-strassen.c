/* The answer to exercise 8.4: these functions in the place of its file's. */

/* Row and column of quarter q, counted 0 to 3, of a matrix of halves of h. */
static real *at_quarter(Matrix m, size_t q, size_t h, size_t i, size_t j)
{
    return &matrix_at(m, i + (q / 2) * h, j + (q % 2) * h);
}

/* out = quarter p of m plus `sign` times quarter q. */
static void combine(Matrix out, Matrix m, size_t p, real sign, size_t q)
{
    size_t h = out.rows;
    for (size_t i = 0; i < h; i++)
        for (size_t j = 0; j < h; j++)
            matrix_at(out, i, j) = *at_quarter(m, p, h, i, j) +
                                   sign * *at_quarter(m, q, h, i, j);
}

/* Adds `sign` times m to quarter q of c. */
static void give(Matrix c, size_t q, real sign, Matrix m)
{
    for (size_t i = 0; i < m.rows; i++)
        for (size_t j = 0; j < m.rows; j++)
            *at_quarter(c, q, m.rows, i, j) += sign * matrix_at(m, i, j);
}

/* One of the seven products, and where it goes: each sign is 1, -1 or 0 for nothing. */
typedef struct Product {
    size_t a, a_other;
    real a_sign;
    size_t b, b_other;
    real b_sign;
    real to[4];
} Product;

size_t strassen(Matrix c, Matrix a, Matrix b)
{
    static const Product products[7] = {
        {0, 3, 1, 0, 3, 1, {1, 0, 0, 1}},  {2, 3, 1, 0, 0, 0, {0, 0, 1, -1}},
        {0, 0, 0, 1, 3, -1, {0, 1, 0, 1}}, {3, 3, 0, 2, 0, -1, {1, 0, 1, 0}},
        {0, 1, 1, 3, 3, 0, {-1, 1, 0, 0}}, {2, 0, -1, 0, 1, 1, {0, 0, 0, 1}},
        {1, 3, -1, 2, 3, 1, {1, 0, 0, 0}},
    };
    size_t h = c.rows / 2, count = 0;
    if (h == 0) {
        c.data[0] = a.data[0] * b.data[0];
        return 1;
    }
    Matrix left = matrix_new(h, h), right = matrix_new(h, h), m = matrix_new(h, h);
    matrix_fill(c, 0);
    for (size_t p = 0; p < 7; p++) {
        combine(left, a, products[p].a, products[p].a_sign, products[p].a_other);
        combine(right, b, products[p].b, products[p].b_sign, products[p].b_other);
        count += strassen(m, left, right);
        for (size_t q = 0; q < 4; q++) give(c, q, products[p].to[q], m);
    }
    matrix_free(&left), matrix_free(&right), matrix_free(&m);
    return count;
}
