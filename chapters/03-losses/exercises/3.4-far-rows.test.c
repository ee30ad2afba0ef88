/* The mended fused loss: its slopes, and rows that lie far apart. */
#include "exercises/support.h"
#include "losses.h"

real fused_cross_entropy(Matrix dz, Matrix z, Matrix y);

TestSuite(ex3_4, .timeout = 10);

enum { MOST = 8, WIDEST = 8 };

typedef struct Batch {
    real z_data[MOST * WIDEST], y_data[MOST * WIDEST], dz_data[MOST * WIDEST];
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

static void batch_draw(Batch *batch, Random *random)
{
    random_fill_normal(random, batch->z, 0, 2);
    for (size_t i = 0; i < batch->y.rows; i++)
        matrix_at(batch->y, i, random_below(random, batch->y.cols)) = 1;
}

static real loss_of(const void *arguments)
{
    const Batch *batch = arguments;
    return softmax_cross_entropy(batch->z, batch->y);
}

/* Three equal logits, class 0: (1/3 - 1, 1/3, 1/3). */
Test(ex3_4, a_slopes_of_one_sample)
{
    Batch batch;
    batch_begin(&batch, 1, 3);
    matrix_fill(batch.z, 0);
    batch.y_data[0] = 1;
    fused_cross_entropy(batch.dz, batch.z, batch.y);
    real third = 1 / (real)3, want[] = {third - 1, third, third};
    const Diagnosis sizes[] = {
        {third,
         "a third of it: divided by the count of all logits, not of the samples"},
        {0, NULL}};
    require_close("dz", batch.dz, matrix_view(want, 1, 3), 8, 0, sizes);
}

/* The second sample is sure of class 0 by 1, far below the first. */
Test(ex3_4, b_a_row_far_below_the_first)
{
    Batch batch;
    batch_begin(&batch, 2, 2);
    const real z[] = {1000, 0, -1000, -1001};
    for (int k = 0; k < 4; k++) batch.z_data[k] = z[k];
    batch.y_data[0] = batch.y_data[2] = 1;
    real loss = fused_cross_entropy(batch.dz, batch.z, batch.y);
    real want = (real)0.313261687518222834 / 2; // ln(1 + e^-1), and nothing
    cr_assert(close_to(loss, want, 16, 0), "the loss is %g, expected %.9g%s",
              (double)loss, (double)want,
              isfinite(loss) ? "" : ": in row 1 every exponential has become 0");
}

/* Each row by itself: what all logits of a row have in common, does not show. */
Test(ex3_4, b_shifted_rows_cost_the_same)
{
    Random random = random_seed(exercise_seed());
    Batch batch;
    batch_begin(&batch, 5, 4);
    batch_draw(&batch, &random);
    for (size_t k = 0; k < 20; k++) // on a grid, so that no shift rounds
        batch.z_data[k] = (real)((int)(batch.z_data[k] * 8)) / 8;
    real want = loss_of(&batch);
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 4; k++) matrix_at(batch.z, i, k) -= 2048 * (real)i;
    real loss = fused_cross_entropy(batch.dz, batch.z, batch.y);
    cr_assert(close_to(loss, want, 32, 0), "the loss is %.9g, expected %.9g",
              (double)loss, (double)want);
}

/* The slopes of far rows are finite, and sum to zero in each. */
Test(ex3_4, c_slopes_of_far_rows)
{
    Batch batch;
    batch_begin(&batch, 3, 2);
    const real z[] = {3000, 2999, 0, 0, -3000, -3000};
    const double half = 0.5 / 3, far = 0.26894142136999512 / 3;
    const double want[] = {-far, far, half, -half, -half, half};
    for (int k = 0; k < 6; k++) batch.z_data[k] = z[k];
    batch.y_data[0] = batch.y_data[3] = batch.y_data[4] = 1;
    fused_cross_entropy(batch.dz, batch.z, batch.y);
    require_finite("dz", batch.dz);
    for (int k = 0; k < 6; k++)
        cr_assert(close_to(batch.dz_data[k], (real)want[k], 16, 0),
                  "dz (%d, %d) is %.9g, expected %.9g", k / 2, k % 2,
                  (double)batch.dz_data[k], want[k]);
}

static void require_nudge(size_t m, size_t k, uint64_t seed)
{
    Random random = random_seed(seed);
    Batch batch;
    real want_data[MOST * WIDEST];
    Matrix want = matrix_view(want_data, m, k);
    batch_begin(&batch, m, k);
    batch_draw(&batch, &random);
    for (size_t i = 0; i < m * k; i++)
        want_data[i] = nudge(loss_of, &batch, &batch.z_data[i]);
    fused_cross_entropy(batch.dz, batch.z, batch.y);
    const Diagnosis sizes[] = {
        {1 / (real)k, "divided by the count of all logits, not of the samples"},
        {(real)m, "times m: the mean is missing"},
        {1 / (real)m, "the mean was taken twice"},
        {0, NULL}};
    double allowed = nudge_tolerance();
    require_close("dz against the nudge", batch.dz, want, allowed, allowed, sizes);
}

Test(ex3_4, c_slopes_of_many_samples)
{
    require_nudge(8, 3, exercise_seed() + 1);
}

Test(ex3_4, c_slopes_of_many_classes)
{
    require_nudge(2, 8, exercise_seed() + 2);
}
