#include "backprop.h"

#include "matmul.h"
#include "neuron.h"

/* (eq:dense-backward) */
void dense_backward(Matrix dw, Matrix db, Matrix dx, Matrix x, Matrix w, Matrix dz)
{
    matrix_require(HERE, "dense_backward", "dw", dw, w.rows, w.cols);
    if (dx.data) matrix_require_apart(HERE, "dense_backward", "dx", dx, "x", x);
    neuron_gradient(dw, db, x, dz);               // x^T dz: (n_in, m) @ (m, n_out)
    if (dx.data) matrix_multiply_a_bt(dx, dz, w); // (m, n_out) @ (n_out, n_in)
}

/* (eq:activation-backward) */
void activation_backward(Matrix dz, Matrix da, Matrix z, Activation f)
{
    matrix_require(HERE, "activation_backward", "da", da, z.rows, z.cols);
    matrix_require(HERE, "activation_backward", "dz", dz, z.rows, z.cols);
    matrix_require_apart(HERE, "activation_backward", "dz", dz, "the cached z", z);
    for (size_t i = 0; i < z.rows * z.cols; i++)
        dz.data[i] = da.data[i] * f.slope(z.data[i]);
}

/* What the two passes, the loss and the room for the slopes must agree on. */
static void require_pass(Place from, const Gradients *gradients, Network network,
                         const Cache *cache, Loss loss)
{
    const char *name = "network_backward";
    if (gradients->depth != network.depth || cache->depth != network.depth ||
        cache->rows == 0 || cache->rows > gradients->capacity)
        check_mistake(
            from, name,
            "%zu layers, %zu samples; the gradients hold %zu layers, %zu samples",
            network.depth, cache->rows, gradients->depth, gradients->capacity);
    if (!loss.value || !loss.gradient)
        check_mistake(from, name, "the loss '%s' has no functions", loss.name);
}

/* (eq:backprop) */
real network_backward(Gradients *gradients, Network network, const Cache *cache,
                      Matrix y, Loss loss)
{
    require_pass(HERE, gradients, network, cache, loss);
    size_t last = network.depth - 1;
    Matrix out = cache_a(cache, last);
    Matrix da = matrix_rows(gradients->dz[last], 0, cache->rows);
    loss.gradient(da, out, y); // where it begins; the 1/m is in here

    for (size_t l = network.depth; l-- > 0;) {
        Layer layer = network.layers[l];
        Matrix x = l > 0 ? cache_a(cache, l - 1) : cache->x;
        Matrix dz = da; // the slope at a becomes the slope at z, in its place
        Matrix dx = {0, 0, NULL};
        if (l > 0) dx = matrix_rows(gradients->dz[l - 1], 0, cache->rows);

        activation_backward(dz, da, cache_z(cache, l), layer.f);
        dense_backward(gradients->dw[l], gradients->db[l], dx, x, layer.w, dz);
        da = dx; // what this layer asks of its input is asked of the layer below
    }
    return loss.value(out, y);
}

real network_loss(Cache *cache, Network network, Matrix x, Matrix y, Loss loss)
{
    return loss.value(network_forward(cache, network, x), y);
}

TrainingState training_state_new(Network network, Loss loss, size_t capacity)
{
    return (TrainingState){network, cache_new(network, capacity),
                           gradients_new(network, capacity), loss};
}

void training_state_free(TrainingState *state)
{
    network_free(&state->network);
    cache_free(&state->cache);
    gradients_free(&state->gradients);
}

real forward_backward(TrainingState *state, Matrix x, Matrix y)
{
    network_forward(&state->cache, state->network, x);
    return network_backward(&state->gradients, state->network, &state->cache, y,
                            state->loss);
}

/* (eq:network-step) */
void network_step(Network network, const Gradients *gradients, real rate)
{
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        neuron_step(layer.w, layer.b, gradients->dw[l], gradients->db[l], rate);
    }
}

/* (eq:backward-multiplications) */
size_t backward_multiplications(Network network, size_t m)
{
    Matrix first = network.layers[0].w;
    return 2 * network_multiplications(network, m) - m * first.rows * first.cols;
}

/* (eq:difference-multiplications) */
unsigned long long difference_multiplications(Network network, size_t m)
{
    unsigned long long passes = network_parameters(network) + 1;
    return passes * network_multiplications(network, m);
}
