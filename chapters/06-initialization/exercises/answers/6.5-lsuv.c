/* The answer to exercise 6.5: these functions in the place of its file's. */

static void draw(Matrix w, Activation f, Random *random)
{
    Matrix b = matrix_new(1, w.cols);
    layer_init((Layer){w, b, f}, init_named("orthogonal"), random);
    matrix_free(&b);
}

/* Scales w so that z = x w has the standard deviation 1; returns f(z), to be freed. */
static Matrix scale_layer(Matrix w, Matrix x, Activation f)
{
    Matrix z = matrix_new(x.rows, w.cols);
    matrix_multiply(z, x, w);
    real std = matrix_summary(z).std;
    matrix_scale(w, w, 1 / std);
    matrix_scale(z, z, 1 / std);
    activation_forward(z, z, f);
    return z;
}

void lsuv(Matrix *w, size_t depth, Matrix x, const char *f, uint64_t seed)
{
    Random random = random_seed(seed);
    Activation activation = activation_named(f);
    for (size_t l = 0; l < depth; l++) draw(w[l], activation, &random);

    Matrix in = x;
    for (size_t l = 0; l < depth; l++) {
        Matrix out = scale_layer(w[l], in, activation);
        if (l > 0) matrix_free(&in);
        in = out;
    }
    if (depth > 0) matrix_free(&in);
}
