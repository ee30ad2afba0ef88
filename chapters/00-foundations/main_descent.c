/* Descent on a bowl: the largest rate, a bad direction, the same on real flowers. */
#include "main.h"

/* A bowl 1/2 v^T a v - c^T v, where somebody on it is, and the slopes there. */
typedef struct Walk {
    real numbers[4 + 3 * 2];
    Matrix a, c, v, slopes;
} Walk;

static void walk_begin(Walk *walk, real a11, real a12, real a22)
{
    walk->a = matrix_view(walk->numbers, 2, 2);
    walk->c = matrix_view(walk->numbers + 4, 2, 1);
    walk->v = matrix_view(walk->numbers + 6, 2, 1);
    walk->slopes = matrix_view(walk->numbers + 8, 2, 1);
    matrix_at(walk->a, 0, 0) = a11;
    matrix_at(walk->a, 0, 1) = matrix_at(walk->a, 1, 0) = a12;
    matrix_at(walk->a, 1, 1) = a22;
    matrix_fill(walk->c, 0);
    matrix_fill(walk->v, 0);
}

static void walk_step(Walk *walk, real rate)
{
    bowl_gradient(walk->slopes, walk->a, walk->c, walk->v);
    descent_step(walk->v, walk->slopes, rate);
}

static real walk_height(const Walk *walk)
{
    return bowl_value(walk->a, walk->c, walk->v);
}

/* --- the largest rate ---------------------------------------------------- */

/* What a rate makes of a walk that is this high after its last step. */
static const char *what_becomes(real height, real rate, real limit)
{
    if (height < (real)1e-6) return "arrives";
    if (rate < limit) return "on its way";
    return rate > limit ? "flies off" : "swings for ever";
}

void two_sides(Report *report, real own_rate)
{
    enum { RATES = 6 };
    const size_t shown[] = {0, 1, 10, 100, 1000};
    real limit = descent_limit(3);
    const real rate[RATES] = {(real)0.1, (real)0.5,      (real)1.99 / 3,
                              limit,     (real)2.01 / 3, own_rate};
    report_block(report, "two sides", "the bowl of [[2, 1], [1, 2]]: 2 / 3 = %.4f",
                 limit);
    table_begin(report, "rate|steep|flat|height at 0|1|10|100|1000|it");
    for (size_t k = 0; k < (own_rate > 0 ? RATES : RATES - 1); k++) {
        Walk walk;
        walk_begin(&walk, 2, 1, 2);
        walk.v.data[0] = 3, walk.v.data[1] = -1;
        table_cells(report, "%.4f|%.2f|%.2f", rate[k], descent_factor(rate[k], 3),
                    descent_factor(rate[k], 1));
        for (size_t step = 0, next = 0; step <= 1000; step++) {
            if (step == shown[next]) {
                table_cells(report, "%.3g{sides.%zu.%zu}", walk_height(&walk), k, step);
                next++;
            }
            if (step < 1000) walk_step(&walk, rate[k]);
        }
        table_cells(report, "%s", what_becomes(walk_height(&walk), rate[k], limit));
    }
    table_print(report);
}

/* Three paths for the figure. */
void descent_paths(Report *report)
{
    const real rate[] = {(real)0.1, (real)0.6, (real)0.7};
    Series series = series_open(report, "paths", "rate|step|v1|v2|height");
    for (size_t k = 0; k < 3; k++) {
        Walk walk;
        walk_begin(&walk, 2, 1, 2);
        walk.v.data[0] = 3, walk.v.data[1] = -1;
        report_value(report, rate[k], "paths.%zu.rate", k);
        for (int step = 0; step <= 12; step++) {
            series_numbers(&series, rate[k], step, walk.v.data[0], walk.v.data[1],
                           walk_height(&walk));
            walk_step(&walk, rate[k]);
        }
        series_break(&series);
        series_break(&series);
    }
    series_close(&series);
}

void bad_direction(Report *report)
{
    enum { MOST = 1000000 };
    const real steep[] = {1, 3, 10, 100, 1000};
    report_block(report, "bad direction", "steps to come a million times closer");
    table_begin(report, "steep|flat|best rate|a step keeps|steps");
    for (size_t k = 0; k < sizeof steep / sizeof steep[0]; k++) {
        Walk walk;
        walk_begin(&walk, steep[k], 0, 1);
        matrix_fill(walk.v, 1);
        real rate = 2 / (steep[k] + 1), start = vector_length(walk.v);
        size_t steps = 0;
        while (vector_length(walk.v) > start / 1000000 && steps < MOST) {
            walk_step(&walk, rate);
            steps++;
        }
        table_cells(report, "%.0f|1|%.4f|%.4f{bad.%.0f.keeps}|%zu{bad.%.0f}", steep[k],
                    rate, descent_factor(rate, 1), steep[k], steps, steep[k]);
    }
    table_print(report);
}

/* --- real flowers -------------------------------------------------------- */

/* The bowl of the line through the flowers: v = (slope, intercept) of petal width over
 * petal length. a is the mean of (x, 1)^T (x, 1), c the mean of y (x, 1)^T. */
static void flower_bowl(Walk *walk, Dataset iris)
{
    real m = (real)iris.x.rows;
    walk_begin(walk, 0, 0, 1);
    for (size_t i = 0; i < iris.x.rows; i++) {
        real x = matrix_at(iris.x, i, 2), y = matrix_at(iris.x, i, 3);
        matrix_at(walk->a, 0, 0) += x * x / m;
        matrix_at(walk->a, 0, 1) += x / m;
        matrix_at(walk->c, 0, 0) += y * x / m;
        matrix_at(walk->c, 1, 0) += y / m;
    }
    matrix_at(walk->a, 1, 0) = matrix_at(walk->a, 0, 1);
}

void flowers(Report *report, Dataset iris, const Options *options)
{
    size_t steps = options->epochs ? options->epochs : 2000;
    const real part[] = {(real)1.99, (real)2.01};
    real start[] = {1, 0}, room_data[2], exact, smaller;
    Matrix u = matrix_view(start, 2, 1), room = matrix_view(room_data, 2, 1);
    Walk walk;
    flower_bowl(&walk, iris);
    size_t taken = power_iteration(u, room, walk.a, (real)1e-6, 100);
    real largest = rayleigh_quotient(walk.a, u), limit = descent_limit(largest);
    eigenvalues_two(&exact, &smaller, walk.a);

    report_block(report, "flowers", "a line through %zu petals", iris.x.rows);
    report_line(report, "  the bowl's matrix    [[%.4f, %.4f], [%.4f, 1]]",
                matrix_at(walk.a, 0, 0), matrix_at(walk.a, 0, 1),
                matrix_at(walk.a, 1, 0));
    report_line(report,
                "  power iteration      %.4f{flowers.largest} after %zu{.steps} steps",
                largest, taken);
    report_line(report, "  by the formula       %.4f and %.4f{flowers.smaller}", exact,
                smaller);
    report_line(report, "  the largest rate     2 / %.4f = %.4f{flowers.limit}",
                largest, limit);
    for (size_t k = 0; k < 2; k++) {
        matrix_fill(walk.v, 0);
        for (size_t step = 0; step < steps; step++) walk_step(&walk, part[k] / largest);
        report_line(report,
                    "  at rate %.2f / %.4f, %zu steps: slope %.4g{flowers.%zu.slope}, "
                    "intercept %.4g{.intercept}",
                    part[k], largest, steps, walk.v.data[0], k, walk.v.data[1]);
    }
}
