/* Numbers about a matrix: sums, the summary that matrix_describe prints. */
#include "matrix.h"

real matrix_sum_from(Place from, Matrix a)
{
    matrix_require(from, "matrix_sum", "a", a, a.rows, a.cols);
    real sum = 0;
    for (size_t i = 0; i < a.rows * a.cols; i++) sum += a.data[i];
    return sum;
}

real matrix_max_abs_from(Place from, Matrix a)
{
    matrix_require(from, "matrix_max_abs", "a", a, a.rows, a.cols);
    real largest = 0;
    for (size_t i = 0; i < a.rows * a.cols; i++) {
        real size = a.data[i] < 0 ? -a.data[i] : a.data[i];
        if (isnan(size)) return NAN;
        if (size > largest) largest = size;
    }
    return largest;
}

bool matrix_equal(Matrix a, Matrix b)
{
    if (a.rows != b.rows || a.cols != b.cols) return false;
    for (size_t i = 0; i < a.rows * a.cols; i++)
        if (!(a.data[i] == b.data[i])) return false;
    return true;
}

MatrixSummary matrix_summary(Matrix a)
{
    MatrixSummary s = {.min = NAN, .max = NAN, .mean = NAN, .std = NAN};
    size_t size = a.data ? a.rows * a.cols : 0, counted = 0;
    real sum = 0, squares = 0;
    for (size_t i = 0; i < size; i++) {
        real value = a.data[i];
        if (isnan(value)) {
            s.nans++;
            continue;
        }
        if (value == 0) s.zeros++;
        if (counted == 0 || value < s.min) s.min = value;
        if (counted == 0 || value > s.max) s.max = value;
        sum += value;
        counted++;
    }
    if (counted == 0) return s;

    // Squares about the mean: a second pass keeps the digits that one pass would lose.
    s.mean = sum / (real)counted;
    for (size_t i = 0; i < size; i++)
        if (!isnan(a.data[i])) squares += (a.data[i] - s.mean) * (a.data[i] - s.mean);
    s.std = real_sqrt(squares / (real)counted);
    return s;
}

void matrix_describe(FILE *stream, const char *name, Matrix a)
{
    MatrixSummary s = matrix_summary(a);
    fprintf(stream, "%s (%zu, %zu)  min %.4g  max %.4g  mean %.4g  std %.4g", name,
            a.rows, a.cols, real_printable(s.min), real_printable(s.max),
            real_printable(s.mean), real_printable(s.std));
    fprintf(stream, "  zeros %zu  NaNs %zu\n", s.zeros, s.nans);
}

void matrix_print(FILE *stream, const char *name, Matrix a)
{
    fprintf(stream, "%s (%zu, %zu)\n", name, a.rows, a.cols);
    for (size_t i = 0; i < a.rows; i++) {
        for (size_t j = 0; j < a.cols; j++)
            fprintf(stream, " %12.6f", real_printable(a.data[i * a.cols + j]));
        fprintf(stream, "\n");
    }
}
