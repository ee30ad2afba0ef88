#include "losses.h"

#include "targets.h"

/* (eq:entropy) */
real entropy(Matrix p)
{
    matrix_require(HERE, "entropy", "p", p, 1, p.cols);
    require_distributions(HERE, "entropy", "p", p);
    real sum = 0;
    for (size_t k = 0; k < p.cols; k++)
        if (p.data[k] > 0) sum -= p.data[k] * real_log(p.data[k]);
    return sum;
}

/* (eq:kl-divergence) */
real kl_divergence(Matrix p, Matrix q)
{
    matrix_require(HERE, "kl_divergence", "p", p, 1, q.cols);
    matrix_require(HERE, "kl_divergence", "q", q, 1, p.cols);
    require_distributions(HERE, "kl_divergence", "p", p);
    require_distributions(HERE, "kl_divergence", "q", q);
    real sum = 0;
    for (size_t k = 0; k < p.cols; k++) {
        if (p.data[k] <= 0) continue;
        if (q.data[k] <= 0) return INFINITY;
        sum += p.data[k] * (real_log(p.data[k]) - real_log(q.data[k]));
    }
    return sum;
}

size_t row_argmax(Matrix m, size_t i)
{
    Matrix row = matrix_rows(m, i, 1);
    size_t best = 0;
    for (size_t k = 1; k < row.cols; k++)
        if (row.data[k] > row.data[best]) best = k;
    return best;
}

/* One column has no largest of several: every answer would count as right. */
static void require_classes(Place from, const char *operation, Matrix out, Matrix y)
{
    require_same(from, operation, out, y);
    if (out.cols < 2)
        check_mistake(from, operation,
                      "the output (%zu, 1) has one column, expected one a class",
                      out.rows);
    require_distributions(from, operation, "y", y);
}

/* The first column of row i that holds NaN, or the number of columns. */
static size_t nan_column(Matrix m, size_t i)
{
    size_t k = 0;
    while (k < m.cols && !isnan(matrix_at(m, i, k))) k++;
    return k;
}

real accuracy(Matrix out, Matrix y)
{
    require_classes(HERE, "accuracy", out, y);
    size_t right = 0;
    for (size_t i = 0; i < out.rows; i++)
        right += nan_column(out, i) == out.cols && // who says NaN has said nothing
                 row_argmax(out, i) == row_argmax(y, i);
    return (real)right / (real)out.rows;
}

void confusion_matrix(Matrix counts, Matrix out, Matrix y)
{
    require_classes(HERE, "confusion_matrix", out, y);
    matrix_require(HERE, "confusion_matrix", "counts", counts, out.cols, out.cols);
    matrix_fill(counts, 0);
    for (size_t i = 0; i < out.rows; i++) {
        size_t k = nan_column(out, i);
        if (k < out.cols)
            check_mistake(HERE, "confusion_matrix",
                          "row %zu, column %zu of the output is nan", i, k);
        matrix_at(counts, row_argmax(y, i), row_argmax(out, i)) += 1;
    }
}
