/* The answer to exercise 1.2: these functions in the place of its file's. */

void learn_gate(Matrix w, Matrix b, Matrix y)
{
    enum { STEPS = 10000 };
    const real rate = 1;
    real inputs[] = {0, 0, 0, 1, 1, 0, 1, 1}, slopes[4], step_w[2], step_b[1];
    Matrix x = matrix_view(inputs, 4, 2), dz = matrix_view(slopes, 4, 1);
    Matrix dw = matrix_view(step_w, 2, 1), db = matrix_view(step_b, 1, 1);
    Activation sigmoid = activation_named("sigmoid");

    matrix_fill(w, 0);
    matrix_fill(b, 0);
    for (size_t step = 0; step < STEPS; step++) {
        neuron_forward(dz, dz, x, w, b, sigmoid); // (4, 1), for now the probabilities
        neuron_log_delta(dz, dz, y);
        neuron_gradient(dw, db, x, dz);
        neuron_step(w, b, dw, db, rate);
    }
}
