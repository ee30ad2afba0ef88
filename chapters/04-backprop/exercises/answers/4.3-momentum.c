/* The answer to exercise 4.3: these functions in the place of its file's. */

void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum)
{
    matrix_scale(v, v, momentum);
    matrix_add_scaled(v, dw, -rate);
    matrix_add(w, w, v);
}

void network_momentum_step(Network network, Gradients *velocity,
                           const Gradients *gradients, real rate, real momentum)
{
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        momentum_step(layer.w, velocity->dw[l], gradients->dw[l], rate, momentum);
        momentum_step(layer.b, velocity->db[l], gradients->db[l], rate, momentum);
    }
}
