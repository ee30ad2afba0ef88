#include "neuron.h"

#include "matmul.h"

/* (eq:neuron-forward) */
void neuron_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f)
{
    matrix_multiply(z, x, w);  // (m, n) @ (n, 1) -> (m, 1)
    matrix_add_row(z, z, b);   // b (1, 1) on every row
    matrix_map(a, z, f.value); // (m, 1)
}

size_t neuron_mistakes(Matrix p, Matrix y)
{
    matrix_require(HERE, "neuron_mistakes", "y", y, p.rows, 1);
    matrix_require(HERE, "neuron_mistakes", "p", p, y.rows, 1);
    size_t mistakes = 0;
    for (size_t i = 0; i < p.rows; i++)
        mistakes += (matrix_at(p, i, 0) >= (real)0.5) !=
                    (matrix_at(y, i, 0) >= (real)0.5);
    return mistakes;
}

/* The pre-activation of sample i alone. */
static real neuron_sum(Matrix x, size_t i, Matrix w, Matrix b)
{
    real z = matrix_at(b, 0, 0);
    for (size_t j = 0; j < x.cols; j++) z += matrix_at(x, i, j) * matrix_at(w, j, 0);
    return z;
}

static void require_neuron(Place from, const char *operation, Matrix x, Matrix y,
                           Matrix w, Matrix b)
{
    matrix_require(from, operation, "x", x, y.rows, w.rows);
    matrix_require(from, operation, "y", y, x.rows, 1);
    matrix_require(from, operation, "w", w, x.cols, 1);
    matrix_require(from, operation, "b", b, 1, 1);
}

/* (eq:perceptron-rule) */
size_t perceptron_epoch(Matrix w, Matrix b, Matrix x, Matrix y)
{
    require_neuron(HERE, "perceptron_epoch", x, y, w, b);
    size_t mistakes = 0;
    for (size_t i = 0; i < x.rows; i++) {
        real p = step_value(neuron_sum(x, i, w, b));
        real error = matrix_at(y, i, 0) - p; // 1, 0 or -1
        if (error == 0) continue;

        for (size_t j = 0; j < x.cols; j++)
            matrix_at(w, j, 0) += error * matrix_at(x, i, j);
        matrix_at(b, 0, 0) += error;
        mistakes++;
    }
    return mistakes;
}

/* (eq:perceptron-bound) */
real perceptron_bound(Matrix x, Matrix y, Matrix w, Matrix b)
{
    require_neuron(HERE, "perceptron_bound", x, y, w, b);
    real w_squared = matrix_at(b, 0, 0) * matrix_at(b, 0, 0); // |(w, b)|^2
    for (size_t j = 0; j < w.rows; j++)
        w_squared += matrix_at(w, j, 0) * matrix_at(w, j, 0);

    real r_squared = 0, least = INFINITY; // R^2; the smallest z on its right side
    for (size_t i = 0; i < x.rows; i++) {
        real x_squared = 1; // |(x, 1)|^2: the bias is a weight on an input of 1
        for (size_t j = 0; j < x.cols; j++)
            x_squared += matrix_at(x, i, j) * matrix_at(x, i, j);
        real s = matrix_at(y, i, 0) > (real)0.5 ? 1 : -1;
        real z = s * neuron_sum(x, i, w, b);
        if (!(z > 0)) return INFINITY; // on the wrong side or the line; or a NaN
        if (x_squared > r_squared) r_squared = x_squared;
        if (z < least) least = z;
    }
    return r_squared * w_squared / (least * least); // margin: least / |(w, b)|
}

/* (eq:neuron-squared-loss) */
real neuron_squared_loss(Matrix a, Matrix y)
{
    matrix_require(HERE, "neuron_squared_loss", "y", y, a.rows, 1);
    matrix_require(HERE, "neuron_squared_loss", "a", a, y.rows, 1);
    real sum = 0;
    for (size_t i = 0; i < a.rows; i++) {
        real error = matrix_at(a, i, 0) - matrix_at(y, i, 0);
        sum += error * error;
    }
    return sum / (2 * (real)a.rows);
}

/* (eq:neuron-squared-delta) */
void neuron_squared_delta(Matrix dz, Matrix z, Matrix y, Activation f)
{
    matrix_require(HERE, "neuron_squared_delta", "dz", dz, z.rows, 1);
    matrix_require(HERE, "neuron_squared_delta", "y", y, z.rows, 1);
    matrix_require(HERE, "neuron_squared_delta", "z", z, y.rows, 1);
    real m = (real)z.rows;
    for (size_t i = 0; i < z.rows; i++) {
        real error = f.value(matrix_at(z, i, 0)) - matrix_at(y, i, 0);
        matrix_at(dz, i, 0) = f.slope(matrix_at(z, i, 0)) * error / m;
    }
}

/* (eq:neuron-log-loss): ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|) cannot overflow. The
 * logarithm comes last, when y z has cancelled: a loss near 0 keeps its digits. */
real neuron_log_loss(Matrix z, Matrix y)
{
    matrix_require(HERE, "neuron_log_loss", "y", y, z.rows, 1);
    matrix_require(HERE, "neuron_log_loss", "z", z, y.rows, 1);
    real sum = 0;
    for (size_t i = 0; i < z.rows; i++) {
        real zi = matrix_at(z, i, 0), size = zi < 0 ? -zi : zi;
        sum += relu_value(zi) - matrix_at(y, i, 0) * zi + real_log1p(real_exp(-size));
    }
    return sum / (real)z.rows;
}

/* (eq:neuron-likelihood-loss) */
real neuron_log_loss_naive(Matrix a, Matrix y)
{
    matrix_require(HERE, "neuron_log_loss_naive", "y", y, a.rows, 1);
    matrix_require(HERE, "neuron_log_loss_naive", "a", a, y.rows, 1);
    real sum = 0;
    for (size_t i = 0; i < a.rows; i++) {
        real ai = matrix_at(a, i, 0), yi = matrix_at(y, i, 0);
        sum -= yi * real_log(ai) + (1 - yi) * real_log(1 - ai);
    }
    return sum / (real)a.rows;
}

/* (eq:neuron-log-delta) */
void neuron_log_delta(Matrix dz, Matrix a, Matrix y)
{
    matrix_require(HERE, "neuron_log_delta", "y", y, a.rows, 1);
    matrix_subtract(dz, a, y);              // (m, 1)
    matrix_scale(dz, dz, 1 / (real)a.rows); // the mean: here, and nowhere else
}

/* (eq:neuron-gradient) */
void neuron_gradient(Matrix dw, Matrix db, Matrix x, Matrix dz)
{
    matrix_multiply_at_b(dw, x, dz); // (n, m) @ (m, 1) -> (n, 1)
    matrix_sum_rows(db, dz);         // (m, 1) -> (1, 1)
}

/* (eq:gradient-step) */
void neuron_step(Matrix w, Matrix b, Matrix dw, Matrix db, real rate)
{
    matrix_add_scaled(w, dw, -rate);
    matrix_add_scaled(b, db, -rate);
}

/* (eq:least-squares) */
void line_fit(real *slope, real *intercept, Matrix x, Matrix y)
{
    matrix_require(HERE, "line_fit", "y", y, x.rows, 1);
    matrix_require(HERE, "line_fit", "x", x, y.rows, 1);
    real m = (real)x.rows, x_mean = matrix_sum(x) / m, y_mean = matrix_sum(y) / m;
    real xy = 0, xx = 0;
    bool alike = true; // not xx == 0: a rounded mean can miss equal numbers
    for (size_t i = 0; i < x.rows; i++) {
        real dx = matrix_at(x, i, 0) - x_mean;
        xy += dx * (matrix_at(y, i, 0) - y_mean);
        xx += dx * dx;
        alike = alike && matrix_at(x, i, 0) == matrix_at(x, 0, 0);
    }
    if (alike)
        check_mistake(HERE, "line_fit", "all %zu points have the same x", x.rows);
    *slope = xy / xx;
    *intercept = y_mean - *slope * x_mean;
}
