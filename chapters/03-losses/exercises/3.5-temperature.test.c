/* Softmax regression with a price for weights, calibration, and a temperature. */
#include "dataset.h"
#include "exercises/support.h"
#include "layer.h"
#include "losses.h"
#include "neuron.h"

void fit(Matrix w, Matrix b, Matrix x, Matrix y, real decay, real rate, size_t steps);
real calibration_error(Matrix p, Matrix y, size_t bins);
real fit_temperature(Matrix z, Matrix y);

TestSuite(ex3_5, .timeout = 10);

enum { M = 60, N = 3, K = 4 };

/* Samples in overlapping clouds, and a place for weights and logits. */
typedef struct Task {
    real x_data[M * N], y_data[M * K], w_data[N * K], b_data[K], z_data[M * K];
    Matrix x, y, w, b, z;
} Task;

static void task_draw(Task *task, Random *random)
{
    task->x = matrix_view(task->x_data, M, N);
    task->y = matrix_view(task->y_data, M, K);
    task->w = matrix_view(task->w_data, N, K);
    task->b = matrix_view(task->b_data, 1, K);
    task->z = matrix_view(task->z_data, M, K);
    matrix_fill(task->w, NAN);
    matrix_fill(task->b, NAN);
    matrix_fill(task->y, 0);
    random_fill_normal(random, task->x, 0, 1);
    for (size_t i = 0; i < M; i++) {
        size_t class = random_below(random, K);
        matrix_at(task->y, i, class) = 1;
        if (class < N) matrix_at(task->x, i, class) += 2;
    }
}

static void train(Task *task, real decay, real rate, size_t steps)
{
    fit(task->w, task->b, task->x, task->y, decay, rate, steps);
    require_finite("w", task->w);
    require_finite("b", task->b);
    dense_forward(task->z, task->x, task->w, task->b);
}

/* One step from zero, one sample x = (2, -1) of class 1 of 2: P - Y is (1/2, -1/2), so w
 * becomes -rate x^T (P - Y). Weights at zero have no price. */
Test(ex3_5, a_one_step_by_hand)
{
    real x[] = {2, -1}, y[] = {0, 1}, w[] = {7, 7, 7, 7}, b[] = {7, 7};
    Matrix weights = matrix_view(w, 2, 2), biases = matrix_view(b, 1, 2);
    fit(weights, biases, matrix_view(x, 1, 2), matrix_view(y, 1, 2), 3, (real)0.5, 1);
    real want_w[] = {-0.5, 0.5, 0.25, -0.25}, want_b[] = {-0.25, 0.25};
    require_close("w", weights, matrix_view(want_w, 2, 2), 8, 0, NULL);
    require_close("b", biases, matrix_view(want_b, 1, 2), 8, 0, NULL);
}

/* Confidences 0.9, 0.8 (both wrong: 0.9 right, 0.8 wrong), 0.6 right, and 1 right. */
Test(ex3_5, a_calibration_by_hand)
{
    real p[] = {(real)0.9, (real)0.1, (real)0.2, (real)0.8, (real)0.6, (real)0.4, 1, 0};
    real y[] = {1, 0, 1, 0, 1, 0, 1, 0};
    Matrix said = matrix_view(p, 4, 2), is = matrix_view(y, 4, 2);
    // one bin: mean confidence 0.825, three of four right
    real one = calibration_error(said, is, 1);
    cr_assert(close_to(one, (real)0.075, 64, 0), "one bin: %.9g, expected 0.075",
              (double)one);
    // four bins: 0.6 in the third, |0.6 - 1|; 0.9, 0.8, 1 in the last, |2.7 - 2|
    real four = calibration_error(said, is, 4);
    cr_assert(close_to(four, (real)0.275, 64, 0),
              "four bins: %.9g, expected (0.4 + 0.7) / 4 = 0.275%s", (double)four,
              fabs((double)four - 0.525) < 1e-6
                  ? ": sum within a bin first, sign and all"
                  : "");
}

/* Two samples of two classes, logits (1, 0), one right and one wrong of 4: with 3 of 4
 * right, softmax(1/T) = 3/4 means 1/T = ln 3. */
Test(ex3_5, a_temperature_by_hand)
{
    real z[] = {1, 0, 1, 0, 1, 0, 1, 0}, y[] = {1, 0, 1, 0, 1, 0, 0, 1};
    real t = fit_temperature(matrix_view(z, 4, 2), matrix_view(y, 4, 2));
    cr_assert(fabs((double)t - 0.91023922662683739) < 1e-5,
              "three of four are right, so 1/T is ln 3: T is 0.910239, not %.9g%s",
              (double)t,
              fabs((double)t - 1.09861228866810969) < 1e-5 ? ": this is 1/T" : "");
}

/* At the lowest point the slopes of the cross-entropy and the price are in balance. */
Test(ex3_5, b_fit_ends_where_the_price_balances_the_slopes)
{
    Random random = random_seed(exercise_seed());
    Task task;
    real dz_data[M * K], dw_data[N * K], db_data[K], decay = (real)0.1;
    Matrix dz = matrix_view(dz_data, M, K), dw = matrix_view(dw_data, N, K);
    Matrix db = matrix_view(db_data, 1, K);
    task_draw(&task, &random);
    train(&task, decay, (real)0.5, 2000);
    softmax_cross_entropy_gradient(dz, task.z, task.y);
    neuron_gradient(dw, db, task.x, dz);
    matrix_add_scaled(dw, task.w, decay);
    cr_assert((double)matrix_max_abs(dw) < 1e-5,
              "a slope of %.3g is left in w, price included",
              (double)matrix_max_abs(dw));
    cr_assert((double)matrix_max_abs(db) < 1e-5,
              "a slope of %.3g is left in b, which has no price",
              (double)matrix_max_abs(db));
    cr_assert(matrix_max_abs(task.w) > (real)0.1, "w has not moved");
}

Test(ex3_5, b_a_perfectly_calibrated_model_has_no_error)
{
    real p[40], y[40] = {0},
                always[40] = {0}; // 20 rows of (3/4, 1/4), 15 of them right
    for (int i = 0; i < 20; i++) {
        p[2 * i] = (real)0.75, p[2 * i + 1] = (real)0.25;
        y[2 * i + (i % 4 == 0)] = 1, always[2 * i] = 1;
    }
    real modest = calibration_error(matrix_view(p, 20, 2), matrix_view(always, 20, 2),
                                    1);
    cr_assert(close_to(modest, (real)0.25, 64, 0),
              "3/4 sure and always right: %.9g, expected 0.25", (double)modest);
    for (size_t bins = 1; bins <= 20; bins++) {
        real error = calibration_error(matrix_view(p, 20, 2), matrix_view(y, 20, 2),
                                       bins);
        cr_assert(close_to(error, 0, 0, 64), "%zu bins: %.9g, expected 0", bins,
                  (double)error);
    }
}

/* Quite sure and quite wrong: whatever the bins, 1 belongs to one of them. */
Test(ex3_5, b_a_confidence_of_one_has_a_bin)
{
    real p[] = {1, 0, 0, 1}, y[] = {0, 1, 0, 1};
    for (size_t bins = 1; bins <= 12; bins++) {
        real error = calibration_error(matrix_view(p, 2, 2), matrix_view(y, 2, 2),
                                       bins);
        cr_assert(close_to(error, (real)0.5, 8, 0),
                  "%zu bins, sure of both rows, one of them wrong: %.9g, expected "
                  "0.5%s",
                  bins, (double)error,
                  error == 0 ? ": a confidence of 1 belongs to the last bin" : "");
    }
}

/* Twice the logits are best at twice the temperature. */
Test(ex3_5, b_temperature_grows_with_the_logits)
{
    Random random = random_seed(exercise_seed() + 1);
    Task task;
    task_draw(&task, &random);
    train(&task, 0, (real)0.5, 50);
    real once = fit_temperature(task.z, task.y);
    cr_assert(once > (real)0.1 && once < 8, "T is %g", (double)once);
    matrix_scale(task.z, task.z, 2);
    real twice = fit_temperature(task.z, task.y);
    cr_assert(fabs((double)(twice / once) - 2) < 1e-4,
              "T is %.9g for z, and %.9g for 2 z", (double)once, (double)twice);
}

/* All right: the surer the better, down to 0.05. All wrong: 20 is the least bad. */
Test(ex3_5, b_temperature_stops_at_its_ends)
{
    real z[] = {1, 0, 0, 1}, right[] = {1, 0, 0, 1}, wrong[] = {0, 1, 1, 0};
    Matrix logits = matrix_view(z, 2, 2);
    real least = fit_temperature(logits, matrix_view(right, 2, 2));
    real most = fit_temperature(logits, matrix_view(wrong, 2, 2));
    cr_assert(close_to(least, (real)0.05, 64, 0), "all right: T is %.9g, expected 0.05",
              (double)least);
    cr_assert(close_to(most, 20, 64, 0), "all wrong: T is %.9g, expected 20",
              (double)most);
}

/* No other temperature is better, and what the model says stays the same. */
Test(ex3_5, c_temperature_is_the_lowest_point)
{
    Random random = random_seed(exercise_seed() + 2);
    for (int repeat = 0; repeat < 10; repeat++) {
        Task task;
        real scaled_data[M * K];
        Matrix scaled = matrix_view(scaled_data, M, K);
        task_draw(&task, &random);
        train(&task, (real)0.001, 1, 100);
        matrix_scale(task.z, task.z, 3); // far too sure
        real t = fit_temperature(task.z, task.y), factors[] = {1, (real)0.9, (real)1.1};
        double loss[3];
        for (int f = 0; f < 3; f++) {
            matrix_scale(scaled, task.z, 1 / (t * factors[f]));
            loss[f] = (double)softmax_cross_entropy(scaled, task.y);
        }
        cr_assert(loss[0] < loss[1] && loss[0] < loss[2],
                  "T %.9g costs %.9g; a tenth less %.9g, a tenth more %.9g", (double)t,
                  loss[0], loss[1], loss[2]);
        cr_assert(loss[0] < (double)softmax_cross_entropy(task.z, task.y));
    }
}

/* Digits: a model of the first 1000 gets at least 90 of 100 of the others right, and its
 * temperature makes it no worse. */
Test(ex3_5, c_digits)
{
    Dataset digits;
    Failure failure;
    cr_assert(dataset_read_csv(&digits, "data/digits.csv.gz", &failure), "%s",
              failure.text);
    Matrix y = matrix_new(1797, 10), w = matrix_new(64, 10), b = matrix_new(1, 10);
    Matrix z = matrix_new(797, 10), p = matrix_new(797, 10);
    dataset_one_hot(y, digits.y);
    matrix_scale(digits.x, digits.x, 1 / (real)16);
    fit(w, b, matrix_rows(digits.x, 0, 1000), matrix_rows(y, 0, 1000), (real)0.001,
        (real)0.5, 300);
    require_finite("w", w);
    dense_forward(z, matrix_rows(digits.x, 1000, 797), w, b);
    Matrix wanted = matrix_rows(y, 1000, 797);
    real right = accuracy(z, wanted), t = fit_temperature(z, wanted);
    cr_assert(right > (real)0.88, "%.1f %% of 797 digits are right, expected above 88",
              100 * (double)right);
    matrix_scale(p, z, 1 / t);
    cr_assert(softmax_cross_entropy(p, wanted) <= softmax_cross_entropy(z, wanted));
    softmax(p, p);
    real error = calibration_error(p, wanted, 10);
    cr_assert(error >= 0 && error < (real)0.1, "the calibration error is %g",
              (double)error);
    Matrix *all[] = {&y, &w, &b, &z, &p};
    for (size_t i = 0; i < 5; i++) matrix_free(all[i]);
    dataset_free(&digits);
}
