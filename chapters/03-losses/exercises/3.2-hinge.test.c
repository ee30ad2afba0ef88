/* The hinge loss of many classes and its slope. */
#include "exercises/support.h"
#include "losses.h"

real hinge_loss(Matrix z, Matrix y);
void hinge_gradient(Matrix dz, Matrix z, Matrix y);

TestSuite(ex3_2, .timeout = 10);

enum { M = 6, K = 4, DIGITS = 16 };

/* Logits and one-hot targets. */
typedef struct Batch {
    real z_data[M * K], y_data[M * K], dz_data[M * K];
    Matrix z, y, dz;
} Batch;

static void batch_begin(Batch *batch, size_t m, size_t k)
{
    batch->z = matrix_view(batch->z_data, m, k);
    batch->y = matrix_view(batch->y_data, m, k);
    batch->dz = matrix_view(batch->dz_data, m, k);
    matrix_fill(batch->y, 0);
    matrix_fill(batch->dz, NAN);
}

/* Logits on a grid of 0.25, moved off by 0.1 a column: no term is within 0.05 of its
 * bend, where there is no slope. */
static void batch_draw(Batch *batch, Random *random)
{
    for (size_t i = 0; i < batch->z.rows; i++) {
        for (size_t k = 0; k < batch->z.cols; k++)
            matrix_at(batch->z, i, k) = (real)random_below(random, 17) / 4 - 2 +
                                        (real)0.0625 * (real)k;
        matrix_at(batch->y, i, random_below(random, batch->z.cols)) = 1;
    }
}

static real loss_of(const void *arguments)
{
    const Batch *batch = arguments;
    double sum = 0;
    for (size_t i = 0; i < batch->z.rows; i++) {
        size_t c = row_argmax(batch->y, i);
        for (size_t k = 0; k < batch->z.cols; k++)
            if (k != c)
                sum += fmax(0, 1 + (double)matrix_at(batch->z, i, k) -
                                   (double)matrix_at(batch->z, i, c));
    }
    return (real)(sum / (double)batch->z.rows);
}

/* Logits (2, 1.5, -3): only class 1 is within the margin of class 0, by a half. */
static void require_half(void)
{
    Batch batch;
    batch_begin(&batch, 1, 3);
    batch.z_data[0] = 2, batch.z_data[1] = (real)1.5, batch.z_data[2] = -3;
    batch.y_data[0] = 1;
    real loss = hinge_loss(batch.z, batch.y);
    cr_assert(loss == (real)0.5, "the loss is %g, expected 0.5%s", (double)loss,
              loss == (real)1.5 ? ": the class itself is not one of the others" : "");
    hinge_gradient(batch.dz, batch.z, batch.y);
    require_close("dz", batch.dz, matrix_view((real[]){-1, 1, 0}, 1, 3), 0, 0, NULL);
}

Test(ex3_2, a_one_sample_by_hand)
{
    require_half();
}

/* Right by more than 1 everywhere: nothing to pay, nothing to change. */
Test(ex3_2, a_content_beyond_the_margin)
{
    require_half(); // who never pays anything has not answered
    Batch batch;
    batch_begin(&batch, 2, 3);
    const real z[] = {5, 3, -1, -7, -9, -4};
    for (int k = 0; k < 6; k++) batch.z_data[k] = z[k];
    batch.y_data[0] = 1, batch.y_data[5] = 1;
    real loss = hinge_loss(batch.z, batch.y);
    cr_assert(loss == 0, "right by 2 and by 3, the loss is %g, expected 0",
              (double)loss);
    hinge_gradient(batch.dz, batch.z, batch.y);
    require_close("dz", batch.dz, matrix_view((real[6]){0}, 2, 3), 0, 0, NULL);
}

/* On the bend itself the slope is 0. */
Test(ex3_2, b_no_pull_on_the_bend)
{
    require_half();
    Batch batch;
    batch_begin(&batch, 1, 2);
    batch.z_data[0] = 3, batch.z_data[1] = 2, batch.y_data[0] = 1;
    cr_assert(hinge_loss(batch.z, batch.y) == 0, "a margin of exactly 1 costs nothing");
    hinge_gradient(batch.dz, batch.z, batch.y);
    require_close("dz on the bend", batch.dz, matrix_view((real[]){0, 0}, 1, 2), 0, 0,
                  NULL);
}

Test(ex3_2, b_the_loss_is_a_mean_over_samples)
{
    Random random = random_seed(exercise_seed());
    for (int repeat = 0; repeat < 20; repeat++) {
        Batch batch;
        batch_begin(&batch, M, K);
        batch_draw(&batch, &random);
        real got = hinge_loss(batch.z, batch.y), want = loss_of(&batch);
        bool sum = close_to(got, M * want, DIGITS, 0);
        bool own = close_to(got, want + 1, DIGITS, 0);
        cr_assert(close_to(got, want, DIGITS, DIGITS),
                  "the loss is %.9g, expected %.9g%s", (double)got, (double)want,
                  sum   ? ": the mean is missing"
                  : own ? ": the class itself was counted among the others"
                        : "");
    }
}

Test(ex3_2, c_each_row_of_the_gradient_sums_to_zero)
{
    Random random = random_seed(exercise_seed() + 1);
    Batch batch;
    batch_begin(&batch, M, K);
    batch_draw(&batch, &random);
    hinge_gradient(batch.dz, batch.z, batch.y);
    require_finite("dz", batch.dz);
    cr_assert(matrix_max_abs(batch.dz) > 0, "all slopes are 0");
    for (size_t i = 0; i < M; i++) {
        double sum = (double)matrix_sum(matrix_rows(batch.dz, i, 1));
        cr_assert(fabs(sum) < 8 * (double)REAL_EPSILON,
                  "row %zu sums to %g: what pushes one class pulls another", i, sum);
    }
}

Test(ex3_2, c_gradient_is_what_a_nudge_says)
{
    Random random = random_seed(exercise_seed() + 2);
    for (int repeat = 0; repeat < 10; repeat++) {
        Batch batch;
        real want_data[M * K];
        Matrix want = matrix_view(want_data, M, K);
        batch_begin(&batch, M, K);
        batch_draw(&batch, &random);
        for (size_t k = 0; k < M * K; k++)
            want_data[k] = nudge(loss_of, &batch, &batch.z_data[k]);
        hinge_gradient(batch.dz, batch.z, batch.y);
        const Diagnosis sizes[] = {{M, "the right slopes times m: the mean is missing"},
                                   {-1, "the sign is turned"},
                                   {0, NULL}};
        double allowed = nudge_tolerance();
        require_close("dz against the nudge", batch.dz, want, allowed, allowed, sizes);
    }
}
