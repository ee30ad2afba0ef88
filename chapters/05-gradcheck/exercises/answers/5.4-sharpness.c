/* The answer to exercise 5.4: these functions in the place of its file's. */

/* out (n, K) = the gradient of the loss at w + step v. */
static void slopes_at(Matrix out, Matrix w, Matrix v, real step, Matrix x, Matrix y)
{
    Matrix moved = matrix_new(w.rows, w.cols), z = matrix_new(x.rows, w.cols);
    matrix_copy(moved, w);
    matrix_add_scaled(moved, v, step);
    matrix_multiply(z, x, moved);            // (m, n) @ (n, K) -> (m, K)
    softmax_cross_entropy_gradient(z, z, y); // in its place
    matrix_multiply_at_b(out, x, z);         // (n, m) @ (m, K) -> (n, K)
    matrix_free(&moved);
    matrix_free(&z);
}

static real product(Matrix a, Matrix b)
{
    real sum = 0;
    for (size_t k = 0; k < a.rows * a.cols; k++) sum += a.data[k] * b.data[k];
    return sum;
}

void hessian_vector(Matrix out, Matrix v, Matrix w, Matrix x, Matrix y)
{
    real length = real_sqrt(product(v, v));
    if (length == 0) {
        matrix_fill(out, 0);
        return;
    }
    real reach = real_exp(real_log(REAL_EPSILON) / 3), h = reach / length;
    Matrix below = matrix_new(w.rows, w.cols);
    slopes_at(out, w, v, h, x, y);
    slopes_at(below, w, v, -h, x, y);
    matrix_subtract(out, out, below);
    matrix_scale(out, out, 1 / (2 * h));
    matrix_free(&below);
}

real sharpness(Matrix w, Matrix x, Matrix y, size_t steps)
{
    Matrix v = matrix_new(w.rows, w.cols), next = matrix_new(w.rows, w.cols);
    real value = 0;
    for (size_t k = 0; k < v.rows * v.cols; k++)
        v.data[k] = real_sin((real)(k * k + 3 * k + 1)); // no pattern
    for (size_t step = 0; step < steps; step++) {
        matrix_scale(v, v, 1 / real_sqrt(product(v, v)));
        hessian_vector(next, v, w, x, y);
        value = product(v, next);
        matrix_copy(v, next);
    }
    matrix_free(&v);
    matrix_free(&next);
    return value;
}
