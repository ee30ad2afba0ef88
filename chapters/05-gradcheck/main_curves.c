/* Slopes of functions of one number: how wrong, at which step. */
#include "main.h"

#include "complex.h"
#include "differences.h"
#include "foundations.h"

static double size_of(double number)
{
    return number < 0 ? -number : number;
}

void nudges(Report *report)
{
    const double step[] = {1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14};
    double slope = (double)real_exp(1);
    report_block(report, "nudges", "the slope of e^x at 1, which is %.9f", slope);
    table_begin(report, "step|one-sided|wrong by|central|wrong by");
    for (size_t k = 0; k < sizeof step / sizeof step[0]; k++) {
        double one = (double)one_sided_slope(real_exp, 1, (real)step[k]);
        double both = (double)nudge_slope(real_exp, 1, (real)step[k]);
        table_cells(report, "%.0e|%.9f|%.0e{nudges.%zu.one}|%.9f|%.0e{.both}", step[k],
                    one, size_of(one - slope), k, both, size_of(both - slope));
    }
    table_print(report);
}

/* Four ways to a slope: one-sided and central, in `real` and in float. */
enum { WAYS = 4, POINTS = 64, HALVINGS = 52 };

static double slope_by(int way, double x, double h)
{
    switch (way) {
    case 0: return (double)one_sided_slope(real_exp, (real)x, (real)h);
    case 1: return (double)nudge_slope(real_exp, (real)x, (real)h);
    case 2: return (double)one_sided_slope_float(real_exp, (float)x, (float)h);
    default: return (double)central_slope_float(real_exp, (float)x, (float)h);
    }
}

/* The worst relative error over POINTS from 1 to 2. All of them, and the steps, are
 * such that x + h has no rounding of its own until h is nearly nothing. */
static double worst_error(int way, double h)
{
    double worst = 0;
    for (int k = 0; k < POINTS; k++) {
        double x = 1 + (double)k / POINTS;
        double error = size_of(slope_by(way, x, h) / (double)real_exp((real)x) - 1);
        if (error > worst) worst = error;
    }
    return worst;
}

static void curves_row(Report *report, int way, real best_h, real best)
{
    const char *name[WAYS] = {"real.one", "real.central", "float.one", "float.central"};
    bool central = way % 2 == 1;
    real epsilon = way < 2 ? REAL_EPSILON : (real)FLT_EPSILON;
    real h = central ? central_best_step(1, 1, epsilon)
                     : one_sided_best_step(1, 1, epsilon);
    real error = central ? central_error(h, 1, 1, epsilon)
                         : one_sided_error(h, 1, 1, epsilon);
    table_cells(report,
                "%s|%s|%.1e{curves.%s.step}|%.1e{.best-step}|%.1e{.error}|"
                "%.1e{.best-error}",
                way < 2 ? REAL_NAME : "float", central ? "central" : "one-sided", h,
                name[way], best_h, error, best);
}

void curves(Report *report)
{
    real best[WAYS], best_h[WAYS] = {0};
    for (int way = 0; way < WAYS; way++) best[way] = INFINITY;
    Series series = series_open(
        report, "curves", "step|one-sided|central|one-sided in float|central in float");
    for (int k = 1; k <= HALVINGS; k++) {
        double h = 1 / (double)((uint64_t)1 << k), worst[WAYS];
        for (int way = 0; way < WAYS; way++) {
            worst[way] = worst_error(way, h);
            if (worst[way] >= (double)best[way]) continue;
            best[way] = (real)worst[way];
            best_h[way] = (real)h;
        }
        series_numbers(&series, h, worst[0], worst[1], worst[2], worst[3]);
    }
    series_close(&series);
    report_block(report, "curves", "slopes of e^x, the worst of %d points from 1 to 2",
                 POINTS);
    table_begin(report, "in|difference|best step|measured|least error|measured");
    for (int way = 0; way < WAYS; way++)
        curves_row(report, way, best_h[way], best[way]);
    table_print(report);
}

/* Half the squared error of a sigmoid neuron with the weight w, x 2, bias -0.5,
 * target 0.25; in real and in complex numbers, and its slope by chapter 1. */
static real neuron_loss(real w)
{
    real error = sigmoid_value(2 * w - (real)0.5) - (real)0.25;
    return error * error / 2;
}

static Complex neuron_loss_complex(Complex w)
{
    Complex one = {1, 0}, half = {(real)0.5, 0}, quarter = {(real)0.25, 0};
    Complex minus_z = complex_subtract(half, complex_multiply((Complex){2, 0}, w));
    Complex a = complex_divide(one, complex_add(one, complex_exp(minus_z)));
    Complex error = complex_subtract(a, quarter);
    return complex_multiply(half, complex_multiply(error, error));
}

static real neuron_loss_slope(real w)
{
    real z = 2 * w - (real)0.5;
    return (sigmoid_value(z) - (real)0.25) * sigmoid_slope(z) * 2;
}

void complex_steps(Report *report)
{
    const double step[] = {1e-2, 1e-5, 1e-8, 1e-11, 1e-16, 1e-30};
    real w = (real)0.75, slope = neuron_loss_slope(w);
    report_block(report, "complex step",
                 "a sigmoid neuron's loss at w 0.75: relative errors of its slope");
    table_begin(report, "step|one-sided|central|complex");
    for (size_t k = 0; k < sizeof step / sizeof step[0]; k++) {
        real h = (real)step[k];
        real found[] = {one_sided_slope(neuron_loss, w, h),
                        nudge_slope(neuron_loss, w, h),
                        complex_step(neuron_loss_complex, w, h)};
        table_cells(report, "%.0e", step[k]);
        for (int way = 0; way < 3; way++) {
            double error = size_of((double)(found[way] / slope - 1));
            table_cells(report, "%.0e{complex.%zu.%d}", error, k, way);
        }
    }
    table_print(report);
}

void measures(Report *report)
{
    const struct {
        const char *what;
        double derived, measured;
    } pair[] = {
        {"right, and large", 250, 250.000002}, {"right, and nearly 0", 3e-12, 1.1e-11},
        {"right, and exactly 0", 0, 0},        {"wrong by 2, and small", 4e-6, 2e-6},
        {"sign turned", 0.25, -0.25},          {"missing", 0, 0.25}};
    real floor = (real)1e-3;
    report_block(report, "measures", "four ways to compare two slopes, floor %g",
                 floor);
    table_begin(report, "case|derived|measured|apart|relative|sizes|with floor");
    for (size_t k = 0; k < sizeof pair / sizeof pair[0]; k++) {
        double d = pair[k].derived, n = pair[k].measured;
        double larger = size_of(d) > size_of(n) ? size_of(d) : size_of(n);
        double of_sizes = size_of(size_of(d) - size_of(n)) / larger;
        table_cells(report, "%s|%g|%.9g|%.0e|%.0e|%.0e", pair[k].what, d, n,
                    size_of(d - n), size_of(d - n) / larger, of_sizes);
        real error = gradient_error((real)d, (real)n, floor);
        table_cells(report, "%.0e{measures.%zu}", error, k);
    }
    table_print(report);
}
