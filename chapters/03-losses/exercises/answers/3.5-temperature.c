/* The answer to exercise 3.5: these functions in the place of its file's. */

void fit(Matrix w, Matrix b, Matrix x, Matrix y, real decay, real rate, size_t steps)
{
    Matrix z = matrix_new(x.rows, w.cols), dz = matrix_new(x.rows, w.cols);
    Matrix dw = matrix_new(w.rows, w.cols), db = matrix_new(1, w.cols);
    matrix_fill(w, 0);
    matrix_fill(b, 0);
    for (size_t step = 0; step < steps; step++) {
        dense_forward(z, x, w, b);
        softmax_cross_entropy_gradient(dz, z, y);
        neuron_gradient(dw, db, x, dz);
        matrix_add_scaled(dw, w, decay);
        neuron_step(w, b, dw, db, rate);
    }
    matrix_free(&z);
    matrix_free(&dz);
    matrix_free(&dw);
    matrix_free(&db);
}

real calibration_error(Matrix p, Matrix y, size_t bins)
{
    real error = 0;
    for (size_t bin = 0; bin < bins; bin++) {
        real gap = 0; // confidence less right answers, summed over the rows of this bin
        for (size_t i = 0; i < p.rows; i++) {
            size_t said = row_argmax(p, i);
            real confidence = matrix_at(p, i, said);
            size_t belongs = (size_t)(confidence * (real)bins);
            if (belongs == bins) belongs--;
            if (belongs == bin) gap += confidence - (said == row_argmax(y, i) ? 1 : 0);
        }
        error += gap < 0 ? -gap : gap;
    }
    return error / (real)p.rows;
}

/* The slope of the loss of beta z at beta. */
static real slope_at(Matrix dz, Matrix z, Matrix y, real beta)
{
    real slope = 0;
    matrix_scale(dz, z, beta);
    softmax_cross_entropy_gradient(dz, dz, y);
    for (size_t k = 0; k < z.rows * z.cols; k++) slope += dz.data[k] * z.data[k];
    return slope;
}

real fit_temperature(Matrix z, Matrix y)
{
    enum { HALVINGS = 60 };
    Matrix dz = matrix_new(z.rows, z.cols);
    real low = (real)0.05, high = 20; // of beta, and so of the temperature
    if (slope_at(dz, z, y, low) >= 0) high = low;
    if (slope_at(dz, z, y, high) <= 0) low = high;
    for (int halving = 0; halving < HALVINGS; halving++) {
        real middle = (low + high) / 2;
        if (slope_at(dz, z, y, middle) < 0)
            low = middle;
        else
            high = middle;
    }
    matrix_free(&dz);
    return 2 / (low + high);
}
