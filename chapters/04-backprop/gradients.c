/* Gradients as one long vector, which happens to be in pieces. */
#include "backprop.h"

#include "foundations.h"

#include <stdlib.h>

Gradients gradients_new(Network network, size_t capacity)
{
    network_require(HERE, network);
    Gradients g = {.depth = network.depth, .capacity = capacity};
    g.dw = check_allocate(network.depth, sizeof(Matrix), "layers");
    g.db = check_allocate(network.depth, sizeof(Matrix), "layers");
    g.dz = check_allocate(network.depth, sizeof(Matrix), "layers");
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        g.dw[l] = matrix_new(layer.w.rows, layer.w.cols);
        g.db[l] = matrix_new(1, layer.b.cols);
        g.dz[l] = matrix_new(capacity, layer.w.cols);
    }
    return g;
}

void gradients_free(Gradients *gradients)
{
    for (size_t l = 0; l < gradients->depth; l++) {
        matrix_free(&gradients->dw[l]);
        matrix_free(&gradients->db[l]);
        matrix_free(&gradients->dz[l]);
    }
    free(gradients->dw);
    free(gradients->db);
    free(gradients->dz);
    *gradients = (Gradients){.depth = 0};
}

void gradients_scale(Gradients *gradients, real factor)
{
    for (size_t l = 0; l < gradients->depth; l++) {
        matrix_scale(gradients->dw[l], gradients->dw[l], factor);
        matrix_scale(gradients->db[l], gradients->db[l], factor);
    }
}

/* (eq:gradients-dot) */
real gradients_dot(const Gradients *a, const Gradients *b)
{
    if (a->depth != b->depth)
        check_mistake(HERE, "gradients_dot", "%zu layers against %zu", a->depth,
                      b->depth);
    real sum = 0;
    for (size_t l = 0; l < a->depth; l++)
        sum += vector_dot(a->dw[l], b->dw[l]) + vector_dot(a->db[l], b->db[l]);
    return sum;
}

/* NaN where x holds one; else the largest size. */
static real largest_size(Matrix m, real so_far)
{
    real here = matrix_max_abs(m);
    return here <= so_far ? so_far : here;
}

/* The sum of (x / scale)^2. */
static real sum_of_squares(Matrix m, real scale)
{
    real sum = 0;
    for (size_t i = 0; i < m.rows * m.cols; i++) {
        real part = m.data[i] / scale;
        sum += part * part;
    }
    return sum;
}

/* (eq:norm) */
real matrix_norm(Matrix m)
{
    real scale = matrix_max_abs(m);
    if (scale == 0 || !isfinite(scale)) return scale;
    return scale * real_sqrt(sum_of_squares(m, scale));
}

/* (eq:norm) */
real gradients_norm(const Gradients *gradients)
{
    real scale = 0, sum = 0;
    for (size_t l = 0; l < gradients->depth && !isnan(scale); l++) {
        scale = largest_size(gradients->dw[l], scale);
        scale = isnan(scale) ? scale : largest_size(gradients->db[l], scale);
    }
    if (scale == 0 || !isfinite(scale)) return scale;
    for (size_t l = 0; l < gradients->depth; l++)
        sum += sum_of_squares(gradients->dw[l], scale) +
               sum_of_squares(gradients->db[l], scale);
    return scale * real_sqrt(sum);
}
