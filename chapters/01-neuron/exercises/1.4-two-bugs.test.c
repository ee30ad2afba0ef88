/* The mended gradient of the log loss, against paper, nudge and symmetry. */
#include "exercises/support.h"
#include "neuron.h"

void logistic_gradient(Matrix dw, Matrix db, Matrix x, Matrix y, Matrix w, Matrix b);
void logistic_train(Matrix w, Matrix b, Matrix x, Matrix y, real rate, size_t steps);

TestSuite(ex1_4, .timeout = 10);

enum { MOST = 16, WIDEST = 8 };

/* A batch, the weights it meets, and a place for their slopes. */
typedef struct Batch {
    real numbers[MOST * WIDEST + MOST + 2 * WIDEST + 2];
    Matrix x, y, w, b, dw, db;
} Batch;

static void batch_begin(Batch *batch, size_t m, size_t n)
{
    real *at = batch->numbers;
    batch->x = matrix_view(at, m, n), at += m * n;
    batch->y = matrix_view(at, m, 1), at += m;
    batch->w = matrix_view(at, n, 1), at += n;
    batch->b = matrix_view(at, 1, 1), at += 1;
    batch->dw = matrix_view(at, n, 1), at += n;
    batch->db = matrix_view(at, 1, 1);
    matrix_fill(batch->dw, NAN);
    matrix_fill(batch->db, NAN);
}

/* Inputs off the origin, so that the errors of the samples do not cancel. */
static void batch_draw(Batch *batch, Random *random)
{
    random_fill_uniform(random, batch->x, (real)-0.5, (real)1.5);
    random_fill_uniform(random, batch->w, -1, 1);
    random_fill_uniform(random, batch->b, -1, 1);
    for (size_t i = 0; i < batch->y.rows; i++)
        matrix_at(batch->y, i, 0) = random_below(random, 3) == 0 ? 1 : 0;
}

static void slopes(Batch *batch)
{
    logistic_gradient(batch->dw, batch->db, batch->x, batch->y, batch->w, batch->b);
    require_finite("dw", batch->dw);
    require_finite("db", batch->db);
}

/* The loss of chapter 1, which the nudge trusts. */
static real loss_of(const void *arguments)
{
    const Batch *batch = arguments;
    real z_data[MOST];
    Matrix z = matrix_view(z_data, batch->x.rows, 1);
    neuron_forward(z, z, batch->x, batch->w, batch->b, activation_named("identity"));
    return neuron_log_loss(z, batch->y);
}

static void require_nudge(size_t m, size_t n, uint64_t seed)
{
    Random random = random_seed(seed);
    Batch batch;
    batch_begin(&batch, m, n);
    batch_draw(&batch, &random);
    real want_w_data[WIDEST], want_b_data[1];
    Matrix want_w = matrix_view(want_w_data, n, 1),
           want_b = matrix_view(want_b_data, 1, 1);
    for (size_t j = 0; j < n; j++)
        want_w_data[j] = nudge(loss_of, &batch, &matrix_at(batch.w, j, 0));
    want_b_data[0] = nudge(loss_of, &batch, &matrix_at(batch.b, 0, 0));

    slopes(&batch);
    const Diagnosis sizes[] = {
        {(real)m, "the right gradient times m: the mean is missing"},
        {(real)m / (real)n,
         "the right gradient times m / n: divided by the inputs, and "
         "not by the samples"},
        {1 / (real)m, "the right gradient over m: the mean was taken twice"},
        {-1, "the right gradient with its sign turned"},
        {0, NULL}};
    double allowed = nudge_tolerance();
    require_close("dw against the nudge", batch.dw, want_w, allowed, allowed, sizes);
    require_close("db against the nudge", batch.db, want_b, allowed, allowed, sizes);
}

/* The neuron says 0.5 and should say 1: dz = -0.5, dw = 2 dz, db = dz. */
Test(ex1_4, a_one_sample_by_hand)
{
    Batch batch;
    batch_begin(&batch, 1, 1);
    batch.x.data[0] = 2, batch.y.data[0] = 1, batch.w.data[0] = 0, batch.b.data[0] = 0;
    slopes(&batch);
    const Diagnosis slope[] = {{(real)0.25,
                                "a quarter of it is left: the sigmoid's slope at "
                                "0 is 0.25, and does not belong here"},
                               {-1, "the sign is turned"},
                               {0, NULL}};
    require_close("dw", batch.dw, matrix_view((real[]){-1}, 1, 1), 8, 0, slope);
    require_close("db", batch.db, matrix_view((real[]){(real)-0.5}, 1, 1), 8, 0, slope);
}

/* z = 20 and -20, each time wrong: the slope at z is 1 and -1 up to 2e-9, which float
 * rounds away; so 1e-6 is allowed. */
Test(ex1_4, b_sure_and_wrong_is_not_asleep)
{
    for (int side = -1; side <= 1; side += 2) {
        Batch batch;
        batch_begin(&batch, 1, 1);
        batch.x.data[0] = (real)(4 * side), batch.y.data[0] = side > 0 ? 0 : 1;
        batch.w.data[0] = 4, batch.b.data[0] = (real)(4 * side);
        slopes(&batch);
        double db = (double)batch.db.data[0], dw = (double)batch.dw.data[0];
        cr_assert(
            fabs(db - side) <= 1e-6 && fabs(dw - 4) <= 1e-6,
            "z is %d and wrong, dw is %.3g, expected 4, db is %.3g, expected %d%s",
            20 * side, dw, db, side,
            fabs(db) < 1e-6 ? ": the slope of the sigmoid puts it to sleep" : "");
    }
}

/* A mean does not change when every sample stands in the batch twice. */
Test(ex1_4, b_each_sample_twice_changes_nothing)
{
    Random random = random_seed(exercise_seed());
    Batch once, twice;
    batch_begin(&once, 5, 3);
    batch_begin(&twice, 10, 3);
    batch_draw(&once, &random);
    for (size_t half = 0; half < 10; half += 5) {
        matrix_copy(matrix_rows(twice.x, half, 5), once.x);
        matrix_copy(matrix_rows(twice.y, half, 5), once.y);
    }
    matrix_copy(twice.w, once.w);
    matrix_copy(twice.b, once.b);
    const Diagnosis sizes[] = {
        {2, "it has doubled: the sum is not divided by the samples"},
        {(real)0.5, "it has halved: divided by the samples twice"},
        {0, NULL}};
    for (int target = 0; target <= 1; target++) { // with one target, no error cancels
        matrix_fill(once.y, (real)target);
        matrix_fill(twice.y, (real)target);
        slopes(&once);
        slopes(&twice);
        require_close("dw with each sample twice", twice.dw, once.dw, 64, 64, sizes);
        require_close("db with each sample twice", twice.db, once.db, 64, 64, sizes);
        cr_assert(
            target ? once.db.data[0] < 0 : once.db.data[0] > 0,
            "db is %g when every target is %d: it has the wrong sign, or is no slope",
            (double)once.db.data[0], target);
    }
}

/* From target 0 to target 1 each dz falls by 1/m, whatever the neuron says: so dw falls
 * by the mean of the inputs, and db by 1. */
Test(ex1_4, b_the_targets_move_the_slopes_by_the_mean_input)
{
    Random random = random_seed(exercise_seed() + 1);
    Batch batch;
    batch_begin(&batch, 7, 4);
    batch_draw(&batch, &random);
    real fall_data[4], mean_data[4], fall_b, one = 1;
    Matrix fall = matrix_view(fall_data, 4, 1), mean = matrix_view(mean_data, 1, 4);
    matrix_fill(batch.y, 0);
    slopes(&batch);
    matrix_copy(fall, batch.dw);
    fall_b = batch.db.data[0];
    matrix_fill(batch.y, 1);
    slopes(&batch);
    matrix_subtract(fall, fall, batch.dw);
    fall_b -= batch.db.data[0];
    matrix_sum_rows(mean, batch.x);
    matrix_scale(mean, mean, (real)1 / 7);

    const Diagnosis sizes[] = {{7, "7 times that: the mean is missing"},
                               {(real)7 / 4,
                                "7/4 of that: divided by the 4 inputs, and not "
                                "by the 7 samples"},
                               {0, NULL}};
    require_close("the fall of dw", fall, matrix_view(mean_data, 4, 1), 64, 64, sizes);
    require_close("the fall of db", matrix_view(&fall_b, 1, 1), matrix_view(&one, 1, 1),
                  64, 64, sizes);
}

/* As many samples as inputs: here only one of the two mistakes shows. */
Test(ex1_4, c_gradient_of_a_square_batch)
{
    require_nudge(4, 4, exercise_seed() + 2);
}

Test(ex1_4, c_gradient_of_many_samples)
{
    require_nudge(16, 3, exercise_seed() + 3);
}

Test(ex1_4, c_gradient_of_few_samples)
{
    require_nudge(2, 8, exercise_seed() + 4);
}

/* A neuron that starts sure and wrong, at z = -30 and 30. Each step at rate 1 moves w
 * by 3, and so both z by 9. After 40 it must be where chapter 1's own functions go. */
Test(ex1_4, c_training_wakes_a_neuron_that_is_wrong)
{
    Batch batch, trusted;
    batch_begin(&batch, 2, 1);
    batch.x.data[0] = 3, batch.x.data[1] = -3;
    batch.y.data[0] = 1, batch.y.data[1] = 0;
    batch.w.data[0] = -10, batch.b.data[0] = (real)0.5;
    trusted = batch;
    batch_begin(&trusted, 2, 1);
    real slope_data[2];
    Matrix dz = matrix_view(slope_data, 2, 1);
    for (int step = 0; step < 40; step++) {
        neuron_forward(dz, dz, trusted.x, trusted.w, trusted.b,
                       activation_named("sigmoid"));
        neuron_log_delta(dz, dz, trusted.y);
        neuron_gradient(trusted.dw, trusted.db, trusted.x, dz);
        neuron_step(trusted.w, trusted.b, trusted.dw, trusted.db, 1);
    }

    logistic_train(batch.w, batch.b, batch.x, batch.y, 1, 40);
    real loss = loss_of(&batch);
    cr_assert(loss<(real)0.1, "after 40 steps the loss is %g, expected under 0.1%s",
                   (double)loss, loss> 29
                  ? ": it has not moved"
                  : "");
    require_close("w", batch.w, trusted.w, 1000, 1000,
                  NULL); // 40 steps of 10 roundings
    require_close("b", batch.b, trusted.b, 1000, 1000, NULL);
}
