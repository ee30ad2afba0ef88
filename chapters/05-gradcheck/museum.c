#include "museum.h"

#include "matmul.h"
#include "neuron.h"

#include <string.h>

Exhibit museum_exhibit(Bug bug)
{
    static const Exhibit label[BUGS] = {
        {"none", "", ""},
        {"sign", "da = (P - Y) / m", "da = (Y - P) / m"},
        {"mean missing", "da = (P - Y) / m", "da = P - Y"},
        {"mean twice", "da = (P - Y) / m", "da = (P - Y) / m / m"},
        {"no off-diagonal", "da = (P - Y) / m", "da = -Y * (1 - P) / m"},
        {"no transpose", "dx = dz W^T", "dx = dz W"},
        {"bias forgotten", "db = 1^T dz", "db = 0"},
        {"slope at a", "dz = da * f'(z)", "dz = da * f'(a)"},
        {"slope of z", "dz = da * (1 - a^2)", "dz = da * (1 - z^2)"},
        {"no slope", "dz = da * f'(z)", "dz = da"},
        {"wrong mask", "dz = da * f'(z[l])", "dz = da * f'(z[l - 1])"},
        {"overwrite", "dw = x^T dz; dx = dz W^T", "x = dz W^T; dw = x^T dz"},
        {"last layer", "l = depth - 1, ..., 0", "l = depth - 2, ..., 0"},
        {"stale input", "dw = x^T dz", "dw = (x of the batch before)^T dz"},
        {"not zeroed", "dw = x^T dz", "dw += x^T dz"},
    };
    if ((unsigned)bug >= BUGS)
        check_mistake(HERE, "museum_exhibit", "no bug has the number %d", (int)bug);
    return label[bug];
}

Museum museum_new(Bug bug, Network network, size_t capacity)
{
    museum_exhibit(bug); // is it one?
    return (Museum){bug, gradients_new(network, 1),
                    matrix_new(capacity, network.layers[0].w.rows), 0};
}

void museum_free(Museum *museum)
{
    gradients_free(&museum->before);
    matrix_free(&museum->x_before);
    museum->batches = 0;
}

/* -y (1 - p) / m: what is left of (p - y) / m when each class hears of itself only. */
static void diagonal_only(Matrix da, Matrix out, Matrix y)
{
    softmax(da, out);
    for (size_t k = 0; k < da.rows * da.cols; k++)
        da.data[k] = -y.data[k] * (1 - da.data[k]) / (real)da.rows;
}

/* From the output to the slope at it. Right: loss.gradient(da, out, y). */
static void museum_loss(Bug bug, Matrix da, Matrix out, Matrix y, Loss loss)
{
    loss.gradient(da, out, y);
    switch (bug) {
    case BUG_SIGN: matrix_scale(da, da, -1); break;
    case BUG_MEAN_MISSING: matrix_scale(da, da, (real)da.rows); break;
    case BUG_MEAN_TWICE: matrix_scale(da, da, 1 / (real)da.rows); break;
    case BUG_NO_OFF_DIAGONAL: diagonal_only(da, out, y); break;
    default: break;
    }
}

/* The slope of f by the formula that wants a = f(z). */
static real slope_from_output(Activation f, real a)
{
    if (strcmp(f.name, "tanh") == 0) return 1 - a * a;
    if (strcmp(f.name, "sigmoid") == 0) return a * (1 - a);
    return f.slope(a);
}

/* dz (m, n), in the place of da. Right: activation_backward(dz, dz, z[l], f). */
static void museum_activation(Bug bug, Matrix dz, const Cache *cache, size_t l,
                              Activation f)
{
    Matrix z = cache_z(cache, l), below = l > 0 ? cache_z(cache, l - 1) : z;
    bool same = below.cols == z.cols;
    switch (bug) {
    case BUG_SLOPE_AT_A: activation_backward(dz, dz, cache_a(cache, l), f); break;
    case BUG_SLOPE_OF_Z:
        for (size_t k = 0; k < z.rows * z.cols; k++)
            dz.data[k] *= slope_from_output(f, z.data[k]);
        break;
    case BUG_NO_SLOPE: break;
    case BUG_WRONG_MASK: activation_backward(dz, dz, same ? below : z, f); break;
    default: activation_backward(dz, dz, z, f);
    }
}

/* Right: dense_backward(dw, db, dx, x, w, dz). dx is empty in the first layer. */
static void museum_dense(Bug bug, Matrix dw, Matrix db, Matrix dx, Matrix x, Matrix w,
                         Matrix dz)
{
    if (bug == BUG_OVERWRITE && dx.data) {
        matrix_multiply_a_bt(dx, dz, w);
        matrix_copy(x, dx); // "nobody needs x any more": dw does
        neuron_gradient(dw, db, x, dz);
        return;
    }
    dense_backward(dw, db, dx, x, w, dz);
    if (bug == BUG_NO_TRANSPOSE && dx.data && w.rows == w.cols)
        matrix_multiply(dx, dz, w);
    if (bug == BUG_NO_BIAS) matrix_fill(db, 0);
}

/* The bugs between batches, and what they remember. */
static void museum_remember(Museum *museum, Gradients *g, Matrix x)
{
    for (size_t l = 0; l < g->depth; l++) {
        if (museum->bug == BUG_NOT_ZEROED && museum->batches > 0) {
            matrix_add(g->dw[l], g->dw[l], museum->before.dw[l]);
            matrix_add(g->db[l], g->db[l], museum->before.db[l]);
        }
        matrix_copy(museum->before.dw[l], g->dw[l]);
        matrix_copy(museum->before.db[l], g->db[l]);
    }
    if (museum->batches == 0) matrix_fill(museum->x_before, 0);
    matrix_copy(matrix_rows(museum->x_before, 0, x.rows), x);
    museum->batches++;
}

real museum_backward(Museum *museum, Gradients *g, Network network, const Cache *cache,
                     Matrix y, Loss loss)
{
    Bug bug = museum->bug;
    size_t last = network.depth - 1;
    Matrix out = cache_a(cache, last), stale = cache->x;
    if (museum->batches > 0) stale = matrix_rows(museum->x_before, 0, cache->rows);
    Matrix dz = matrix_rows(g->dz[last], 0, cache->rows);
    real value = loss.value(out, y);
    museum_loss(bug, dz, out, y, loss);

    for (size_t l = network.depth; l-- > 0;) {
        Layer layer = network.layers[l];
        Matrix x = l > 0 ? cache_a(cache, l - 1) : bug == BUG_STALE ? stale : cache->x;
        Matrix dx = {0, 0, NULL};
        if (l > 0) dx = matrix_rows(g->dz[l - 1], 0, cache->rows);
        museum_activation(bug, dz, cache, l, layer.f);
        museum_dense(bug, g->dw[l], g->db[l], dx, x, layer.w, dz);
        dz = dx;
    }
    if (bug == BUG_LAST_LAYER) {
        matrix_fill(g->dw[last], 0);
        matrix_fill(g->db[last], 0);
    }
    museum_remember(museum, g, cache->x);
    return value;
}
