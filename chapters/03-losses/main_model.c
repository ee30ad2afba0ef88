/* A linear model: one dense layer, whatever loss stands behind it. */
#include "main.h"

Model model_new(size_t m, size_t n, size_t classes)
{
    Model model = {matrix_new(n, classes), matrix_new(1, classes),
                   matrix_new(n, classes), matrix_new(1, classes),
                   matrix_new(m, classes), matrix_new(m, classes)};
    matrix_fill(model.w, 0);
    matrix_fill(model.b, 0);
    return model;
}

void model_free(Model *model)
{
    Matrix *all[] = {&model->w,  &model->b, &model->dw,
                     &model->db, &model->z, &model->dz};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) matrix_free(all[i]);
}

Matrix model_forward(Model *model, Matrix x)
{
    Matrix z = matrix_rows(model->z, 0, x.rows);
    dense_forward(z, x, model->w, model->b); // (m, n) @ (n, K) -> (m, K)
    return z;
}

void model_slopes(Model *model, Matrix x, Matrix y, Loss loss)
{
    Matrix z = model_forward(model, x), dz = matrix_rows(model->dz, 0, x.rows);
    loss.gradient(dz, z, y);                      // (m, K), the mean is in it
    neuron_gradient(model->dw, model->db, x, dz); // (n, m) @ (m, K) -> (n, K)
}

void model_step(Model *model, real rate)
{
    neuron_step(model->w, model->b, model->dw, model->db, rate);
}

real model_loss(Model *model, Matrix x, Matrix y, Loss loss)
{
    return loss.value(model_forward(model, x), y);
}
