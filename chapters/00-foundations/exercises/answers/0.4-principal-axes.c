/* The answer to exercise 0.4: these functions in the place of its file's. */

static void covariance(Matrix c, Matrix x)
{
    Matrix mean = matrix_new(1, x.cols), centred = matrix_new(x.rows, x.cols);
    matrix_sum_rows(mean, x);
    matrix_scale(mean, mean, -1 / (real)x.rows);
    matrix_add_row(centred, x, mean);
    matrix_multiply_at_b(c, centred, centred); // (n, m) @ (m, n) -> (n, n)
    matrix_scale(c, c, 1 / (real)x.rows);
    matrix_free(&mean);
    matrix_free(&centred);
}

/* c -= value u u^T */
static void deflate(Matrix c, Matrix u, real value)
{
    for (size_t i = 0; i < c.rows; i++)
        for (size_t j = 0; j < c.cols; j++)
            matrix_at(c, i, j) -= value * matrix_at(u, i, 0) * matrix_at(u, j, 0);
}

void principal_axes(Matrix values, Matrix axes, Matrix x)
{
    size_t n = x.cols;
    Matrix c = matrix_new(n, n), u = matrix_new(n, 1), room = matrix_new(n, 1);
    Random random = random_seed(1);
    covariance(c, x);
    for (size_t k = 0; k < values.rows; k++) {
        random_fill_normal(&random, u, 0, 1);
        power_iteration(u, room, c, 8 * REAL_EPSILON, 5000);
        real value = rayleigh_quotient(c, u);
        matrix_at(values, k, 0) = value;
        for (size_t i = 0; i < n; i++) matrix_at(axes, i, k) = matrix_at(u, i, 0);
        deflate(c, u, value);
    }
    matrix_free(&c);
    matrix_free(&u);
    matrix_free(&room);
}
