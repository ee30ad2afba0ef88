/* The answer to exercise 4.1: these functions in the place of its file's. */

real decay_penalty(Network network, real lambda)
{
    real sum = 0;
    for (size_t l = 0; l < network.depth; l++) {
        Matrix w = network.layers[l].w;
        for (size_t i = 0; i < w.rows * w.cols; i++) sum += w.data[i] * w.data[i];
    }
    return lambda / 2 * sum;
}

void decay_gradient(Gradients *gradients, Network network, real lambda)
{
    for (size_t l = 0; l < network.depth; l++)
        matrix_add_scaled(gradients->dw[l], network.layers[l].w, lambda);
}
