/* A layer with a way around it, of every size and with every bend. */
#include "backprop.h"
#include "beside.h"

void skip_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f);
void skip_backward(Matrix dw, Matrix db, Matrix dx, Matrix dz, Matrix da, Matrix x,
                   Matrix z, Matrix w, Activation f);

#define skip_forward right_skip_forward
#define skip_backward right_skip_backward
#include "../../chapters/04-backprop/exercises/4.2-skip.c"
#undef skip_forward
#undef skip_backward

TestSuite(ex4_2_hidden, .timeout = 10);

static Activation bend(int k)
{
    static const char *const names[] = {"tanh", "relu", "sigmoid", "identity"};
    return activation_named(names[k % 4]);
}

Test(ex4_2_hidden, d_forward_of_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 20), n = beside_size(&random, k, 10);
        Matrix x = beside_draw(&random, m, n, 1), w = beside_draw(&random, n, n, 1);
        Matrix b = beside_draw(&random, 1, n, 1), before = beside_copy(x);
        Matrix a = matrix_new(m, n), z = matrix_new(m, n);
        Matrix want_a = matrix_new(m, n), want_z = matrix_new(m, n);
        right_skip_forward(want_a, want_z, x, w, b, bend(k));
        skip_forward(a, z, x, w, b, bend(k));
        require_close("z", z, want_z, 200, 200, NULL);
        require_close("a", a, want_a, 200, 200, NULL);
        require_same("x", x, before);
    }
}

Test(ex4_2_hidden, d_backward_of_any_shape)
{
    Random random = beside_random(2);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 20), n = beside_size(&random, k, 10);
        Matrix x = beside_draw(&random, m, n, 1), w = beside_draw(&random, n, n, 1);
        Matrix z = beside_draw(&random, m, n, 1), da = beside_draw(&random, m, n, 1);
        Matrix dw = matrix_new(n, n), db = matrix_new(1, n), dx = matrix_new(m, n);
        Matrix want_w = matrix_new(n, n), want_b = matrix_new(1, n);
        Matrix want_x = matrix_new(m, n), dz = matrix_new(m, n),
               before = beside_copy(da);
        right_skip_backward(want_w, want_b, want_x, dz, da, x, z, w, bend(k));
        skip_backward(dw, db, dx, dz, da, x, z, w, bend(k));
        require_close("dw", dw, want_w, 500, 500, NULL);
        require_close("db", db, want_b, 500, 500, NULL);
        require_close("dx", dx, want_x, 500, 500, NULL);
        require_same("da", da, before);
    }
}
