#include "losses.h"

#include <string.h>

static real largest_of(const real *row, size_t n)
{
    real largest = row[0];
    for (size_t k = 1; k < n; k++)
        if (row[k] > largest || isnan(row[k])) largest = row[k];
    return largest;
}

/* (eq:softmax) */
void softmax(Matrix p, Matrix z)
{
    matrix_copy(p, z);
    for (size_t i = 0; i < p.rows; i++) {
        real *row = p.data + i * p.cols;
        real largest = largest_of(row, p.cols), sum = 0;
        for (size_t k = 0; k < p.cols; k++) {
            row[k] = real_exp(row[k] - largest); // no exponent above 0
            sum += row[k];
        }
        for (size_t k = 0; k < p.cols; k++) row[k] /= sum;
    }
}

/* (eq:softmax-jacobian) */
void softmax_jacobian(Matrix j, Matrix p)
{
    matrix_require(HERE, "softmax_jacobian", "p", p, 1, j.cols);
    matrix_require(HERE, "softmax_jacobian", "j", j, p.cols, p.cols);
    for (size_t i = 0; i < p.cols; i++)
        for (size_t k = 0; k < p.cols; k++)
            matrix_at(j, i, k) = p.data[i] * ((i == k ? 1 : 0) - p.data[k]);
}

/* Each row of y must be a distribution over the classes. */
static void require_distributions(Place from, const char *operation, Matrix z, Matrix y)
{
    matrix_require(from, operation, "y", y, z.rows, z.cols);
    matrix_require(from, operation, "z", z, y.rows, y.cols);
    for (size_t i = 0; i < y.rows; i++) {
        real sum = 0;
        bool negative = false;
        for (size_t k = 0; k < y.cols; k++) {
            sum += matrix_at(y, i, k);
            negative = negative || matrix_at(y, i, k) < 0;
        }
        real off = sum > 1 ? sum - 1 : 1 - sum;
        if (negative || !(off <= 8 * REAL_EPSILON * (real)y.cols))
            check_mistake(from, operation,
                          "row %zu of y sums to %g, expected 1 without "
                          "negative parts",
                          i, (double)sum);
    }
}

/* (eq:softmax-cross-entropy) */
real softmax_cross_entropy(Matrix z, Matrix y)
{
    require_distributions(HERE, "softmax_cross_entropy", z, y);
    real total = 0;
    for (size_t i = 0; i < z.rows; i++) {
        const real *row = z.data + i * z.cols;
        real largest = largest_of(row, z.cols), sum = 0, chosen = 0;
        for (size_t k = 0; k < z.cols; k++) {
            sum += real_exp(row[k] - largest);
            chosen += matrix_at(y, i, k) * (row[k] - largest);
        }
        total += real_log(sum) - chosen;
    }
    return total / (real)z.rows;
}

/* (eq:softmax-cross-entropy-gradient) */
void softmax_cross_entropy_gradient(Matrix dz, Matrix z, Matrix y)
{
    require_distributions(HERE, "softmax_cross_entropy_gradient", z, y);
    matrix_require_apart(HERE, "softmax_cross_entropy_gradient", "dz", dz, "y", y);
    softmax(dz, z);                         // P
    matrix_subtract(dz, dz, y);             // P - Y
    matrix_scale(dz, dz, 1 / (real)z.rows); // the mean: here, and nowhere else
}

Loss loss_named(const char *name)
{
    static const Loss known[] = {
        {"squared", squared_loss, squared_gradient},
        {"huber", huber_loss, huber_gradient},
        {"sigmoid cross-entropy", sigmoid_cross_entropy,
         sigmoid_cross_entropy_gradient},
        {"softmax cross-entropy", softmax_cross_entropy,
         softmax_cross_entropy_gradient},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0) return known[i];
    return (Loss){name, NULL, NULL};
}
