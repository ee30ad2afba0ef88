/* The answer to exercise 8.2: these functions in the place of its file's. */

real quantise(Matrix q, Matrix w)
{
    real s = matrix_max_abs(w) / 127;
    matrix_fill(q, 0);
    if (s == 0) return 0;
    for (size_t i = 0; i < w.rows * w.cols; i++) {
        real size = (real)floor(fabs((double)(w.data[i] / s)) + 0.5);
        q.data[i] = w.data[i] < 0 ? -size : size;
    }
    return s;
}

void quantised_product(Matrix out, Matrix x, Matrix q, real s)
{
    matrix_multiply(out, x, q);
    matrix_scale(out, out, s);
}

real quantised_bound(Matrix x, real s)
{
    real most = 0;
    for (size_t i = 0; i < x.rows; i++) {
        real sum = 0;
        for (size_t j = 0; j < x.cols; j++)
            sum += (real)fabs((double)matrix_at(x, i, j));
        if (sum > most) most = sum;
    }
    return s / 2 * most;
}
