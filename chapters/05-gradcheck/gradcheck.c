#include "gradcheck.h"

#include "differences.h"

#include <stdio.h>

const char *verdict_name(Verdict verdict)
{
    return verdict == GRADIENT_RIGHT      ? "right"
           : verdict == GRADIENT_DOUBTFUL ? "doubtful"
                                          : "wrong";
}

/* (eq:check-step) */
real check_step(void)
{
    return cube_root(REAL_EPSILON);
}

static real size_of(real number)
{
    return number < 0 ? -number : number;
}

static real larger_of(real a, real b)
{
    return a > b ? a : b;
}

/* (eq:gradient-error) */
real gradient_error(real derived, real measured, real floor)
{
    if (!(floor > 0))
        check_mistake(HERE, "gradient_error", "the floor is %g, expected above 0",
                      floor);
    if (!isfinite(derived) || !isfinite(measured)) return INFINITY;
    real size = larger_of(size_of(derived), size_of(measured));
    return size_of(derived - measured) / larger_of(size, floor);
}

/* (eq:error-floor) */
real error_floor(real loss, real step)
{
    real noise = 2 * REAL_EPSILON * larger_of(loss, 1) / step;
    return noise / ERROR_RIGHT;
}

Verdict gradient_verdict(GradientReport report)
{
    if (!(report.error <= ERROR_WRONG)) return GRADIENT_WRONG;
    bool tested = report.quiet < report.checked;
    return report.error <= ERROR_RIGHT && tested ? GRADIENT_RIGHT : GRADIENT_DOUBTFUL;
}

char *gradient_report_text(char *text, size_t size, GradientReport report)
{
    char place[64];
    if (report.bias)
        snprintf(place, sizeof place, "b[%zu]", report.col);
    else
        snprintf(place, sizeof place, "W[%zu][%zu]", report.row, report.col);
    snprintf(text, size,
             "%s: layer %zu, %s: derived %.9g, measured %.9g, error %.2g (%zu of %zu "
             "wrong)",
             verdict_name(gradient_verdict(report)), report.layer, place,
             real_printable(report.derived), real_printable(report.measured),
             real_printable(report.error), report.wrong, report.checked);
    return text;
}

/* Takes the parameters of one matrix into the report. */
static void compare_matrix(GradientReport *report, Matrix derived, Matrix measured,
                           size_t l, bool bias, real floor)
{
    matrix_require(HERE, "gradients_compare", "a derived slope", derived, measured.rows,
                   measured.cols);
    for (size_t k = 0; k < derived.rows * derived.cols; k++) {
        real d = derived.data[k], n = measured.data[k];
        real error = gradient_error(d, n, floor);
        report->wrong += error > ERROR_WRONG;
        report->quiet += size_of(d) < floor && size_of(n) < floor;
        if (report->checked++ > 0 && error <= report->error) continue;
        report->error = error;
        report->derived = d;
        report->measured = n;
        report->layer = l;
        report->bias = bias;
        report->row = k / derived.cols;
        report->col = k % derived.cols;
    }
}

static void require_same_depth(Place from, const Gradients *a, const Gradients *b)
{
    if (a->depth != b->depth || a->depth == 0)
        check_mistake(from, "gradients_compare", "%zu layers against %zu", a->depth,
                      b->depth);
}

GradientReport layer_compare(const Gradients *derived, const Gradients *measured,
                             size_t l, real floor)
{
    require_same_depth(HERE, derived, measured);
    if (l >= derived->depth)
        check_mistake(HERE, "layer_compare", "layer %zu of %zu", l, derived->depth);
    GradientReport report = {.checked = 0};
    compare_matrix(&report, derived->dw[l], measured->dw[l], l, false, floor);
    compare_matrix(&report, derived->db[l], measured->db[l], l, true, floor);
    return report;
}

GradientReport gradients_compare(const Gradients *derived, const Gradients *measured,
                                 real floor)
{
    require_same_depth(HERE, derived, measured);
    GradientReport report = {.checked = 0};
    for (size_t l = 0; l < derived->depth; l++) {
        compare_matrix(&report, derived->dw[l], measured->dw[l], l, false, floor);
        compare_matrix(&report, derived->db[l], measured->db[l], l, true, floor);
    }
    return report;
}

GradientReport network_check(const Gradients *derived, Network network, Matrix x,
                             Matrix y, Loss loss)
{
    Gradients measured = gradients_new(network, 1);
    Cache cache = cache_new(network, x.rows);
    real floor = error_floor(network_loss(&cache, network, x, y, loss), check_step());
    gradients_measure(&measured, network, x, y, loss, check_step());
    GradientReport report = gradients_compare(derived, &measured, floor);
    cache_free(&cache);
    gradients_free(&measured);
    return report;
}

/* (eq:gradient-ratio) */
bool gradients_same_ratio(real *ratio, const Gradients *derived,
                          const Gradients *measured, real floor)
{
    *ratio = gradients_dot(derived, measured) / gradients_dot(measured, measured);
    if (!isfinite(*ratio)) return false;
    for (size_t l = 0; l < derived->depth; l++) {
        Matrix d[] = {derived->dw[l], derived->db[l]};
        Matrix n[] = {measured->dw[l], measured->db[l]};
        for (int kind = 0; kind < 2; kind++)
            for (size_t k = 0; k < d[kind].rows * d[kind].cols; k++) {
                real want = *ratio * n[kind].data[k];
                real allowed = floor * larger_of(size_of(*ratio), ERROR_RIGHT);
                real error = gradient_error(d[kind].data[k], want, allowed);
                if (!(error <= ERROR_RIGHT)) return false;
            }
    }
    return true;
}

void gradients_random_direction(Gradients *direction, Random *random)
{
    for (size_t l = 0; l < direction->depth; l++) {
        random_fill_normal(random, direction->dw[l], 0, 1);
        random_fill_normal(random, direction->db[l], 0, 1);
    }
    gradients_scale(direction, 1 / real_sqrt(gradients_dot(direction, direction)));
}

DirectionReport direction_check(const Gradients *derived, Network network, Matrix x,
                                Matrix y, Loss loss, Random *random)
{
    Gradients direction = gradients_new(network, 1);
    Cache cache = cache_new(network, x.rows);
    gradients_random_direction(&direction, random);
    real floor = error_floor(network_loss(&cache, network, x, y, loss), check_step());
    DirectionReport report;
    report.derived = gradients_dot(derived, &direction);
    report.measured = direction_measure(&direction, network, x, y, loss, check_step());
    report.error = gradient_error(report.derived, report.measured, floor);
    cache_free(&cache);
    gradients_free(&direction);
    return report;
}
