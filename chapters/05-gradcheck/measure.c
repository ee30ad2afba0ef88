#include "measure.h"

#include "differences.h"

#include <stdlib.h>

static void require_batch(Place from, const char *operation, const Gradients *g,
                          Network network, Matrix x, Matrix y, real step)
{
    network_require(from, network);
    if (g->depth != network.depth)
        check_mistake(from, operation, "gradients of %zu layers, a network of %zu",
                      g->depth, network.depth);
    matrix_require(from, operation, "x", x, y.rows, network.layers[0].w.rows);
    matrix_require(from, operation, "y", y, x.rows,
                   network.layers[network.depth - 1].w.cols);
    if (!(step > 0))
        check_mistake(from, operation, "the step is %g, expected above 0",
                      (double)step);
}

real network_loss(Cache *cache, Network network, Matrix x, Matrix y, Loss loss)
{
    return loss.value(network_forward(cache, network, x), y);
}

/* (eq:parameter-slope) */
static void measure_each(Matrix slopes, Matrix parameters, Cache *cache,
                         Network network, Matrix x, Matrix y, Loss loss, real step)
{
    for (size_t k = 0; k < parameters.rows * parameters.cols; k++) {
        real *p = &parameters.data[k], here = *p;
        real above = here + step, below = here - step;
        *p = above;
        real high = network_loss(cache, network, x, y, loss);
        *p = below;
        real low = network_loss(cache, network, x, y, loss);
        *p = here;
        slopes.data[k] = (high - low) / (above - below);
    }
}

void gradients_measure_slowly(Gradients *measured, Network network, Matrix x, Matrix y,
                              Loss loss, real step)
{
    require_batch(HERE, "gradients_measure_slowly", measured, network, x, y, step);
    Cache cache = cache_new(network, x.rows);
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        measure_each(measured->dw[l], layer.w, &cache, network, x, y, loss, step);
        measure_each(measured->db[l], layer.b, &cache, network, x, y, loss, step);
    }
    cache_free(&cache);
}

/* What a nudge of one unit needs: the batch as it was, and one row a layer for the
 * sample that the nudge has moved. */
typedef struct Nudge {
    Network network;
    Loss loss;
    Matrix y;
    Cache was, moved; // moved: one row
} Nudge;

/* The loss of sample s alone when unit j of layer l says `said` (eq:moved-column) */
static real moved_loss(Nudge *n, size_t l, size_t s, size_t j, real said)
{
    size_t last = n->network.depth - 1;
    Matrix a = n->moved.a[l], y = matrix_rows(n->y, s, 1), was = cache_a(&n->was, l);
    if (l == last) {
        matrix_copy(a, matrix_rows(was, s, 1));
        a.data[j] = said;
    } else { // z (1, n_out): row j of the next w, as far as a(s, j) has moved
        Layer next = n->network.layers[l + 1];
        Matrix z = n->moved.z[l + 1];
        matrix_copy(z, matrix_rows(cache_z(&n->was, l + 1), s, 1));
        matrix_add_scaled(z, matrix_rows(next.w, j, 1), said - matrix_at(was, s, j));
        activation_forward(n->moved.a[l + 1], z, next.f);
    }
    for (size_t k = l + 2; k <= last; k++) { // what lies behind, by a forward pass
        Layer layer = n->network.layers[k];
        dense_forward(n->moved.z[k], n->moved.a[k - 1], layer.w, layer.b);
        activation_forward(n->moved.a[k], n->moved.z[k], layer.f);
    }
    return n->loss.value(n->moved.a[last], y);
}

/* The slope at the parameter that moves column j of z[l] by h times `inputs`: a column
 * of x for a weight, NULL for a bias, which moves every row by h. */
static real column_slope(Nudge *n, size_t l, size_t j, const real *inputs,
                         size_t stride, real h)
{
    Matrix z = cache_z(&n->was, l), a = cache_a(&n->was, l);
    Activation f = n->network.layers[l].f;
    real rise = 0;
    for (size_t s = 0; s < z.rows; s++) {
        real reach = inputs ? h * inputs[s * stride] : h;
        real high = f.value(matrix_at(z, s, j) + reach);
        real low = f.value(matrix_at(z, s, j) - reach);
        if (high == low && high == matrix_at(a, s, j)) continue; // it moves nothing
        rise += moved_loss(n, l, s, j, high) - moved_loss(n, l, s, j, low);
    }
    return rise / (2 * h * (real)z.rows);
}

void gradients_measure(Gradients *measured, Network network, Matrix x, Matrix y,
                       Loss loss, real step)
{
    require_batch(HERE, "gradients_measure", measured, network, x, y, step);
    Nudge n = {network, loss, y, cache_new(network, x.rows), cache_new(network, 1)};
    network_forward(&n.was, network, x);
    for (size_t l = 0; l < network.depth; l++) {
        Matrix inputs = l > 0 ? cache_a(&n.was, l - 1) : x;
        Matrix dw = measured->dw[l], db = measured->db[l];
        for (size_t j = 0; j < dw.cols; j++) {
            for (size_t i = 0; i < dw.rows; i++)
                matrix_at(dw, i, j) = column_slope(&n, l, j, inputs.data + i,
                                                   inputs.cols, step);
            matrix_at(db, 0, j) = column_slope(&n, l, j, NULL, 0, step);
        }
    }
    cache_free(&n.was);
    cache_free(&n.moved);
}

/* (eq:measure-cost) */
double measure_slowly_multiplications(Network network, size_t m)
{
    return 2.0 * (double)network_parameters(network) *
           (double)network_multiplications(network, m);
}

/* (eq:measure-cost) */
double measure_multiplications(Network network, size_t m)
{
    double count = (double)network_multiplications(network, m);
    for (size_t l = 0; l < network.depth; l++) {
        Matrix w = network.layers[l].w;
        double once = 1; // the nudge of z(s, j), or its reach
        if (l + 1 < network.depth) once += (double)network.layers[l + 1].w.cols;
        for (size_t k = l + 2; k < network.depth; k++)
            once += (double)(network.layers[k].w.rows * network.layers[k].w.cols);
        count += 2.0 * (double)((w.rows + 1) * w.cols) * (double)m * once;
    }
    return count;
}

/* A network of the same shape, all of its parameters moved by `distance` along the
 * direction. */
static Network network_moved(Network network, const Gradients *direction, real distance)
{
    size_t *sizes = check_allocate(network.depth + 1, sizeof *sizes, "sizes");
    const char **names = check_allocate(network.depth, sizeof *names, "names");
    sizes[0] = network.layers[0].w.rows;
    for (size_t l = 0; l < network.depth; l++) {
        sizes[l + 1] = network.layers[l].w.cols;
        names[l] = "identity";
    }
    Network moved = network_new(network.depth, sizes, names);
    for (size_t l = 0; l < network.depth; l++) {
        moved.layers[l].f = network.layers[l].f;
        matrix_copy(moved.layers[l].w, network.layers[l].w);
        matrix_copy(moved.layers[l].b, network.layers[l].b);
    }
    network_step(moved, direction, -distance);
    free(sizes);
    free(names);
    return moved;
}

/* (eq:direction-slope) */
real direction_measure(const Gradients *direction, Network network, Matrix x, Matrix y,
                       Loss loss, real step)
{
    require_batch(HERE, "direction_measure", direction, network, x, y, step);
    Cache cache = cache_new(network, x.rows);
    real side[2];
    for (int k = 0; k < 2; k++) {
        Network moved = network_moved(network, direction, k == 0 ? step : -step);
        side[k] = network_loss(&cache, moved, x, y, loss);
        network_free(&moved);
    }
    cache_free(&cache);
    return (side[0] - side[1]) / (2 * step);
}
