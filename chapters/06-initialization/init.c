#include "init.h"

#include "foundations.h"

#include <string.h>

/* --- how large: the variance of each weight ----------------------------------- */

static real zero_variance(size_t n_in, size_t n_out)
{
    (void)n_in, (void)n_out;
    return 0;
}

static real small_variance(size_t n_in, size_t n_out)
{
    (void)n_in, (void)n_out;
    return (real)(0.01 * 0.01 / 3);
}

static real unit_variance(size_t n_in, size_t n_out)
{
    (void)n_in, (void)n_out;
    return 1;
}

static real standard_variance(size_t n_in, size_t n_out)
{
    (void)n_out;
    return 1 / (3 * (real)n_in);
}

/* (eq:lecun) */
static real lecun_variance(size_t n_in, size_t n_out)
{
    (void)n_out;
    return 1 / (real)n_in;
}

/* (eq:xavier) */
static real xavier_variance(size_t n_in, size_t n_out)
{
    return 2 / (real)(n_in + n_out);
}

/* (eq:he) */
static real he_variance(size_t n_in, size_t n_out)
{
    (void)n_out;
    return 2 / (real)n_in;
}

static real orthogonal_variance(size_t n_in, size_t n_out)
{
    return 1 / (real)(n_in > n_out ? n_in : n_out);
}

static real orthogonal_he_variance(size_t n_in, size_t n_out)
{
    return 2 * orthogonal_variance(n_in, n_out);
}

/* --- which shape: how they are drawn ------------------------------------------ */

static void fill_zeros(Matrix w, real variance, Random *random)
{
    (void)variance, (void)random;
    matrix_fill(w, 0);
}

static void fill_normal(Matrix w, real variance, Random *random)
{
    random_fill_normal(random, w, 0, real_sqrt(variance));
}

/* (eq:uniform-variance) */
static void fill_uniform(Matrix w, real variance, Random *random)
{
    real limit = real_sqrt(3 * variance);
    random_fill_uniform(random, w, -limit, limit);
}

/* Takes out of row i of q what rows 0 .. i - 1 already point along, and makes the rest
 * one long: Gram and Schmidt. */
static void make_orthonormal(Matrix q, size_t i)
{
    Matrix row = matrix_rows(q, i, 1);
    for (size_t k = 0; k < i; k++) {
        Matrix done = matrix_rows(q, k, 1);
        matrix_add_scaled(row, done, -vector_dot(row, done));
    }
    matrix_scale(row, row, 1 / vector_length(row));
}

/* (eq:orthogonal) */
static void fill_orthogonal(Matrix w, real variance, Random *random)
{
    size_t count = w.rows < w.cols ? w.rows : w.cols;
    size_t length = w.rows < w.cols ? w.cols : w.rows;
    Matrix q = matrix_new(count, length); // its rows become orthonormal
    for (size_t i = 0; i < count; i++) {
        random_fill_normal(random, matrix_rows(q, i, 1), 0, 1);
        make_orthonormal(q, i);
        make_orthonormal(q, i); // once more: it takes out what rounding left
    }

    // elements of rows one long have mean square 1 / length
    matrix_scale(q, q, real_sqrt(variance * (real)length));
    if (w.rows < w.cols)
        matrix_copy(w, q);
    else
        matrix_transpose(w, q);
    matrix_free(&q);
}

/* --- schemes ------------------------------------------------------------------- */

Init init_named(const char *name)
{
    static const Init known[] = {
        {"zeros", zero_variance, fill_zeros},
        {"small", small_variance, fill_uniform},
        {"unit normal", unit_variance, fill_normal},
        {"standard", standard_variance, fill_uniform},
        {"lecun", lecun_variance, fill_normal},
        {"xavier uniform", xavier_variance, fill_uniform},
        {"xavier normal", xavier_variance, fill_normal},
        {"he", he_variance, fill_normal},
        {"orthogonal", orthogonal_variance, fill_orthogonal},
        {"orthogonal he", orthogonal_he_variance, fill_orthogonal},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0) return known[i];
    return (Init){name, NULL, NULL};
}

void layer_init(Layer layer, Init init, Random *random)
{
    if (!init.variance || !init.fill)
        check_mistake(HERE, "layer_init", "no scheme is named '%s'", init.name);
    matrix_require(HERE, "layer_init", "a bias", layer.b, 1, layer.w.cols);
    init.fill(layer.w, init.variance(layer.w.rows, layer.w.cols), random);
    matrix_fill(layer.b, 0);
}

void network_init(Network network, Init init, Random *random)
{
    network_require(HERE, network);
    for (size_t l = 0; l < network.depth; l++)
        layer_init(network.layers[l], init, random);
}

/* (eq:forward-size, eq:backward-size, eq:relu-half) */
real size_factor(size_t n, real variance, real kept)
{
    return (real)n * variance * kept;
}
