/* One function, two forms: what the textbook writes, and what survives. */
#include "main.h"

static const double U = (double)REAL_EPSILON / 2;

void sigmoids(Report *report)
{
    const real z[] = {-800, -40, 0, 40, 700, 800};
    report_block(report, "sigmoids", "e^z / (1 + e^z), chapter 1's form, and the rest");
    table_begin(report, "z|e^z / (1 + e^z)|sigmoid(z)|1 - sigmoid(z)|sigmoid(-z)");
    for (size_t i = 0; i < sizeof z / sizeof z[0]; i++) {
        table_cells(report, "%.0f|%.6g|%.6g|%.6g|%.6g", z[i], sigmoid_naive(z[i]),
                    sigmoid_value(z[i]), 1 - sigmoid_value(z[i]), sigmoid_value(-z[i]));
    }
    table_print(report);
}

/* Three numbers in one cell. */
static void row_cell(Report *report, Matrix row)
{
    table_cells(report, "%.4g %.4g %.4g", row.data[0], row.data[1], row.data[2]);
}

void softmaxes(Report *report)
{
    const real far = REAL_MAX / 2;
    real z[] = {1,     2,    3, 1001, 1002, 1003,      -1001, -1002,
                -1003, -far, 0, far,  0,    -INFINITY, 0};
    real naive_data[15], sound_data[15];
    Matrix logits = matrix_view(z, 5, 3), naive = matrix_view(naive_data, 5, 3);
    Matrix sound = matrix_view(sound_data, 5, 3);
    softmax_naive(naive, logits);
    softmax(sound, logits);
    report_block(report, "softmaxes", "of three logits, without and with the shift");
    table_begin(report, "logits|no shift|chapter 3");
    for (size_t i = 0; i < 5; i++) {
        row_cell(report, matrix_rows(logits, i, 1));
        row_cell(report, matrix_rows(naive, i, 1));
        row_cell(report, matrix_rows(sound, i, 1));
    }
    table_print(report);
}

/* ln(1 + e^z) to 28 digits, |z| <= 500 */
static Twofold exact_softplus(double z)
{
    Twofold one = {1, 0};
    if (z > -60) return twofold_log(twofold_add(one, twofold_exp((Twofold){z, 0})));
    return twofold_exp((Twofold){z, 0}); // the rest is e^-60 of it
}

void forms(Report *report)
{
    Series series = series_open(report, "forms", "z|naive|stable");
    report_block(report, "forms", "ln(1 + e^z): relative errors, in units u");
    table_begin(report, "z|ln(1 + e^z)|naive|stable");
    for (int i = -160; i <= 160; i++) {
        double z = i / 4.0;
        Twofold want = exact_softplus(z);
        double naive = fabs(twofold_error((double)softplus_naive((real)z), want));
        double sound = fabs(twofold_error((double)softplus_value((real)z), want));
        // a right last digit has no place on a logarithmic axis: a tenth of u is shown
        series_numbers(&series, z, fmax(naive, U / 10), fmax(sound, U / 10));
        if (i % 40 != 0 || i > 80) continue;
        table_cells(report, "%.0f|%.4e|%.1f{forms.%d.naive}|%.1f{.stable}", z,
                    want.high, naive / U, i / 4, sound / U);
        report_value(report, naive, "forms.%d.percent", i / 4);
    }
    table_print(report);
    series_close(&series);
}

/* The largest error of a softmax of a row, each relative to its own probability. */
static double softmax_error(Matrix p, Matrix z)
{
    Twofold sum = {0, 0}, e[16];
    double largest = (double)z.data[row_argmax(z, 0)], worst = 0;
    for (size_t k = 0; k < z.cols; k++) {
        e[k] = twofold_exp(two_sum((double)z.data[k], -largest));
        sum = twofold_add(sum, e[k]);
    }
    softmax(p, z);
    for (size_t k = 0; k < z.cols; k++)
        worst = fmax(worst,
                     fabs(twofold_error((double)p.data[k], twofold_divide(e[k], sum))));
    return worst;
}

void bound(Report *report, const Options *options)
{
    enum { CLASSES = 10, DRAWS = 400 };
    const double spread[] = {1, 3, 10, 30, 100, 300, 600};
    real z_data[CLASSES], p_data[CLASSES];
    Matrix z = matrix_view(z_data, 1, CLASSES), p = matrix_view(p_data, 1, CLASSES);
    Random random = random_seed(options->seed);
    Series series = series_open(report, "bound", "spread|worst|bound");
    report_block(report, "bound",
                 "softmax of %d logits, the worst of %d draws, in units "
                 "u",
                 CLASSES, DRAWS);
    table_begin(report, "spread|worst error|bound");
    for (size_t s = 0; s < sizeof spread / sizeof spread[0]; s++) {
        double worst = 0, allowed = CLASSES + 2 + 2 * spread[s];
        if (spread[s] > -(double)format_exp_underflow(format_named(REAL_NAME)) - 30)
            continue; // the smallest probabilities no longer have all their digits
        for (int draw = 0; draw < DRAWS; draw++) {
            random_fill_uniform(&random, z, 0, (real)spread[s]);
            worst = fmax(worst, softmax_error(p, z) / U);
        }
        series_numbers(&series, spread[s], worst, allowed);
        table_cells(report, "%.0f|%.1f{bound.%.0f.worst}|%.0f{.bound}", spread[s],
                    worst, spread[s], allowed);
    }
    table_print(report);
    series_close(&series);
}

/* Two classes whose logits are z apart; the first one is the label. */
void guards(Report *report)
{
    const real z[] = {40, 10, 0, -10, -20, -40, -800};
    const Guard none = {0, 0}, epsilon = {(real)1e-8, 0}, clip = {0, (real)1e-7};
    real p_data[2], y_data[] = {1, 0}, label = 0, slope_data[2], e_data[2], c_data[2];
    Matrix p = matrix_view(p_data, 1, 2), y = matrix_view(y_data, 1, 2);
    Matrix slope = matrix_view(slope_data, 1, 2), e = matrix_view(e_data, 1, 2);
    Matrix c = matrix_view(c_data, 1, 2), labels = matrix_view(&label, 1, 1);
    report_block(report, "guards",
                 "the loss of a label that is z ahead, and its slope");
    table_begin(report, "z|-ln p|eps|clip|fused|slope: eps|clip|fused");
    for (size_t i = 0; i < sizeof z / sizeof z[0]; i++) {
        Matrix row = matrix_view((real[]){z[i], 0}, 1, 2);
        softmax(p, row);
        real naive = guarded_cross_entropy(p, y, none);
        real biased = guarded_cross_entropy(p, y, epsilon);
        real clipped = guarded_cross_entropy(p, y, clip);
        real fused = fused_cross_entropy(slope, row, labels);
        guarded_cross_entropy_gradient(e, p, y, epsilon);
        guarded_cross_entropy_gradient(c, p, y, clip);
        table_cells(report, "%.0f", z[i]);
        const real cells[] = {naive,     biased,    clipped,      fused,
                              e_data[0], c_data[0], slope_data[0]};
        for (size_t k = 0; k < sizeof cells / sizeof cells[0]; k++)
            table_cells(report, "%.3g", cells[k]);
        report_value(report, biased, "guards.%.0f.epsilon", (double)z[i]);
        report_value(report, biased - fused, "guards.%.0f.bias", (double)z[i]);
        report_value(report, clipped, "guards.%.0f.clip", (double)z[i]);
        report_value(report, fused, "guards.%.0f.fused", (double)z[i]);
        report_value(report, e_data[0], "guards.%.0f.slope-epsilon", (double)z[i]);
    }
    table_print(report);
}
