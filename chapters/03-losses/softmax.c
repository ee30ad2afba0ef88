#include "losses.h"

#include "targets.h"

static real largest_of(const real *row, size_t n)
{
    real largest = row[0];
    for (size_t k = 1; k < n; k++)
        if (row[k] > largest) largest = row[k];
    return largest;
}

/* Takes the largest number of a row from all of it: none is above 0 then. */
static void take_largest(real *row, size_t n)
{
    real largest = largest_of(row, n);
    for (size_t k = 0; k < n; k++) row[k] -= largest;
}

/* (eq:softmax) */
void softmax(Matrix p, Matrix z)
{
    matrix_copy(p, z);
    for (size_t i = 0; i < p.rows; i++) take_largest(p.data + i * p.cols, p.cols);
    real_exp_many(p.data, p.data, p.rows * p.cols);
    for (size_t i = 0; i < p.rows; i++) {
        real *row = p.data + i * p.cols, sum = 0;
        for (size_t k = 0; k < p.cols; k++) sum += row[k];
        for (size_t k = 0; k < p.cols; k++) row[k] /= sum;
    }
}

/* (eq:softmax-jacobian) */
void softmax_jacobian(Matrix j, Matrix p)
{
    matrix_require(HERE, "softmax_jacobian", "p", p, 1, j.cols);
    matrix_require(HERE, "softmax_jacobian", "j", j, p.cols, p.cols);
    matrix_require_apart(HERE, "softmax_jacobian", "j", j, "p", p);
    for (size_t i = 0; i < p.cols; i++)
        for (size_t k = 0; k < p.cols; k++)
            matrix_at(j, i, k) = p.data[i] * ((i == k ? 1 : 0) - p.data[k]);
}

/* (eq:softmax-backward) */
void softmax_backward(Matrix dz, Matrix dp, Matrix p)
{
    matrix_require(HERE, "softmax_backward", "dp", dp, p.rows, p.cols);
    matrix_require(HERE, "softmax_backward", "p", p, dp.rows, dp.cols);
    matrix_require_apart(HERE, "softmax_backward", "dz", dz, "p", p);
    matrix_copy(dz, dp);
    for (size_t i = 0; i < p.rows; i++) {
        real mean = 0; // of the row's slopes, each weighted with its probability
        for (size_t k = 0; k < p.cols; k++)
            mean += matrix_at(dp, i, k) * matrix_at(p, i, k);
        for (size_t k = 0; k < p.cols; k++)
            matrix_at(dz, i, k) = matrix_at(p, i, k) * (matrix_at(dz, i, k) - mean);
    }
}

/* (eq:cross-entropy) */
real cross_entropy(Matrix p, Matrix y)
{
    require_same(HERE, "cross_entropy", p, y);
    require_distributions(HERE, "cross_entropy", "y", y);
    real sum = 0;
    for (size_t i = 0; i < p.rows * p.cols; i++)
        if (y.data[i] > 0) sum -= y.data[i] * real_log(p.data[i]);
    return sum / (real)p.rows;
}

/* (eq:cross-entropy-gradient) */
void cross_entropy_gradient(Matrix dp, Matrix p, Matrix y)
{
    require_same(HERE, "cross_entropy_gradient", p, y);
    require_distributions(HERE, "cross_entropy_gradient", "y", y);
    matrix_require_apart(HERE, "cross_entropy_gradient", "dp", dp, "y", y);
    matrix_copy(dp, p);
    for (size_t i = 0; i < p.rows * p.cols; i++)
        dp.data[i] = y.data[i] > 0 ? -y.data[i] / (dp.data[i] * (real)p.rows) : 0;
}

/* (eq:softmax-cross-entropy) */
real softmax_cross_entropy(Matrix z, Matrix y)
{
    require_same(HERE, "softmax_cross_entropy", z, y);
    require_distributions(HERE, "softmax_cross_entropy", "y", y);
    real total = 0;
    for (size_t i = 0; i < z.rows; i++) {
        const real *row = z.data + i * z.cols;
        real largest = largest_of(row, z.cols), sum = 0, chosen = 0;
        for (size_t k = 0; k < z.cols; k++) {
            real target = matrix_at(y, i, k), below = row[k] - largest;
            sum += real_exp(below);
            if (target > 0) chosen += target * below; // 0 times -inf would be NaN
        }
        total += real_log(sum) - chosen;
    }
    return total / (real)z.rows;
}

/* (eq:softmax-cross-entropy), each row by itself */
void softmax_cross_entropy_rows(Matrix losses, Matrix e, Matrix z, Matrix y)
{
    matrix_require(HERE, "softmax_cross_entropy_rows", "losses", losses, z.rows, 1);
    matrix_require(HERE, "softmax_cross_entropy_rows", "y", y, 1, z.cols);
    require_distributions(HERE, "softmax_cross_entropy_rows", "y", y);
    matrix_require_apart(HERE, "softmax_cross_entropy_rows", "e", e, "y", y);
    matrix_require_apart(HERE, "softmax_cross_entropy_rows", "losses", losses, "e", e);
    matrix_require_apart(HERE, "softmax_cross_entropy_rows", "losses", losses, "y", y);
    matrix_copy(e, z);
    for (size_t i = 0; i < e.rows; i++) {
        real *row = e.data + i * e.cols, chosen = 0;
        take_largest(row, e.cols);
        for (size_t k = 0; k < e.cols; k++)
            if (y.data[k] > 0) chosen += y.data[k] * row[k];
        losses.data[i] = -chosen;
    }
    real_exp_many(e.data, e.data, e.rows * e.cols);
    for (size_t i = 0; i < e.rows; i++) {
        const real *row = e.data + i * e.cols;
        real sum = 0;
        for (size_t k = 0; k < e.cols; k++) sum += row[k];
        losses.data[i] += real_log(sum);
    }
}

/* (eq:softmax-cross-entropy-gradient) */
void softmax_cross_entropy_gradient(Matrix dz, Matrix z, Matrix y)
{
    require_same(HERE, "softmax_cross_entropy_gradient", z, y);
    require_distributions(HERE, "softmax_cross_entropy_gradient", "y", y);
    matrix_require_apart(HERE, "softmax_cross_entropy_gradient", "dz", dz, "y", y);
    softmax(dz, z);                         // P
    matrix_subtract(dz, dz, y);             // P - Y
    matrix_scale(dz, dz, 1 / (real)z.rows); // the mean: here, and nowhere else
}
