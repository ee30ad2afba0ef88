#include "losses.h"

/* (eq:entropy) */
real entropy(Matrix p)
{
    matrix_require(HERE, "entropy", "p", p, 1, p.cols);
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
    size_t best = 0;
    for (size_t k = 1; k < m.cols; k++)
        if (matrix_at(m, i, k) > matrix_at(m, i, best)) best = k;
    return best;
}

real accuracy(Matrix out, Matrix y)
{
    matrix_require(HERE, "accuracy", "y", y, out.rows, out.cols);
    matrix_require(HERE, "accuracy", "the output", out, y.rows, y.cols);
    size_t right = 0;
    for (size_t i = 0; i < out.rows; i++)
        right += row_argmax(out, i) == row_argmax(y, i);
    return (real)right / (real)out.rows;
}

void confusion_matrix(Matrix counts, Matrix out, Matrix y)
{
    matrix_require(HERE, "confusion_matrix", "y", y, out.rows, out.cols);
    matrix_require(HERE, "confusion_matrix", "counts", counts, out.cols, out.cols);
    matrix_fill(counts, 0);
    for (size_t i = 0; i < out.rows; i++)
        matrix_at(counts, row_argmax(y, i), row_argmax(out, i)) += 1;
}
