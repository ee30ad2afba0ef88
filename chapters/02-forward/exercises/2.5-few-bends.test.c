/* A curve through a few bends: weights come back; closeness and thrift are measured. */
#include "exercises/support.h"
#include "network.h"

void few_bends(Matrix w0, Matrix b0, Matrix w1, Matrix b1, Matrix points,
               real tolerance);

TestSuite(ex2_5, .timeout = 10);

enum { MOST = 201 };

/* The slope, and whether the line from point i to point j comes close enough. */
static bool joins(Matrix points, size_t i, size_t j, real tolerance)
{
    real x = matrix_at(points, i, 0), y = matrix_at(points, i, 1);
    real slope = (matrix_at(points, j, 1) - y) / (matrix_at(points, j, 0) - x);
    for (size_t k = i + 1; k < j; k++) {
        real line = y + slope * (matrix_at(points, k, 0) - x);
        if (!(fabs((double)(line - matrix_at(points, k, 1))) <= (double)tolerance))
            return false;
    }
    return true;
}

/* How many lines the rule of thumb needs. */
static size_t lines_needed(Matrix points, real tolerance)
{
    size_t lines = 0;
    for (size_t i = 0; i + 1 < points.rows; lines++) {
        size_t j = points.rows - 1;
        while (j > i + 1 && !joins(points, i, j, tolerance)) j--;
        i = j;
    }
    return lines;
}

/* Runs few_bends with n neurons; requires closeness, and at most as many neurons as
 * the rule of thumb needs. */
static void require_curve(Matrix points, real tolerance, size_t n, const char *what)
{
    real numbers[3 * MOST], b1_data[1], kept[2 * MOST];
    Matrix w0 = matrix_view(numbers, 1, n), b0 = matrix_view(numbers + n, 1, n);
    Matrix w1 = matrix_view(numbers + 2 * n, n, 1), b1 = matrix_view(b1_data, 1, 1);
    Matrix all[] = {w0, b0, w1, b1};
    for (size_t i = 0; i < 4; i++) matrix_fill(all[i], NAN);
    for (size_t i = 0; i < 2 * points.rows; i++) kept[i] = points.data[i];
    few_bends(w0, b0, w1, b1, points, tolerance);
    for (size_t i = 0; i < 2 * points.rows; i++)
        cr_assert(kept[i] == points.data[i], "%s: the points have changed", what);
    static const char *const names[] = {"w0", "b0", "w1", "b1"};
    for (size_t i = 0; i < 4; i++) require_finite(names[i], all[i]);

    const size_t sizes[] = {1, n, 1};
    const char *const activations[] = {"relu", "identity"};
    Network network = network_new(2, sizes, activations);
    Cache cache = cache_new(network, 1);
    matrix_copy(network.layers[0].w, w0);
    matrix_copy(network.layers[0].b, b0);
    matrix_copy(network.layers[1].w, w1);
    matrix_copy(network.layers[1].b, b1);
    // turns of slopes near 100 are added up 200 times, and rounded as often
    double allowed = (double)tolerance + 1e5 * (double)REAL_EPSILON;
    for (size_t i = 0; i < points.rows; i++) {
        real x = matrix_at(points, i, 0), y = matrix_at(points, i, 1);
        real got = network_forward(&cache, network, matrix_view(&x, 1, 1)).data[0];
        cr_assert(fabs((double)(got - y)) <= allowed,
                  "%s: at point %zu, x = %.6g, the network says %.6g, expected %.6g "
                  "within %.3g%s",
                  what, i, (double)x, (double)got, (double)y, (double)tolerance,
                  i == 0 ? ": b1 is where the path begins" : "");
    }
    cache_free(&cache);
    network_free(&network);

    // A line at the very limit may fit or not, as the arithmetic rounds: both will do.
    size_t used = 0, most = 0;
    for (int side = -1; side <= 1; side++) {
        size_t lines = lines_needed(points, tolerance + 16 * (real)side * REAL_EPSILON);
        if (lines > most) most = lines;
    }
    for (size_t k = 0; k < n; k++) used += matrix_at(w1, k, 0) != 0;
    cr_assert(used <= most, "%s: %zu neurons in use, the rule of thumb needs %zu", what,
              used, most);
}

#define POINTS(rows, ...) matrix_view((real[]){__VA_ARGS__}, rows, 2)

Test(ex2_5, a_one_line)
{
    require_curve(POINTS(2, 1, 5, 3, 9), (real)0.01, 1, "two points");
    require_curve(POINTS(4, -2, 1, 0, 0, 2, -1, 6, -3), (real)0.01, 3,
                  "four points on a line");
}

/* Slopes 2, 5, -1: the turns are 2, 3, -6. */
Test(ex2_5, a_three_lines)
{
    require_curve(POINTS(4, 0, 10, 1, 12, 3, 22, 4, 21), (real)0.01, 3, "three lines");
}

Test(ex2_5, b_neurons_to_spare_stay_silent)
{
    require_curve(POINTS(3, 0, 0, 1, 1, 2, 0), (real)0.001, 20, "a roof");
    require_curve(POINTS(3, 0, 3, 1, 3, 2, 3), (real)0.001, 7, "a flat line");
}

/* From (0, 0), the line to (2, 0.6) misses (1, -0.4) by 0.7, and the line to (4, 0.2)
 * misses no point by more than 0.5. Who stops at the first line that does not fit
 * needs more than one. */
Test(ex2_5, b_the_farthest_line_wins)
{
    Matrix points = POINTS(5, 0, 0, 1, (real)-0.4, 2, (real)0.6, 3, (real)0.15, 4,
                           (real)0.2);
    cr_assert(!joins(points, 0, 2, (real)0.55) && joins(points, 0, 4, (real)0.55));
    require_curve(points, (real)0.55, 4, "a line that fits behind one that does not");
    require_curve(points, (real)0.45, 4, "the same points, less forgiven");
}

static void draw_curve(Matrix points, int which, Random *random)
{
    real shift = random_uniform(random);
    for (size_t i = 0; i < points.rows; i++) {
        real x = (real)i / (real)(points.rows - 1);
        real y = which == 0   ? real_sin((real)(2 * REAL_PI) * (x + shift))
                 : which == 1 ? real_sqrt(x + shift)
                 : which == 2 ? (x < shift ? shift - x : x - shift)
                              : random_uniform(random);
        matrix_at(points, i, 0) = x;
        matrix_at(points, i, 1) = y;
    }
}

Test(ex2_5, b_drawn_curves_at_many_tolerances)
{
    static const char *const what[] = {"a sine", "a root", "a corner", "noise"};
    real data[2 * MOST];
    Random random = random_seed(exercise_seed());
    for (int k = 0; k < 40; k++) {
        Matrix points = matrix_view(data, k % 2 ? MOST : 57, 2);
        draw_curve(points, k % 4, &random);
        real tolerance = (real[]){(real)0.1, (real)0.01, (real)0.003}[k % 3];
        require_curve(points, tolerance, points.rows - 1, what[k % 4]);
    }
}

/* A sine at 1%: bumps of the chapter would take 4 * 2 pi * 3 / (4 * 0.01) > 1800
 * neurons; the rule of thumb takes about 20. */
Test(ex2_5, c_a_sine_at_one_percent)
{
    real data[2 * MOST];
    Matrix points = matrix_view(data, MOST, 2);
    for (size_t i = 0; i < MOST; i++) {
        matrix_at(points, i, 0) = (real)i / (MOST - 1);
        matrix_at(points, i,
                  1) = real_sin((real)(2 * REAL_PI) * matrix_at(points, i, 0));
    }
    size_t most = lines_needed(points, (real)0.01);
    cr_assert(most <= 24, "the rule of thumb itself takes %zu", most);
    require_curve(points, (real)0.01, MOST - 1, "a sine");
}
