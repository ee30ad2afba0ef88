/* Parity of n bits: every corner of the cube, for n from 1 to 10. */
#include "exercises/support.h"
#include "network.h"

void parity_weights(Matrix w0, Matrix b0, Matrix w1, Matrix b1);

TestSuite(ex2_4, .timeout = 10);

enum { MOST = 10 };

static void require_parity(size_t n)
{
    const size_t sizes[] = {n, n, 1};
    const char *const names[] = {"relu", "identity"};
    real w0[MOST * MOST], b0[MOST], w1[MOST], b1[1], x_data[MOST] = {0};
    Network network = network_new(2, sizes, names);
    Cache cache = cache_new(network, 1);
    Matrix views[] = {matrix_view(w0, n, n), matrix_view(b0, 1, n),
                      matrix_view(w1, n, 1), matrix_view(b1, 1, 1)};
    for (size_t i = 0; i < 4; i++) matrix_fill(views[i], NAN);
    parity_weights(views[0], views[1], views[2], views[3]);
    static const char *const what[] = {"w0", "b0", "w1", "b1"};
    for (size_t i = 0; i < 4; i++) require_finite(what[i], views[i]);
    matrix_copy(network.layers[0].w, views[0]);
    matrix_copy(network.layers[0].b, views[1]);
    matrix_copy(network.layers[1].w, views[2]);
    matrix_copy(network.layers[1].b, views[3]);
    for (size_t corner = 0; corner < (size_t)1 << n; corner++) {
        size_t ones = 0;
        for (size_t i = 0; i < n; i++) {
            x_data[i] = (real)(corner >> i & 1);
            ones += corner >> i & 1;
        }
        real y = network_forward(&cache, network, matrix_view(x_data, 1, n)).data[0];
        // sums up to n, turned n times: some n^2 roundings if weights are not whole
        cr_assert(close_to(y, (real)(ones % 2), 0, 64 * MOST * MOST),
                  "%zu of %zu bits are 1 (input number %zu), and it says %.9g, "
                  "expected %zu%s",
                  ones, n, corner, (double)y, ones % 2,
                  ones > 2 ? ": is the turn at every sum but the first 2, and its sign "
                             "every time another?"
                           : "");
    }
    cache_free(&cache);
    network_free(&network);
}

Test(ex2_4, a_one_bit_is_itself)
{
    require_parity(1);
}

Test(ex2_4, a_two_bits_are_xor)
{
    require_parity(2);
}

Test(ex2_4, b_three_bits)
{
    require_parity(3);
}

Test(ex2_4, b_four_bits)
{
    require_parity(4);
}

Test(ex2_4, b_every_count_up_to_ten)
{
    for (size_t n = 5; n <= MOST; n++) require_parity(n);
}
