/* The answer to exercise 2.5: these functions in the place of its file's. */

static real slope_between(Matrix points, size_t i, size_t j)
{
    return (matrix_at(points, j, 1) - matrix_at(points, i, 1)) /
           (matrix_at(points, j, 0) - matrix_at(points, i, 0));
}

/* Does the line from point i to point j come within tolerance of all between? */
static bool line_fits(Matrix points, size_t i, size_t j, real tolerance)
{
    real slope = slope_between(points, i, j);
    for (size_t k = i + 1; k < j; k++) {
        real run = matrix_at(points, k, 0) - matrix_at(points, i, 0);
        real error = matrix_at(points, i, 1) + slope * run - matrix_at(points, k, 1);
        if (error > tolerance || error < -tolerance) return false;
    }
    return true;
}

void few_bends(Matrix w0, Matrix b0, Matrix w1, Matrix b1, Matrix points,
               real tolerance)
{
    matrix_fill(w0, 0);
    matrix_fill(b0, 0);
    matrix_fill(w1, 0);
    matrix_fill(b1, matrix_at(points, 0, 1));
    real slope_before = 0;
    size_t last = points.rows - 1, j;
    for (size_t i = 0, k = 0; i < last; i = j, k++) {
        for (j = last; j > i + 1 && !line_fits(points, i, j, tolerance);) j--;
        real slope = slope_between(points, i, j);
        matrix_at(w0, 0, k) = 1;
        matrix_at(b0, 0, k) = -matrix_at(points, i, 0);
        matrix_at(w1, k, 0) = slope - slope_before;
        slope_before = slope;
    }
}
