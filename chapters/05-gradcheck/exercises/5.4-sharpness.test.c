/* Products with the Hessian of softmax regression, and its largest eigenvalue, against
 * the closed form. */
#include "exercises/support.h"
#include "losses.h"
#include "matmul.h"

void hessian_vector(Matrix out, Matrix v, Matrix w, Matrix x, Matrix y);
real sharpness(Matrix w, Matrix x, Matrix y, size_t steps);

TestSuite(ex5_4, .timeout = 10);

enum { M = 9, N = 4, K = 3 };

typedef struct Task {
    real numbers[M * N + M * K + 4 * N * K];
    Matrix x, y, w, v, out, want;
} Task;

static void task_begin(Task *t, uint64_t seed)
{
    Random random = random_seed(exercise_seed() + seed);
    real *at = t->numbers;
    t->x = matrix_view(at, M, N), at += M * N;
    t->y = matrix_view(at, M, K), at += M * K;
    t->w = matrix_view(at, N, K), at += N * K;
    t->v = matrix_view(at, N, K), at += N * K;
    t->out = matrix_view(at, N, K), at += N * K;
    t->want = matrix_view(at, N, K);
    random_fill_normal(&random, t->x, 0, 1);
    random_fill_normal(&random, t->w, 0, 1);
    random_fill_normal(&random, t->v, 0, (real)0.3);
    matrix_fill(t->y, 0);
    for (size_t i = 0; i < M; i++) matrix_at(t->y, i, random_below(&random, K)) = 1;
    matrix_fill(t->out, NAN);
}

/* X^T R / m with R = P * (XV - the mean of XV under P), row by row: the derivative of
 * the softmax along XV. */
static void closed_form(Task *t)
{
    real z_data[M * K], r_data[M * K];
    Matrix p = matrix_view(z_data, M, K), r = matrix_view(r_data, M, K);
    matrix_multiply(p, t->x, t->w);
    softmax(p, p);
    matrix_multiply(r, t->x, t->v);
    for (size_t i = 0; i < M; i++) {
        real mean = 0;
        for (size_t k = 0; k < K; k++) mean += matrix_at(p, i, k) * matrix_at(r, i, k);
        for (size_t k = 0; k < K; k++)
            matrix_at(r, i, k) = matrix_at(p, i, k) * (matrix_at(r, i, k) - mean) / M;
    }
    matrix_multiply_at_b(t->want, t->x, r);
}

/* A central difference of slopes near 1 is right to some epsilon^(2/3). */
static void require_product(Task *t, const char *what, real length)
{
    const Diagnosis sizes[] = {{-1, "the sign is turned"},
                               {2, "twice as much: divide by 2h, not by h"},
                               {(real)0.5, "half of it"},
                               {(real)M, "times m: the mean is missing"},
                               {1 / length, "not for this length of v"},
                               {0, NULL}};
    closed_form(t);
    matrix_fill(t->out, NAN);
    hessian_vector(t->out, t->v, t->w, t->x, t->y);
    require_close(what, t->out, t->want, nudge_tolerance(),
                  nudge_tolerance() * (double)length, sizes);
}

/* One sample, one input, two classes, w = 0: p is 1/2 each, H is (1, -1; -1, 1) / 4
 * times x^2, so with x = 2 and v = (1, 0): (1, -1). */
Test(ex5_4, a_product_by_hand)
{
    real x = 2, y[] = {1, 0}, w[] = {0, 0}, v[] = {1, 0}, out[] = {NAN, NAN};
    hessian_vector(matrix_view(out, 1, 2), matrix_view(v, 1, 2), matrix_view(w, 1, 2),
                   matrix_view(&x, 1, 1), matrix_view(y, 1, 2));
    require_close("Hv", matrix_view(out, 1, 2), matrix_view((real[]){1, -1}, 1, 2),
                  nudge_tolerance(), nudge_tolerance(), NULL);
}

Test(ex5_4, b_products_against_the_closed_form)
{
    for (uint64_t seed = 0; seed < 10; seed++) {
        Task t;
        task_begin(&t, seed);
        require_product(&t, "Hv", 1);
    }
}

Test(ex5_4, b_products_with_long_and_short_directions)
{
    const double lengths[] = {1000, 0.001, 30, 1};
    for (int k = 0; k < 4; k++) {
        Task t;
        task_begin(&t, 20);
        matrix_scale(t.v, t.v, (real)lengths[k]);
        require_product(&t, "Hv with another length of v", (real)lengths[k]);
    }
    Task t;
    task_begin(&t, 21);
    matrix_fill(t.v, 0);
    hessian_vector(t.out, t.v, t.w, t.x, t.y);
    matrix_fill(t.want, 0);
    require_close("H times zero", t.out, t.want, 0, 0, NULL);
}

/* u . Hv is v . Hu, whatever u and v. */
Test(ex5_4, b_the_hessian_is_symmetric)
{
    Task t, u;
    task_begin(&t, 30);
    task_begin(&u, 31);
    real left = 0, right = 0;
    hessian_vector(t.out, t.v, t.w, t.x, t.y);
    hessian_vector(u.out, u.v, t.w, t.x, t.y);
    require_finite("Hv", t.out);
    for (size_t k = 0; k < N * K; k++) {
        left += u.v.data[k] * t.out.data[k];
        right += t.v.data[k] * u.out.data[k];
    }
    cr_assert(close_to(left, right, 10 * nudge_tolerance(), nudge_tolerance()),
              "u . Hv is %g, v . Hu is %g", (double)left, (double)right);
    cr_assert(left != 0, "both are 0");
    // logits that all move alike move no probability, and so no slope
    for (size_t k = 0; k < N * K; k++) u.v.data[k] = (real)(k / K + 1);
    hessian_vector(u.out, u.v, t.w, t.x, t.y);
    for (size_t k = 0; k < N * K; k++)
        cr_assert(close_to(u.out.data[k], 0, 0, 10 * nudge_tolerance()),
                  "with equal columns in v, Hv is %g somewhere, expected 0",
                  (double)u.out.data[k]);
}

/* One sample x = (1, 2), K = 4, w = 0: the eigenvalue is |x|^2 / K = 5/4. */
Test(ex5_4, c_sharpness_by_hand)
{
    real x[] = {1, 2}, y[] = {0, 1, 0, 0}, w[8] = {0};
    real got = sharpness(matrix_view(w, 2, 4), matrix_view(x, 1, 2),
                         matrix_view(y, 1, 4), 30);
    cr_assert(close_to(got, (real)1.25, 2 * nudge_tolerance(), 0),
              "%.9g, expected 1.25%s", (double)got,
              close_to(got, 0, 0, nudge_tolerance())
                  ? ": your start has nothing in the direction of the eigenvector"
                  : "");
}

/* No direction is steeper than the largest eigenvalue; and with w = 0 it is that of
 * X^T X / m over K, which is found here by multiplying with it 500 times. */
Test(ex5_4, c_sharpness_against_the_eigenvalue_of_the_inputs)
{
    Task t;
    task_begin(&t, 40);
    matrix_fill(t.w, 0);
    real s[N] = {1, (real)0.5, (real)-0.25, (real)0.75}, value = 0;
    for (int step = 0; step < 500; step++) {
        real z[M], next[N], length = 0;
        Matrix column = matrix_view(s, N, 1), product = matrix_view(z, M, 1);
        for (size_t k = 0; k < N; k++) length += s[k] * s[k];
        matrix_scale(column, column, 1 / real_sqrt(length));
        matrix_multiply(product, t.x, column);
        matrix_multiply_at_b(matrix_view(next, N, 1), t.x, product);
        value = 0;
        for (size_t k = 0; k < N; k++) value += s[k] * next[k];
        matrix_copy(column, matrix_view(next, N, 1));
    }
    real got = sharpness(t.w, t.x, t.y, 500);
    cr_assert(close_to(got, value / (M * K), 4 * nudge_tolerance(), 0),
              "%.9g, expected %.9g", (double)got, (double)(value / (M * K)));
}

Test(ex5_4, c_nothing_else_is_changed)
{
    Task t, before;
    task_begin(&t, 50);
    task_begin(&before, 50);
    hessian_vector(t.out, t.v, t.w, t.x, t.y);
    require_finite("Hv", t.out);
    for (size_t i = 0; i < N; i++) // as the slopes of softmax do
        cr_assert(close_to(matrix_sum(matrix_rows(t.out, i, 1)), 0, 0,
                           10 * nudge_tolerance()),
                  "row %zu of Hv sums to %g, expected 0", i,
                  (double)matrix_sum(matrix_rows(t.out, i, 1)));
    real got = sharpness(t.w, t.x, t.y, 20);
    cr_assert(got > 0, "%g: softmax regression curves upwards everywhere", (double)got);
    cr_assert(matrix_equal(t.x, before.x) && matrix_equal(t.y, before.y) &&
                  matrix_equal(t.w, before.w) && matrix_equal(t.v, before.v),
              "an input was changed");
}
