/* The answer to exercise 2.1: these functions in the place of its file's. */

static real leaky(real z)
{
    return z > 0 ? z : (real)0.01 * z;
}

static real gelu(real z)
{
    real inner = real_sqrt((real)(2 / REAL_PI)) * (z + (real)0.044715 * z * z * z);
    return z * (1 + real_tanh(inner)) / 2;
}

void leaky_layer(Matrix a, Matrix x, Matrix w, Matrix b)
{
    dense_forward(a, x, w, b);
    matrix_map(a, a, leaky);
}

void gelu_layer(Matrix a, Matrix x, Matrix w, Matrix b)
{
    dense_forward(a, x, w, b);
    matrix_map(a, a, gelu);
}
