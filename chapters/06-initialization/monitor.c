#include "monitor.h"

/* (eq:mean-square) */
real mean_square(Matrix m)
{
    matrix_require(HERE, "mean_square", "m", m, m.rows, m.cols);
    real sum = 0;
    for (size_t i = 0; i < m.rows * m.cols; i++) sum += m.data[i] * m.data[i];
    return sum / (real)(m.rows * m.cols);
}

/* The neurons that say 0 to every sample  (eq:dead). */
static size_t count_dead(Matrix a)
{
    size_t dead = 0;
    for (size_t j = 0; j < a.cols; j++) {
        size_t i = 0;
        while (i < a.rows && matrix_at(a, i, j) == 0) i++;
        dead += i == a.rows;
    }
    return dead;
}

/* (eq:saturated) */
LayerHealth layer_health(Matrix z, Matrix a)
{
    matrix_require(HERE, "layer_health", "a", a, z.rows, z.cols);
    size_t size = z.rows * z.cols, flat = 0, zeros = 0;
    for (size_t i = 0; i < size; i++) {
        flat += z.data[i] > 5 || z.data[i] < -5;
        zeros += a.data[i] == 0;
    }
    return (LayerHealth){
        .z_square = mean_square(z),
        .a_square = mean_square(a),
        .saturated = (real)flat / (real)size,
        .zeros = (real)zeros / (real)size,
        .units = z.cols,
        .dead = count_dead(a),
    };
}

bool layer_is_dead(LayerHealth health)
{
    return 2 * health.dead > health.units;
}

void network_health(LayerHealth *health, const Cache *cache)
{
    if (cache->depth == 0 || cache->rows == 0)
        check_mistake(HERE, "network_health", "the cache holds no forward pass");
    for (size_t l = 0; l < cache->depth; l++)
        health[l] = layer_health(cache_z(cache, l), cache_a(cache, l));
}

/* Neurons j and k have the same bias and the same weights, bit for bit. */
static bool same_neuron(Layer layer, size_t j, size_t k)
{
    bool same = layer.b.data[j] == layer.b.data[k];
    for (size_t i = 0; i < layer.w.rows && same; i++)
        same = matrix_at(layer.w, i, j) == matrix_at(layer.w, i, k);
    return same;
}

/* (eq:symmetry) */
size_t layer_distinct(Layer layer)
{
    matrix_require(HERE, "layer_distinct", "a bias", layer.b, 1, layer.w.cols);
    size_t distinct = 0;
    for (size_t j = 0; j < layer.w.cols; j++) {
        size_t k = 0;
        while (k < j && !same_neuron(layer, j, k)) k++;
        distinct += k == j;
    }
    return distinct;
}

void histogram(size_t *counts, size_t bins, Matrix m, real low, real high)
{
    if (bins == 0 || !(low < high))
        check_mistake(HERE, "histogram", "%zu bins from %g to %g", bins, low, high);
    for (size_t k = 0; k < bins; k++) counts[k] = 0;
    for (size_t i = 0; i < m.rows * m.cols; i++) {
        if (isnan(m.data[i])) continue;
        real place = (m.data[i] - low) / (high - low) * (real)bins;
        size_t k = place < 0 ? 0 : place >= (real)bins ? bins - 1 : (size_t)place;
        counts[k]++;
    }
}
