#include "measure.h"

#include "differences.h"
#include "train.h"

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
        check_mistake(from, operation, "the step is %g, expected above 0", step);
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

enum { PAIRS = 64 };

/* The batch as it was, and the nudges of one unit that go forward together: two rows a
 * parameter. Rows 2p and 2p + 1 are nudged up and down, for the slope *slopes[p]. */
typedef struct Nudges {
    Network network;
    Loss loss;
    Matrix y;
    Cache was, moved;
    Matrix said, losses; // a row a nudge: what the unit says, what the sample costs
    real *slopes[PAIRS];
    size_t pairs;
} Nudges;

/* What the network says in sample s where unit j of layer l says `said`: a row a nudge
 * (eq:moved-column) */
static Matrix moved_output(Nudges *n, size_t l, size_t s, size_t j, Matrix said)
{
    size_t last = n->network.depth - 1, rows = said.rows;
    Matrix a = matrix_rows(n->moved.a[l], 0, rows);
    Matrix was = matrix_rows(cache_a(&n->was, l), s, 1);
    if (l == last) {
        for (size_t r = 0; r < rows; r++) {
            matrix_copy(matrix_rows(a, r, 1), was);
            matrix_at(a, r, j) = said.data[r];
        }
        return a;
    }
    for (size_t r = 0; r < rows; r++) said.data[r] -= was.data[j]; // how far it moved
    for (size_t k = l + 1; k <= last; k++) {
        Layer layer = n->network.layers[k];
        Matrix z = matrix_rows(n->moved.z[k], 0, rows);
        if (k == l + 1) // (rows, 1) @ (1, n_out): row j of w, on top of what was
            dense_forward(z, said, matrix_rows(layer.w, j, 1),
                          matrix_rows(cache_z(&n->was, k), s, 1));
        else // everything has moved
            dense_forward(z, a, layer.w, layer.b);
        a = matrix_rows(n->moved.a[k], 0, rows);
        activation_forward(a, z, layer.f);
    }
    return a;
}

/* The loss of each row of out by itself, whose target is y (1, n_out). Afterwards out
 * holds something else. */
static void losses_of_rows(Matrix losses, Loss loss, Matrix out, Matrix y)
{
    if (loss.value == softmax_cross_entropy) {
        softmax_cross_entropy_rows(losses, out, out, y);
        return;
    }
    for (size_t r = 0; r < out.rows; r++)
        losses.data[r] = loss.value(matrix_rows(out, r, 1), y);
}

/* Sends the nudges forward and adds to each slope what its loss rises by. */
static void send_nudges(Nudges *n, size_t l, size_t s, size_t j)
{
    if (n->pairs == 0) return;
    Matrix losses = matrix_rows(n->losses, 0, 2 * n->pairs);
    Matrix out = moved_output(n, l, s, j, matrix_rows(n->said, 0, 2 * n->pairs));
    losses_of_rows(losses, n->loss, out, matrix_rows(n->y, s, 1));
    for (size_t p = 0; p < n->pairs; p++)
        *n->slopes[p] += losses.data[2 * p] - losses.data[2 * p + 1];
    n->pairs = 0;
}

/* Nudges every parameter of unit j of layer l, in sample s: h in a weight moves z by h
 * times the input that it weighs, h in the bias by h. */
static void nudge_unit(Nudges *n, Gradients *rises, size_t l, size_t s, size_t j,
                       const real *inputs, real h)
{
    Matrix dw = rises->dw[l], db = rises->db[l];
    Activation f = n->network.layers[l].f;
    real z = matrix_at(cache_z(&n->was, l), s, j);
    real a = matrix_at(cache_a(&n->was, l), s, j);
    for (size_t i = 0; i <= dw.rows; i++) { // the bias comes last
        real reach = i < dw.rows ? h * inputs[i] : h;
        real high = f.value(z + reach), low = f.value(z - reach);
        if (high == low && high == a) continue; // it moves nothing
        n->slopes[n->pairs] = i < dw.rows ? &matrix_at(dw, i, j) : &matrix_at(db, 0, j);
        n->said.data[2 * n->pairs] = high;
        n->said.data[2 * n->pairs + 1] = low;
        if (++n->pairs == PAIRS) send_nudges(n, l, s, j);
    }
    send_nudges(n, l, s, j);
}

static void divide(Matrix m, real by)
{
    for (size_t k = 0; k < m.rows * m.cols; k++) m.data[k] /= by;
}

void gradients_measure(Gradients *measured, Network network, Matrix x, Matrix y,
                       Loss loss, real step)
{
    require_batch(HERE, "gradients_measure", measured, network, x, y, step);
    Nudges n = {.network = network, .loss = loss, .y = y};
    n.was = cache_new(network, x.rows), n.moved = cache_new(network, 2 * PAIRS);
    n.said = matrix_new(2 * PAIRS, 1), n.losses = matrix_new(2 * PAIRS, 1);
    network_forward(&n.was, network, x);
    for (size_t l = 0; l < network.depth; l++) {
        Matrix inputs = l > 0 ? cache_a(&n.was, l - 1) : x;
        Matrix dw = measured->dw[l], db = measured->db[l];
        matrix_fill(dw, 0);
        matrix_fill(db, 0);
        for (size_t j = 0; j < dw.cols; j++)
            for (size_t s = 0; s < x.rows; s++)
                nudge_unit(&n, measured, l, s, j, &matrix_at(inputs, s, 0), step);
        divide(dw, 2 * step * (real)x.rows);
        divide(db, 2 * step * (real)x.rows);
    }
    cache_free(&n.was);
    cache_free(&n.moved);
    matrix_free(&n.said);
    matrix_free(&n.losses);
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

/* A clone of the network, all of its parameters moved by `distance` along the
 * direction. */
static Network network_moved(Network network, const Gradients *direction, real distance)
{
    Network moved = network_clone(network);
    network_step(moved, direction, -distance);
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
