/* A softmax regression in half precision, against one in full. */
#include "exercises/support.h"
#include "formats.h"
#include "layer.h"
#include "losses.h"
#include "neuron.h"

void half_matrix(Matrix out, Matrix a);
bool half_gradient(Matrix dw, Matrix db, Matrix w, Matrix b, Matrix x, Matrix y,
                   real scale);
size_t half_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t steps, real rate);

TestSuite(ex7_4, .timeout = 20);

enum { M = 300, N = 4, K = 3 };

/* Three clouds of samples, some weights, and a place for slopes. */
typedef struct Task {
    real x_data[M * N], y_data[M * K], w_data[N * K], b_data[K], dw_data[N * K];
    real db_data[K];
    size_t m;
} Task;

#define X(task) matrix_view((task).x_data, (task).m, N)
#define Y(task) matrix_view((task).y_data, (task).m, K)
#define W(task) matrix_view((task).w_data, N, K)
#define B(task) matrix_view((task).b_data, 1, K)
#define DW(task) matrix_view((task).dw_data, N, K)
#define DB(task) matrix_view((task).db_data, 1, K)

static Task task_draw(uint64_t seed, size_t m, real spread)
{
    Task task = {.m = m};
    Random random = random_seed(seed);
    real centre[K * N];
    random_fill_normal(&random, matrix_view(centre, K, N), 0, 1);
    for (size_t i = 0; i < m; i++) {
        size_t class = random_below(&random, K);
        task.y_data[i * K + class] = 1;
        for (size_t j = 0; j < N; j++)
            task.x_data[i * N + j] = centre[class * N + j] +
                                     spread * random_normal(&random);
    }
    random_fill_normal(&random, W(task), 0, (real)0.5);
    random_fill_normal(&random, B(task), 0, (real)0.5);
    matrix_fill(DW(task), NAN);
    matrix_fill(DB(task), NAN);
    return task;
}

/* Loss in full precision; its slopes into dw and db when wanted. */
static real full(Task *task, Matrix dw, Matrix db)
{
    real z_data[M * K];
    Matrix z = matrix_view(z_data, task->m, K);
    dense_forward(z, X(*task), W(*task), B(*task));
    real loss = softmax_cross_entropy(z, Y(*task));
    if (!dw.data) return loss;
    softmax_cross_entropy_gradient(z, z, Y(*task));
    neuron_gradient(dw, db, X(*task), z);
    return loss;
}

static const Matrix NONE = {0, 0, NULL};

Test(ex7_4, a_rounding_a_matrix)
{
    const real a[] = {1, (real)0.1, 2049, 2051, -70000, (real)1e-9};
    const real want[] = {1, (real)0.0999755859375, 2048, 2052, -INFINITY, 0};
    real in[6], out[6] = {NAN, NAN, NAN, NAN, NAN, NAN};
    for (int i = 0; i < 6; i++) in[i] = a[i];
    half_matrix(matrix_view(out, 3, 2), matrix_view(in, 3, 2));
    for (int i = 0; i < 6; i++)
        cr_assert(out[i] == want[i], "%.9g becomes %.9g, expected %.9g", (double)a[i],
                  (double)out[i], (double)want[i]);
}

/* Slopes of ordinary size: those of full precision, to some roundings of a half. */
Test(ex7_4, b_gradient_is_the_full_one_to_a_halfs_digits)
{
    for (uint64_t k = 0; k < 5; k++) {
        Task task = task_draw(exercise_seed() + k, 60, 1), before = task;
        real dw[N * K], db[K];
        full(&task, matrix_view(dw, N, K), matrix_view(db, 1, K));
        bool finite = half_gradient(DW(task), DB(task), W(task), B(task), X(task),
                                    Y(task), 1024);
        cr_assert(finite, "the slopes are finite, and the answer was no");
        cr_assert(
            matrix_equal(W(task), W(before)) && matrix_equal(X(task), X(before)) &&
                matrix_equal(B(task), B(before)) && matrix_equal(Y(task), Y(before)),
            "an input was changed");
        double half = 0x1p-10 / (double)REAL_EPSILON; // a half's epsilon, in ours
        const Diagnosis sizes[] = {{1024, "the scale was not taken out again"},
                                   {60, "the mean is missing"},
                                   {0, NULL}};
        require_close("dw", DW(task), matrix_view(dw, N, K), 8 * half, 8 * half, sizes);
        require_close("db", DB(task), matrix_view(db, 1, K), 8 * half, 8 * half, sizes);
    }
}

/* dw times scale is a half, whatever it was made of; and it is not the full slope. */
Test(ex7_4, b_slopes_are_halves)
{
    Task task = task_draw(exercise_seed() + 10, 70, 1);
    Format half = format_named("half");
    real dw[N * K], db[K];
    cr_assert(
        half_gradient(DW(task), DB(task), W(task), B(task), X(task), Y(task), 512),
        "the slopes are finite");
    full(&task, matrix_view(dw, N, K), matrix_view(db, 1, K));
    size_t same = 0;
    for (size_t i = 0; i < N * K; i++) {
        double scaled = (double)task.dw_data[i] * 512;
        cr_assert(format_round(half, scaled) == scaled,
                  "512 times a slope is %.12g, which is no half", scaled);
        same += task.dw_data[i] == dw[i];
        cr_assert(fabs((double)(task.dw_data[i] - dw[i])) < 0.02,
                  "a slope is %.6g, in full precision %.6g", (double)task.dw_data[i],
                  (double)dw[i]);
    }
    cr_assert(same < N * K,
              "every slope is that of full precision: nothing was rounded");
}

/* Two samples of 30 ahead: (p - y) is 1e-13, which half has not; times 2^30 it has. */
Test(ex7_4, b_the_scale_saves_small_slopes)
{
    Task task = task_draw(exercise_seed(), 2, 1);
    const real x[] = {1, 0, 0, 0, 0, 1, 0, 0}, y[] = {1, 0, 0, 0, 1, 0};
    for (size_t i = 0; i < 8; i++) task.x_data[i] = x[i];
    for (size_t i = 0; i < 6; i++) task.y_data[i] = y[i];
    matrix_fill(W(task), 0);
    matrix_fill(B(task), 0);
    matrix_at(W(task), 0, 0) = matrix_at(W(task), 1, 1) = 30;
    cr_assert(half_gradient(DW(task), DB(task), W(task), B(task), X(task), Y(task), 1),
              "zeros are finite");
    cr_assert(matrix_at(DW(task), 0, 1) == 0,
              "a slope of 5e-14 fits into no half, and comes back as %g",
              (double)matrix_at(DW(task), 0, 1));
    real scale = (real)0x1p30;
    cr_assert(
        half_gradient(DW(task), DB(task), W(task), B(task), X(task), Y(task), scale),
        "they are small: finite");
    double want = 0.5 * 9.357622968840175e-14, got = (double)matrix_at(DW(task), 0, 1);
    cr_assert(fabs(got - want) < 0.01 * want,
              "scaled, the slope is %.4g, expected %.4g: scale before you round", got,
              want);
}

Test(ex7_4, b_an_overflow_is_reported)
{
    Task task = task_draw(exercise_seed() + 3, 50, 1);
    bool fine = half_gradient(DW(task), DB(task), W(task), B(task), X(task), Y(task),
                              64);
    bool over = half_gradient(DW(task), DB(task), W(task), B(task), X(task), Y(task),
                              (real)0x1p30);
    cr_assert(fine && !over,
              "scale 64: %s, scale 2^30: %s; slopes near 0.1 fit the first "
              "and not the second",
              fine ? "finite" : "not finite", over ? "finite" : "not finite");
}

/* As low as full precision comes with the same steps, to a hundredth. */
Test(ex7_4, c_training_is_as_good_as_in_full)
{
    for (uint64_t k = 0; k < 3; k++) {
        Task task = task_draw(exercise_seed() + 20 + k, M, (real)0.8), plain = task;
        real start = full(&task, NONE, NONE);
        size_t skipped = half_train(W(task), B(task), X(task), Y(task), 1000,
                                    (real)0.5);
        for (int step = 0; step < 1000; step++) {
            full(&plain, DW(plain), DB(plain));
            neuron_step(W(plain), B(plain), DW(plain), DB(plain), (real)0.5);
        }
        real got = full(&task, NONE, NONE), want = full(&plain, NONE, NONE);
        cr_assert(got < start && got < want * (real)1.01 + (real)0.001,
                  "after 1000 steps the loss is %.5g, in full precision %.5g",
                  (double)got, (double)want);
        cr_assert(
            skipped > 0 && skipped < 40,
            "%zu steps were skipped: from 65536, doubled every 50 good steps, the "
            "scale overflows now and then, and not often",
            skipped);
    }
}

/* Steps that are far below a half's resolution, beside weights of 2 to 4: they must add
 * up in the master weights. */
Test(ex7_4, c_small_steps_add_up)
{
    Task task = task_draw(exercise_seed() + 30, M, 1), before;
    for (size_t i = 0; i < N * K; i++) task.w_data[i] += 3;
    before = task;
    half_train(W(task), B(task), X(task), Y(task), 100, (real)0.001);
    size_t moved = 0;
    for (size_t i = 0; i < N * K; i++) {
        moved += task.w_data[i] != before.w_data[i];
        // 100 steps of rate 0.001 on slopes of a few units at most
        cr_assert(fabs((double)(task.w_data[i] - before.w_data[i])) < 0.5,
                  "a weight went from %.6g to %.6g in small steps",
                  (double)before.w_data[i], (double)task.w_data[i]);
    }
    cr_assert(moved == N * K,
              "%zu of %d weights moved: were the master weights rounded?", moved,
              N * K);
    cr_assert(full(&task, NONE, NONE) < full(&before, NONE, NONE),
              "the loss is %.9g, and was %.9g", (double)full(&task, NONE, NONE),
              (double)full(&before, NONE, NONE));
}

/* The rule of the scale, step by step, with the reader's own gradient. The slopes are
 * large and the rate is tiny, so that the scale meets its limit again and again. */
Test(ex7_4, c_the_scale_follows_its_rule)
{
    Task task = task_draw(exercise_seed() + 50, 20, (real)0.8);
    for (size_t i = 0; i < task.m * N; i++) task.x_data[i] *= 50;
    Task mine = task;
    const real rate = (real)1e-6;
    size_t skipped = 0, good = 0, doubled = 0;
    real scale = 65536;
    for (int step = 0; step < 3000; step++) {
        if (!half_gradient(DW(mine), DB(mine), W(mine), B(mine), X(mine), Y(mine),
                           scale)) {
            scale /= 2, good = 0, skipped++;
            continue;
        }
        neuron_step(W(mine), B(mine), DW(mine), DB(mine), rate);
        if (++good == 50) scale *= 2, good = 0, doubled++;
    }
    cr_assert(skipped > 0 && doubled > 0,
              "half_gradient never gives way: %zu overflows in 3000 steps", skipped);
    size_t got = half_train(W(task), B(task), X(task), Y(task), 3000, rate);
    cr_assert(
        got == skipped,
        "%zu steps without a gradient, expected %zu: the scale doubles after 50 good "
        "steps in a row, and halves at once",
        got, skipped);
    require_close("w", W(task), W(mine), 0, 0, NULL);
    require_close("b", B(task), B(mine), 0, 0, NULL);
}

/* One step from a start where the first scale overflows: it is skipped, and nothing
 * moves; the second has half the scale. */
Test(ex7_4, c_a_step_that_overflows_is_skipped)
{
    Task task = task_draw(exercise_seed() + 40, 40, 1);
    for (size_t i = 0; i < task.m * N; i++) task.x_data[i] *= 50; // slopes near 50
    Task before = task;
    size_t skipped = half_train(W(task), B(task), X(task), Y(task), 1, (real)0.1);
    cr_assert(skipped == 1, "one step at scale 65536, slopes near 10: %zu skipped",
              skipped);
    cr_assert(matrix_equal(W(task), W(before)) && matrix_equal(B(task), B(before)),
              "the weights moved in a step without a gradient");
    skipped = half_train(W(task), B(task), X(task), Y(task), 30, (real)0.001);
    cr_assert(skipped > 1 && skipped < 30, "%zu of 30 steps were skipped", skipped);
    cr_assert(!matrix_equal(W(task), W(before)), "and later the weights move");
}
