/* A layer with a skip: forward by hand, backward against a nudge. */
#include "backprop.h"
#include "exercises/support.h"

void skip_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f);
void skip_backward(Matrix dw, Matrix db, Matrix dx, Matrix dz, Matrix da, Matrix x,
                   Matrix z, Matrix w, Activation f);

TestSuite(ex4_2, .timeout = 10);

enum { M = 5, N = 3 };

typedef struct Case {
    real numbers[8 * M * N + 2 * N * N + 2 * N];
    Matrix x, w, b, z, a, y, dw, db, dx, dz, da;
    Activation f;
} Case;

static Matrix take(Case *c, size_t *used, size_t rows, size_t cols)
{
    Matrix m = matrix_view(c->numbers + *used, rows, cols);
    *used += rows * cols;
    matrix_fill(m, NAN);
    return m;
}

static void case_draw(Case *c, uint64_t seed, const char *activation)
{
    size_t used = 0;
    Random random = random_seed(seed);
    c->x = take(c, &used, M, N), c->z = take(c, &used, M, N);
    c->a = take(c, &used, M, N), c->y = take(c, &used, M, N);
    c->dx = take(c, &used, M, N), c->dz = take(c, &used, M, N);
    c->da = take(c, &used, M, N);
    c->w = take(c, &used, N, N), c->dw = take(c, &used, N, N);
    c->b = take(c, &used, 1, N), c->db = take(c, &used, 1, N);
    c->f = activation_named(activation);
    random_fill_uniform(&random, c->x, -1, 1);
    random_fill_uniform(&random, c->y, -1, 1);
    random_fill_uniform(&random, c->w, -1, 1);
    random_fill_uniform(&random, c->b, -1, 1);
}

/* Forward with the chapter's own functions, for a loss that the nudge can trust. */
static real loss_of(const void *arguments)
{
    const Case *c = arguments;
    real z_data[M * N], a_data[M * N];
    Matrix z = matrix_view(z_data, M, N), a = matrix_view(a_data, M, N);
    dense_forward(z, c->x, c->w, c->b);
    activation_forward(a, z, c->f);
    matrix_add(a, a, c->x);
    return loss_named("squared").value(a, c->y);
}

/* x (1, 2) W + b is (2.5, -1) for x (1, 2): relu leaves (2.5, 0), and x comes on top. */
Test(ex4_2, a_forward_by_hand)
{
    real z[2] = {NAN, NAN}, a[2] = {NAN, NAN};
    Matrix x = matrix_view((real[]){1, 2}, 1, 2),
           b = matrix_view((real[]){0.5, 1}, 1, 2);
    Matrix w = matrix_view((real[]){0, 2, 1, -2}, 2, 2);
    skip_forward(matrix_view(a, 1, 2), matrix_view(z, 1, 2), x, w, b,
                 activation_named("relu"));
    cr_assert(z[0] == (real)2.5 && z[1] == -1, "z is (%g, %g), expected (2.5, -1)",
              (double)z[0], (double)z[1]);
    cr_assert(a[0] == (real)3.5 && a[1] == 2, "a is (%g, %g), expected (3.5, 2)%s",
              (double)a[0], (double)a[1], a[1] == 0 ? ": x is not added" : "");
}

/* Where ReLU sleeps, nothing goes through the layer: all of da goes around it. */
Test(ex4_2, b_a_sleeping_layer_passes_all_slopes_around)
{
    Case c;
    case_draw(&c, exercise_seed(), "relu");
    matrix_fill(c.b, -10);
    matrix_fill(c.da, 1);
    for (size_t i = 0; i < M * N; i++) c.da.data[i] = (real)(i + 1);
    dense_forward(c.z, c.x, c.w, c.b);
    skip_backward(c.dw, c.db, c.dx, c.dz, c.da, c.x, c.z, c.w, c.f);
    for (size_t i = 0; i < M * N; i++) {
        cr_assert(c.dx.data[i] == (real)(i + 1), "dx is %g where da is %zu%s",
                  (double)c.dx.data[i], i + 1,
                  c.dx.data[i] == 0
                      ? ": the way around is missing"
                      : ": nothing comes through a layer that sleeps, for its dz is 0");
        cr_assert(c.da.data[i] == (real)(i + 1), "da has changed");
    }
    cr_assert(matrix_max_abs(c.dw) == 0 && matrix_max_abs(c.db) == 0,
              "a layer that sleeps has no slopes");
}

static void require_nudges(const char *activation, uint64_t seed)
{
    Case c;
    case_draw(&c, seed, activation);
    dense_forward(c.z, c.x, c.w, c.b);
    activation_forward(c.a, c.z, c.f);
    matrix_add(c.a, c.a, c.x);
    loss_named("squared").gradient(c.da, c.a, c.y);
    real want_w[N * N], want_b[N], want_x[M * N];
    for (size_t i = 0; i < N * N; i++) want_w[i] = nudge(loss_of, &c, &c.w.data[i]);
    for (size_t i = 0; i < N; i++) want_b[i] = nudge(loss_of, &c, &c.b.data[i]);
    for (size_t i = 0; i < M * N; i++) want_x[i] = nudge(loss_of, &c, &c.x.data[i]);

    skip_backward(c.dw, c.db, c.dx, c.dz, c.da, c.x, c.z, c.w, c.f);
    require_finite("dw", c.dw);
    require_finite("dx", c.dx);
    const Diagnosis known[] = {{-1, "the sign is turned"},
                               {M, "times m: the mean is in da already"},
                               {(real)1 / M, "over m: the mean was taken twice"},
                               {0, NULL}};
    double allowed = nudge_tolerance();
    require_close("dw", c.dw, matrix_view(want_w, N, N), allowed, allowed, known);
    require_close("db", c.db, matrix_view(want_b, 1, N), allowed, allowed, known);
    require_close("dx", c.dx, matrix_view(want_x, M, N), allowed, allowed, known);
}

Test(ex4_2, c_slopes_of_a_tanh_layer)
{
    require_nudges("tanh", exercise_seed() + 1);
}

Test(ex4_2, c_slopes_of_a_sigmoid_layer)
{
    require_nudges("sigmoid", exercise_seed() + 2);
}
