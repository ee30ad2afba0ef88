#include "trace.h"

/* Notes every element of what came in from outside. */
static void given(Tracer *t, const char *part, size_t layer, Matrix m)
{
    for (size_t i = 0; i < m.rows; i++)
        for (size_t j = 0; j < m.cols; j++) {
            tracer_at(t, part, layer, i, j);
            trace_note(t, TRACE_GIVEN, "given", 0, 0, matrix_at(m, i, j));
        }
}

/* The sum over k of a[k a_stride] b[k b_stride], in matmul's order, from zero. */
static real traced_dot(Tracer *t, const real *a, size_t a_stride, const real *b,
                       size_t b_stride, size_t n)
{
    real sum = 0;
    for (size_t k = 0; k < n; k++)
        sum = traced(t, "+", sum, traced(t, "*", a[k * a_stride], b[k * b_stride]));
    return sum;
}

/* dense_forward and activation_forward of layer l */
static void layer_forward(Tracer *t, Matrix z, Matrix a, Matrix x, Layer layer,
                          size_t l)
{
    for (size_t i = 0; i < z.rows; i++)
        for (size_t j = 0; j < z.cols; j++) {
            tracer_at(t, "z", l, i, j);
            real sum = traced_dot(t, x.data + i * x.cols, 1, layer.w.data + j,
                                  layer.w.cols, x.cols);
            matrix_at(z, i, j) = traced(t, "+", sum, matrix_at(layer.b, 0, j));
        }
    for (size_t i = 0; i < z.rows; i++)
        for (size_t j = 0; j < z.cols; j++) {
            tracer_at(t, "a", l, i, j);
            real zij = matrix_at(z, i, j);
            matrix_at(a, i, j) = trace_note(t, TRACE_ONE, layer.f.name, zij, 0,
                                            layer.f.value(zij));
        }
}

Matrix trace_forward(Tracer *tracer, Cache *cache, Network network, Matrix x)
{
    network_forward(cache, network, x); // checks the shapes, and makes the views
    for (size_t l = 0; l < network.depth; l++) {
        given(tracer, "w", l, network.layers[l].w);
        given(tracer, "b", l, network.layers[l].b);
    }
    given(tracer, "x", 0, x);
    for (size_t l = 0; l < network.depth; l++)
        layer_forward(tracer, cache_z(cache, l), cache_a(cache, l),
                      l > 0 ? cache_a(cache, l - 1) : x, network.layers[l], l);
    return cache_a(cache, network.depth - 1);
}

/* Notes the loss of these outputs, with the smallest and the largest of them. */
static void note_loss(Tracer *t, Matrix out, Matrix y, Loss loss)
{
    real low = out.data[0], high = out.data[0];
    for (size_t k = 1; k < out.rows * out.cols; k++) {
        if (out.data[k] < low || isnan(out.data[k])) low = out.data[k];
        if (out.data[k] > high || isnan(out.data[k])) high = out.data[k];
    }
    trace_note(t, TRACE_MANY, loss.name, low, high, loss.value(out, y));
}

/* The loss of each sample by itself, of all of them, and the slopes at the outputs. */
static void loss_backward(Tracer *t, Matrix dout, Matrix out, Matrix y, Loss loss,
                          size_t last)
{
    for (size_t i = 0; i < out.rows; i++) {
        tracer_at(t, "loss", last, i, 0);
        note_loss(t, matrix_rows(out, i, 1), matrix_rows(y, i, 1), loss);
    }
    tracer_at(t, "batch", last, 0, 0);
    note_loss(t, out, y, loss);
    loss.gradient(dout, out, y);
    for (size_t i = 0; i < out.rows; i++)
        for (size_t k = 0; k < out.cols; k++) {
            tracer_at(t, "da", last, i, k);
            trace_note(t, TRACE_ONE, "slope of the loss", matrix_at(out, i, k), 0,
                       matrix_at(dout, i, k));
        }
}

/* activation_backward of layer l: dz holds da before. */
static void slope_backward(Tracer *t, Matrix dz, Matrix z, Layer layer, size_t l)
{
    for (size_t i = 0; i < z.rows; i++)
        for (size_t j = 0; j < z.cols; j++) {
            tracer_at(t, "dz", l, i, j);
            real slope = trace_note(t, TRACE_ONE, "slope", matrix_at(z, i, j), 0,
                                    layer.f.slope(matrix_at(z, i, j)));
            matrix_at(dz, i, j) = traced(t, "*", matrix_at(dz, i, j), slope);
        }
}

/* dense_backward of layer l: dw = x^T dz, db = 1^T dz and, where it has data,
 * dx = dz w^T. */
static void layer_backward(Tracer *t, Matrix dw, Matrix db, Matrix dx, Matrix x,
                           Matrix dz, Matrix w, size_t l)
{
    for (size_t k = 0; k < dw.rows; k++)
        for (size_t j = 0; j < dw.cols; j++) {
            tracer_at(t, "dw", l, k, j);
            matrix_at(dw, k, j) = traced_dot(t, x.data + k, x.cols, dz.data + j,
                                             dz.cols, x.rows);
        }
    for (size_t j = 0; j < db.cols; j++) {
        tracer_at(t, "db", l, 0, j);
        real sum = 0;
        for (size_t i = 0; i < dz.rows; i++)
            sum = traced(t, "+", sum, matrix_at(dz, i, j));
        matrix_at(db, 0, j) = sum;
    }
    for (size_t i = 0; dx.data && i < dx.rows; i++)
        for (size_t k = 0; k < dx.cols; k++) {
            tracer_at(t, "da", l - 1, i, k);
            matrix_at(dx, i, k) = traced_dot(t, dz.data + i * dz.cols, 1,
                                             w.data + k * w.cols, 1, w.cols);
        }
}

real trace_backward(Tracer *tracer, Gradients *gradients, Network network,
                    const Cache *cache, Matrix y, Loss loss)
{
    real value = network_backward(gradients, network, cache, y, loss); // checks shapes
    size_t last = network.depth - 1;
    Matrix dz = matrix_rows(gradients->dz[last], 0, cache->rows);
    loss_backward(tracer, dz, cache_a(cache, last), y, loss, last);
    for (size_t l = network.depth; l-- > 0;) {
        Matrix x = l > 0 ? cache_a(cache, l - 1) : cache->x, dx = {0, 0, NULL};
        if (l > 0) dx = matrix_rows(gradients->dz[l - 1], 0, cache->rows);
        slope_backward(tracer, dz, cache_z(cache, l), network.layers[l], l);
        layer_backward(tracer, gradients->dw[l], gradients->db[l], dx, x, dz,
                       network.layers[l].w, l);
        dz = dx;
    }
    return value;
}

Tracer trace_network(Network network, Matrix x, Matrix y, Loss loss)
{
    Tracer tracer = tracer_new();
    Cache cache = cache_new(network, x.rows);
    Gradients gradients = gradients_new(network, x.rows);
    trace_forward(&tracer, &cache, network, x);
    trace_backward(&tracer, &gradients, network, &cache, y, loss);
    cache_free(&cache);
    gradients_free(&gradients);
    return tracer;
}
