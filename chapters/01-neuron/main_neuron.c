/* The neuron of the program: its room, its slopes at one place, one step. */
#include "main.h"

Neuron neuron_new(size_t m, size_t n)
{
    Neuron neuron = {matrix_new(n, 1), matrix_new(1, 1), matrix_new(n, 1),
                     matrix_new(1, 1), matrix_new(m, 1), matrix_new(m, 1),
                     matrix_new(m, 1)};
    matrix_fill(neuron.w, 0);
    matrix_fill(neuron.b, 0);
    return neuron;
}

void neuron_free(Neuron *neuron)
{
    Matrix *all[] = {&neuron->w, &neuron->b, &neuron->dw, &neuron->db,
                     &neuron->z, &neuron->a, &neuron->dz};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) matrix_free(all[i]);
}

real squared_slopes(Neuron *neuron, Matrix x, Matrix y, Activation f)
{
    neuron_forward(neuron->a, neuron->z, x, neuron->w, neuron->b, f);
    neuron_squared_delta(neuron->dz, neuron->z, y, f);
    neuron_gradient(neuron->dw, neuron->db, x, neuron->dz);
    return neuron_squared_loss(neuron->a, y);
}

real log_slopes(Neuron *neuron, Matrix x, Matrix y)
{
    Activation sigmoid = activation_named("sigmoid");
    neuron_forward(neuron->a, neuron->z, x, neuron->w, neuron->b, sigmoid);
    neuron_log_delta(neuron->dz, neuron->a, y);
    neuron_gradient(neuron->dw, neuron->db, x, neuron->dz);
    return neuron_log_loss(neuron->z, y);
}

void go_downhill(Neuron *neuron, real rate)
{
    neuron_step(neuron->w, neuron->b, neuron->dw, neuron->db, rate);
}

real steepest(const Neuron *neuron)
{
    real w = matrix_max_abs(neuron->dw), b = matrix_max_abs(neuron->db);
    return w > b ? w : b;
}
