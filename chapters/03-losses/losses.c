#include "losses.h"

#include "neuron.h"
#include "targets.h"

#include <string.h>

/* (eq:squared-loss) */
real squared_loss(Matrix p, Matrix y)
{
    require_targets(HERE, "squared_loss", p, y, -INFINITY, INFINITY);
    real sum = 0;
    for (size_t i = 0; i < p.rows * p.cols; i++)
        sum += (p.data[i] - y.data[i]) * (p.data[i] - y.data[i]);
    return sum / (2 * (real)p.rows);
}

/* (eq:squared-gradient) */
void squared_gradient(Matrix dp, Matrix p, Matrix y)
{
    require_targets(HERE, "squared_gradient", p, y, -INFINITY, INFINITY);
    matrix_require_apart(HERE, "squared_gradient", "dp", dp, "y", y);
    matrix_subtract(dp, p, y);
    matrix_scale(dp, dp, 1 / (real)p.rows); // the mean: here, and nowhere else
}

/* (eq:huber-loss) */
real huber_loss(Matrix p, Matrix y)
{
    require_targets(HERE, "huber_loss", p, y, -INFINITY, INFINITY);
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
    require_targets(HERE, "huber_gradient", p, y, -INFINITY, INFINITY);
    matrix_require_apart(HERE, "huber_gradient", "dp", dp, "y", y);
    matrix_subtract(dp, p, y);
    matrix_map(dp, dp, clip_to_one);
    matrix_scale(dp, dp, 1 / (real)p.rows); // the mean
}

/* (eq:sigmoid-cross-entropy): ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|) */
real sigmoid_cross_entropy(Matrix z, Matrix y)
{
    require_targets(HERE, "sigmoid_cross_entropy", z, y, 0, 1);
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
    require_targets(HERE, "sigmoid_cross_entropy_gradient", z, y, 0, 1);
    matrix_require_apart(HERE, "sigmoid_cross_entropy_gradient", "dz", dz, "y", y);
    matrix_map(dz, z, sigmoid_value);       // P
    matrix_subtract(dz, dz, y);             // P - Y
    matrix_scale(dz, dz, 1 / (real)z.rows); // the mean
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
