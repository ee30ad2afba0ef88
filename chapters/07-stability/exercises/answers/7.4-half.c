/* The answer to exercise 7.4: these functions in the place of its file's. */

void half_matrix(Matrix out, Matrix a)
{
    Format half = format_named("half");
    for (size_t i = 0; i < a.rows * a.cols; i++)
        out.data[i] = (real)format_round(half, (double)a.data[i]);
}

/* A new matrix with the rounded numbers of a. */
static Matrix half_copy(Matrix a)
{
    Matrix out = matrix_new(a.rows, a.cols);
    half_matrix(out, a);
    return out;
}

static bool finite_in(Matrix a)
{
    for (size_t i = 0; i < a.rows * a.cols; i++)
        if (!isfinite(a.data[i])) return false;
    return true;
}

bool half_gradient(Matrix dw, Matrix db, Matrix w, Matrix b, Matrix x, Matrix y,
                   real scale)
{
    Matrix w16 = half_copy(w), b16 = half_copy(b), x16 = half_copy(x);
    Matrix z = matrix_new(y.rows, y.cols);
    dense_forward(z, x16, w16, b16);
    half_matrix(z, z);
    softmax(z, z);
    matrix_subtract(z, z, y);
    matrix_scale(z, z, scale / (real)x.rows);
    half_matrix(z, z); // delta
    neuron_gradient(dw, db, x16, z);
    half_matrix(dw, dw);
    half_matrix(db, db);
    bool finite = finite_in(dw) && finite_in(db);
    matrix_scale(dw, dw, 1 / scale);
    matrix_scale(db, db, 1 / scale);
    matrix_free(&w16);
    matrix_free(&b16);
    matrix_free(&x16);
    matrix_free(&z);
    return finite;
}

size_t half_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t steps, real rate)
{
    Matrix dw = matrix_new(w.rows, w.cols), db = matrix_new(1, w.cols);
    real scale = 65536;
    size_t skipped = 0, good = 0;
    for (size_t step = 0; step < steps; step++) {
        if (half_gradient(dw, db, w, b, x, y, scale)) {
            neuron_step(w, b, dw, db, rate);
            if (++good < 50) continue;
            scale *= 2;
            good = 0;
        } else {
            scale /= 2;
            good = 0;
            skipped++;
        }
    }
    matrix_free(&dw);
    matrix_free(&db);
    return skipped;
}
