/* Chapter 6, what a layer does to mean squares, forward and backward. */
#include "init.h"
#include "matmul.h"
#include "monitor.h"
#include "support.h"

TestSuite(size, .timeout = 30);

/* eq:forward-size, eq:backward-size, eq:relu-half: 4 inputs, weights of variance 1 */
Test(size, size_factor_by_hand)
{
    cr_assert(size_factor(4, 1, 1) == 4);
    CLOSE(size_factor(50, (real)0.02, (real)0.5), 0.5, 4, 0);
    const size_t n_in[] = {3, 64, 7}, n_out[] = {64, 3, 7};
    for (size_t k = 0; k < 3; k++) { // each scheme makes one factor what it promises
        size_t in = n_in[k], out = n_out[k];
        real lecun = init_named("lecun").variance(in, out);
        real xavier = init_named("xavier normal").variance(in, out);
        real he = init_named("he").variance(in, out);
        CLOSE(size_factor(in, lecun, 1), 1, 4, 0);
        CLOSE(size_factor(in, he, (real)0.5), 1, 4, 0);
        CLOSE((size_factor(in, xavier, 1) + size_factor(out, xavier, 1)) / 2, 1, 4, 0);
    }
}

/* eq:forward-size, eq:backward-size: over 4000 draws of a (5, 3) layer, the mean square
 * of z and of dx. Inputs have no mean of 0. One z^2 has a standard deviation of sqrt(2)
 * of its mean, so 12000 of them leave 0.013, 20000 dx of which five share the weights'
 * rows fewer: 0.08 is five standard errors of the worse. */
Test(size, one_layer_multiplies_mean_squares_as_size_factor_says)
{
    real x_data[] = {1, 2, -1, 3, 2}, dz_data[] = {1, -2, 2}, z_data[3], dx_data[5];
    real w_data[15], b_data[3];
    Matrix x = matrix_view(x_data, 1, 5), dz = matrix_view(dz_data, 1, 3);
    Matrix z = matrix_view(z_data, 1, 3), dx = matrix_view(dx_data, 1, 5);
    Layer layer = {matrix_view(w_data, 5, 3), matrix_view(b_data, 1, 3), {0}};
    const char *names[] = {"unit normal", "xavier uniform", "he"};
    for (size_t k = 0; k < 3; k++) {
        Random random = random_seed(k);
        Init init = init_named(names[k]);
        real variance = init.variance(5, 3);
        double forward = 0, backward = 0;
        enum { DRAWS = 4000 };
        for (int i = 0; i < DRAWS; i++) {
            layer_init(layer, init, &random);
            dense_forward(z, x, layer.w, layer.b);
            matrix_multiply_a_bt(dx, dz, layer.w);
            forward += (double)mean_square(z) / DRAWS;
            backward += (double)mean_square(dx) / DRAWS;
        }
        double z_want = (double)(size_factor(5, variance, 1) * mean_square(x));
        double dx_want = (double)(size_factor(3, variance, 1) * mean_square(dz));
        WITHIN(forward, z_want, 0.08 * z_want);
        WITHIN(backward, dx_want, 0.08 * dx_want);
    }
}

/* eq:relu-half: of each pair z, -z the ReLU keeps one: exactly half of the squares, and
 * half of the slopes. */
Test(size, relu_keeps_half_of_a_mean_square)
{
    Random random = random_seed(20101);
    real z_data[2000], a_data[2000];
    Matrix z = matrix_view(z_data, 40, 50), a = matrix_view(a_data, 40, 50);
    random_fill_normal(&random, z, 0, 2);
    for (int i = 0; i < 1000; i++) z_data[1000 + i] = -z_data[i];
    activation_forward(a, z, activation_named("relu"));
    CLOSE(mean_square(a), mean_square(z) / 2, 2000, 0); // sums of 2000 terms
    size_t open = 0;
    for (int i = 0; i < 2000; i++) open += relu_slope(z_data[i]) == 1;
    cr_assert_eq(open, 1000);
}

/* eq:orthogonal: thirty orthogonal identity layers leave every length as it is. 30
 * products of 16 terms each: 2000 epsilons. */
Test(size, orthogonal_layers_keep_every_length)
{
    enum { DEEP = 30, WIDE = 16, ROWS = 5 };
    Network network = network_stack(DEEP, WIDE, WIDE, WIDE, "identity");
    Cache cache = cache_new(network, ROWS);
    Matrix x = matrix_new(ROWS, WIDE);
    Random random = random_seed(3);
    random_fill_normal(&random, x, 1, 2);
    network_init(network, init_named("orthogonal"), &random);
    network_forward(&cache, network, x);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t l = 0; l < DEEP; l++)
            CLOSE(mean_square(matrix_rows(cache_z(&cache, l), i, 1)),
                  mean_square(matrix_rows(x, i, 1)), 2000, 0);
    cache_free(&cache);
    network_free(&network);
    matrix_free(&x);
}
