#include "losses.h"

#include "neuron.h"

#include <string.h>

/* Outputs and targets must have the same shape. */
static void require_same(Place from, const char *operation, Matrix out, Matrix y)
{
    matrix_require(from, operation, "y", y, out.rows, out.cols);
    matrix_require(from, operation, "the output", out, y.rows, y.cols);
}

/* (eq:squared-loss) */
real squared_loss(Matrix p, Matrix y)
{
    require_same(HERE, "squared_loss", p, y);
    real sum = 0;
    for (size_t i = 0; i < p.rows * p.cols; i++)
        sum += (p.data[i] - y.data[i]) * (p.data[i] - y.data[i]);
    return sum / (2 * (real)p.rows);
}

/* (eq:squared-gradient) */
void squared_gradient(Matrix dp, Matrix p, Matrix y)
{
    require_same(HERE, "squared_gradient", p, y);
    matrix_subtract(dp, p, y);
    matrix_scale(dp, dp, 1 / (real)p.rows); // the mean: here, and nowhere else
}

/* (eq:huber-loss) */
real huber_loss(Matrix p, Matrix y)
{
    require_same(HERE, "huber_loss", p, y);
    real sum = 0;
    for (size_t i = 0; i < p.rows * p.cols; i++) {
        real error = p.data[i] - y.data[i], size = error < 0 ? -error : error;
        sum += size <= 1 ? error * error / 2 : size - (real)0.5;
    }
    return sum / (real)p.rows;
}

/* e for |e| <= 1, else its sign: the slope of one Huber term. */
static real clip_to_one(real error)
{
    return error > 1 ? 1 : error < -1 ? -1 : error;
}

/* (eq:huber-gradient) */
void huber_gradient(Matrix dp, Matrix p, Matrix y)
{
    require_same(HERE, "huber_gradient", p, y);
    matrix_subtract(dp, p, y);
    matrix_map(dp, dp, clip_to_one);
    matrix_scale(dp, dp, 1 / (real)p.rows);
}

/* (eq:sigmoid-cross-entropy): ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|) */
real sigmoid_cross_entropy(Matrix z, Matrix y)
{
    require_same(HERE, "sigmoid_cross_entropy", z, y);
    real sum = 0;
    for (size_t i = 0; i < z.rows * z.cols; i++) {
        real size = z.data[i] < 0 ? -z.data[i] : z.data[i];
        real softplus = relu_value(z.data[i]) + real_log1p(real_exp(-size));
        sum += softplus - y.data[i] * z.data[i];
    }
    return sum / (real)z.rows;
}

/* (eq:sigmoid-cross-entropy-gradient) */
void sigmoid_cross_entropy_gradient(Matrix dz, Matrix z, Matrix y)
{
    require_same(HERE, "sigmoid_cross_entropy_gradient", z, y);
    matrix_require_apart(HERE, "sigmoid_cross_entropy_gradient", "dz", dz, "y", y);
    matrix_map(dz, z, sigmoid_value);
    matrix_subtract(dz, dz, y);
    matrix_scale(dz, dz, 1 / (real)z.rows);
}
