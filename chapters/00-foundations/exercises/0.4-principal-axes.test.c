/* The axes of clouds whose axes are known, and of Iris. */
#include "dataset.h"
#include "exercises/support.h"
#include "foundations.h"

void principal_axes(Matrix values, Matrix axes, Matrix x);

TestSuite(ex0_4, .timeout = 20);

enum { MOST = 150, WIDEST = 4 };

typedef struct Task {
    real numbers[MOST * WIDEST + WIDEST + WIDEST * WIDEST];
    Matrix x, values, axes;
} Task;

static void task_begin(Task *task, size_t m, size_t n, size_t k)
{
    real *at = task->numbers;
    task->x = matrix_view(at, m, n), at += m * n;
    task->values = matrix_view(at, k, 1), at += k;
    task->axes = matrix_view(at, n, k);
    matrix_fill(task->values, NAN);
    matrix_fill(task->axes, NAN);
}

static void solve(Task *task)
{
    principal_axes(task->values, task->axes, task->x);
    require_finite("values", task->values);
    require_finite("axes", task->axes);
}

/* Column j of the axes, copied to numbers. */
static Matrix axis(const Task *task, size_t j, real *numbers)
{
    for (size_t i = 0; i < task->axes.rows; i++)
        numbers[i] = matrix_at(task->axes, i, j);
    return matrix_view(numbers, task->axes.rows, 1);
}

/* The mean of the squared distances from the mean along u: the variance there. */
static double variance_along(const Task *task, Matrix u)
{
    real along_data[MOST];
    Matrix along = matrix_view(along_data, task->x.rows, 1);
    for (size_t i = 0; i < task->x.rows; i++)
        along_data[i] = product_entry(task->x, i, u, 0);
    return (double)sample_variance(along);
}

/* Two powers of epsilon meet: eigenvalues are known to a few epsilons of the largest, the
 * directions only to that over the gap of 5 percent. Here 1e4 epsilons of the largest. */
static double allowed(const Task *task)
{
    return 1e4 * (double)REAL_EPSILON * (1 + (double)matrix_at(task->values, 0, 0));
}

/* Whatever the cloud: axes of length 1, at right angles, values that fall, and along each
 * axis the variance that stands in values. */
static void require_axes(const Task *task)
{
    real u_data[WIDEST], v_data[WIDEST];
    for (size_t j = 0; j < task->values.rows; j++) {
        Matrix u = axis(task, j, u_data);
        double value = (double)matrix_at(task->values, j, 0);
        double length = (double)vector_length(u), found = variance_along(task, u);
        cr_assert(fabs(length - 1) < 1e-4, "axis %zu has the length %g, expected 1", j,
                  length);
        cr_assert(fabs(found - value) < 10 * allowed(task),
                  "along axis %zu the variance is %.9g, and the value is %.9g%s", j,
                  found, value,
                  fabs(found * (double)task->x.rows - value) < 0.01 * value
                      ? ": the mean is missing"
                      : "");
        for (size_t k = 0; k < j; k++) {
            double dot = (double)vector_dot(u, axis(task, k, v_data));
            cr_assert(fabs(dot) < 1e-3, "axes %zu and %zu have the dot product %g", k,
                      j, dot);
            cr_assert(matrix_at(task->values, k, 0) >= matrix_at(task->values, j, 0),
                      "value %zu is larger than value %zu", j, k);
        }
    }
}

/* Four points around (10, 20): +-(2, 2) and +-(1, -1). C is [[2.5, 1.5], [1.5, 2.5]],
 * with 4 along (1, 1) and 1 along (1, -1). */
Test(ex0_4, a_four_points_by_hand)
{
    static const real x[] = {12, 22, 8, 18, 11, 19, 9, 21};
    Task task;
    task_begin(&task, 4, 2, 2);
    for (size_t i = 0; i < 8; i++) task.x.data[i] = x[i];
    solve(&task);
    double first = (double)task.values.data[0], second = (double)task.values.data[1];
    cr_assert(fabs(first - 16) > 0.1, "the first is 16: the mean is missing");
    cr_assert(fabs(first - 16.0 / 3) > 0.1, "divided by m - 1; the text divides by m");
    cr_assert(first < 100, "the first is %g: the mean was not taken out of x", first);
    cr_assert(fabs(first - 4) < 1e-4, "the first is %g, expected 4", first);
    cr_assert(fabs(second - 1) < 1e-4, "the second is %g, expected 1", second);
    require_axes(&task);
    cr_assert(task.axes.data[0] * task.axes.data[2] > 0,
              "column 0 is not along (1, 1)");
}

/* A cloud with different variances along turned axes: what is required of any. */
Test(ex0_4, b_clouds_at_random)
{
    Random random = random_seed(exercise_seed());
    for (size_t n = 2; n <= 4; n++) {
        Task task;
        real mirror_data[4];
        Matrix mirror = matrix_view(mirror_data, n, 1);
        random_fill_normal(&random, mirror, 0, 1);
        real size = vector_dot(mirror, mirror), wide = 1;
        task_begin(&task, 100, n, 1);
        for (size_t j = 0; j < n; j++, wide *= 2) // variances as 1, 4, 16 and 64
            for (size_t i = 0; i < 100; i++)
                matrix_at(task.x, i, j) = wide * (2 * random_uniform(&random) - 1);
        for (size_t i = 0; i < 100; i++) { // a mirror keeps them, along other axes
            real across = 2 * product_entry(task.x, i, mirror, 0) / size;
            for (size_t j = 0; j < n; j++)
                matrix_at(task.x, i, j) -= across * mirror_data[j];
        }
        solve(&task);
        require_axes(&task);
        for (int k = 0; k < 200; k++) { // and no other direction has more
            real d_data[4];
            Matrix d = matrix_view(d_data, n, 1);
            random_fill_normal(&random, d, 0, 1);
            matrix_scale(d, d, 1 / vector_length(d));
            cr_assert(variance_along(&task, d) <=
                          (double)task.values.data[0] + 10 * allowed(&task),
                      "there is a direction with more variance than the first axis");
        }
    }
}

/* Here a start of equal numbers is at a right angle to the first axis, (1, -1), and the
 * longest column is not the one to start from: 3.9 in a block, and 3 alone. */
Test(ex0_4, b_the_start_must_favour_nothing)
{
    real big = real_sqrt((real)3.9), small = real_sqrt((real)0.1), three = real_sqrt(3);
    Task task;
    task_begin(&task, 6, 3, 3);
    matrix_fill(task.x, 5);
    for (size_t side = 0; side < 2; side++) {
        real sign = side ? -1 : 1, half = real_sqrt((real)1.5);
        matrix_at(task.x, side, 0) += sign * big * half;
        matrix_at(task.x, side, 1) -= sign * big * half;
        matrix_at(task.x, 2 + side, 0) += sign * small * half;
        matrix_at(task.x, 2 + side, 1) += sign * small * half;
        matrix_at(task.x, 4 + side, 2) += sign * three * real_sqrt(3);
    }
    solve(&task);
    require_axes(&task);
    const double want[] = {3.9, 3, 0.1};
    for (size_t j = 0; j < 3; j++)
        cr_assert(fabs((double)task.values.data[j] - want[j]) < 1e-3,
                  "value %zu is %g, expected %g", j, (double)task.values.data[j],
                  want[j]);
}

/* numpy.linalg.eigvalsh of numpy.cov(x, rowvar=False, bias=True). */
Test(ex0_4, c_iris)
{
    static const double want[] = {4.20005, 0.24105, 0.07769, 0.02368};
    Dataset iris;
    Failure failure;
    cr_assert(dataset_read_csv(&iris, "data/iris.csv", &failure), "%s", failure.text);
    Task task;
    task_begin(&task, MOST, 4, 4);
    matrix_copy(task.x, iris.x);
    solve(&task);
    cr_assert(matrix_equal(task.x, iris.x), "x is an input, and was changed");
    dataset_free(&iris);
    require_axes(&task);
    double sum = 0;
    for (size_t j = 0; j < 4; j++) sum += (double)task.values.data[j];
    for (size_t j = 0; j < 4; j++)
        cr_assert(fabs((double)task.values.data[j] - want[j]) < 2e-4,
                  "value %zu is %.6g, expected %.6g", j, (double)task.values.data[j],
                  want[j]);
    double first = (double)task.values.data[0], second = (double)task.values.data[1];
    cr_assert(first > 0.92 * sum, "the first axis holds %g of the variance",
              first / sum);
    cr_assert(first + second > 0.97 * sum, "the first two hold %g",
              (first + second) / sum);
}
