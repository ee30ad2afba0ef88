/* Welford's mean and deviation, against two passes. */
#include "dataset.h"
#include "exercises/support.h"

void running_add(Matrix state, Matrix row);
void running_std(Matrix std, Matrix state);

TestSuite(ex7_2, .timeout = 10);

enum { WIDEST = 8 };

typedef struct Running {
    real numbers[3 * WIDEST], std_data[WIDEST];
    Matrix state, std;
} Running;

/* All rows of x through running_add, then running_std. */
static void run_over(Running *running, Matrix x)
{
    running->state = matrix_view(running->numbers, 3, x.cols);
    running->std = matrix_view(running->std_data, 1, x.cols);
    matrix_fill(running->state, 0);
    matrix_fill(running->std, NAN);
    for (size_t i = 0; i < x.rows; i++)
        running_add(running->state, matrix_rows(x, i, 1));
    running_std(running->std, running->state);
}

static Matrix mean_of(Running *running)
{
    return matrix_rows(running->state, 1, 1);
}

Test(ex7_2, a_two_numbers_by_hand)
{
    Running r;
    run_over(&r, matrix_view((real[]){0, 2}, 2, 1));
    cr_assert(r.numbers[0] == 2, "the count is %g, expected 2", (double)r.numbers[0]);
    cr_assert(r.numbers[1] == 1, "the mean of 0 and 2 is %g", (double)r.numbers[1]);
    cr_assert(r.numbers[2] == 2, "q of 0 and 2 is %g, expected 2%s",
              (double)r.numbers[2],
              r.numbers[2] == 4   ? ": the gap before the mean moved, squared"
              : r.numbers[2] == 1 ? ": the gap after the mean moved, squared"
                                  : "");
    cr_assert(r.std_data[0] == 1, "the deviation is %g, expected 1%s",
              (double)r.std_data[0],
              r.std_data[0] > 1 && r.std_data[0] < 1.5
                  ? ": divide by the count, not by one less"
                  : "");
}

Test(ex7_2, a_every_column_by_itself)
{
    Running r;
    run_over(&r, matrix_view((real[]){1, 0, -8, 3, 4, -8, 5, 8, -8}, 3, 3));
    require_close("the means", mean_of(&r), matrix_view((real[]){3, 4, -8}, 1, 3), 8, 0,
                  NULL);
    require_close("q", matrix_rows(r.state, 2, 1),
                  matrix_view((real[]){8, 32, 0}, 1, 3), 8, 0, NULL);
}

Test(ex7_2, b_one_sample_and_a_constant_column_have_deviation_one)
{
    Running r;
    run_over(&r, matrix_view((real[]){5, -7}, 1, 2));
    cr_assert(r.std_data[0] == 1 && r.std_data[1] == 1,
              "after one sample the deviations are %g and %g, expected 1 for both",
              (double)r.std_data[0], (double)r.std_data[1]);
    real pairs[100]; // a column that never changes beside one that swings by 4
    for (int i = 0; i < 50; i++) {
        pairs[2 * i] = (real)0.7;
        pairs[2 * i + 1] = (real)(i % 2 ? 4 : -4);
    }
    run_over(&r, matrix_view(pairs, 50, 2));
    cr_assert(r.std_data[0] == 1,
              "a column of 0.7 has the deviation %g, expected 1 in the place of 0",
              (double)r.std_data[0]);
    cr_assert(close_to(r.std_data[1], 4, 200, 0),
              "a column of -4 and 4 in turn has the deviation %g, expected 4",
              (double)r.std_data[1]);
}

Test(ex7_2, b_as_two_passes_have_it)
{
    Random random = random_seed(exercise_seed());
    for (int repeat = 0; repeat < 20; repeat++) {
        real data[200 * WIDEST], mean_data[WIDEST], std_data[WIDEST];
        size_t m = 2 + random_below(&random, 199),
               n = 1 + random_below(&random, WIDEST);
        Matrix x = matrix_view(data, m, n), mean = matrix_view(mean_data, 1, n);
        Matrix std = matrix_view(std_data, 1, n);
        random_fill_normal(&random, x, 2, (real)(repeat % 2 ? 3 : 0.25));
        dataset_mean_std(mean, std, x);
        Running r;
        run_over(&r, x);
        require_close("the means", mean_of(&r), mean, 400, 400, NULL);
        const Diagnosis sizes[] = {
            {real_sqrt((real)m / (real)(m - 1)), "divided by count - 1"}, {0, NULL}};
        require_close("the deviations", r.std, std, 400, 0, sizes);
    }
}

/* Numbers around a million: squares less squares would keep hardly a digit in a double of
 * 1e8, none in a float of 1e6. The data are whole numbers, so that they are exact. */
Test(ex7_2, c_small_gaps_around_a_large_mean)
{
    Random random = random_seed(exercise_seed() + 1);
    real far = sizeof(real) == 8 ? (real)1e9 : (real)1e6, gaps[1000], shifted[1000];
    for (int i = 0; i < 1000; i++) {
        gaps[i] = (real)random_below(&random, 7) - 3;
        shifted[i] = gaps[i] + far;
    }
    real mean, std;
    dataset_mean_std(matrix_view(&mean, 1, 1), matrix_view(&std, 1, 1),
                     matrix_view(gaps, 1000, 1));
    Running r;
    run_over(&r, matrix_view(shifted, 1000, 1));
    // a mean of 1e9 has an error of up to a few of its own roundings
    double error = fabs((double)(r.std_data[0] - std)) / (double)std;
    cr_assert(error < 0.01,
              "around %g the deviation is %.6g, expected %.6g: a mean of squares is no "
              "start",
              (double)far, (double)r.std_data[0], (double)std);
}

Test(ex7_2, c_q_never_falls)
{
    Random random = random_seed(exercise_seed() + 2);
    real state_data[3] = {0};
    Matrix state = matrix_view(state_data, 3, 1);
    for (int i = 0; i < 10000; i++) {
        real x = (real)0.7 + REAL_EPSILON * (real)random_below(&random, 3),
             q = state_data[2];
        running_add(state, matrix_view(&x, 1, 1));
        cr_assert(
            state_data[2] >= q && state_data[0] == (real)(i + 1),
            "after %d numbers q falls from %g to %g: its root will be NaN one day",
            i + 1, (double)q, (double)state_data[2]);
    }
}
