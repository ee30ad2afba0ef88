/* One weight that learns; what neurons with fixed weights can say. */
#include "main.h"

/* --- one weight --------------------------------------------------------------- */

void one_weight(Report *report)
{
    real x = 2, w = (real)0.5, y = 3, nudge = (real)0.001;
    real before = (w * x - y) * (w * x - y) / 2;
    real after = ((w + nudge) * x - y) * ((w + nudge) * x - y) / 2;
    real by_nudge = (after - before) / nudge, derived = (w * x - y) * x;

    report_block(report, "one weight", "w 0.5, x 2, target 3, and the loss as w grows");
    report_line(report, "  loss at w 0.500          %9.6f", before);
    report_line(report, "  loss at w 0.501          %9.6f{nudge.loss}", after);
    report_line(report, "  slope by the nudge       %9.6f{nudge.slope}", by_nudge);
    report_line(report, "  slope by the derivation  %9.6f{nudge.derived}", derived);
    report_value(report, before - after, "nudge.fall");
}

static const char *what_happens(real factor)
{
    real size = factor < 0 ? -factor : factor;
    real close = 8 * REAL_EPSILON; // a few roundings, in either precision
    if (size < close) return "one step is enough";
    if (size > 1 - close && size < 1 + close) return "never settles";
    return size > 1     ? "grows, every step"
           : factor < 0 ? "shrinks, swinging"
                        : "shrinks";
}

void rates(Report *report, real own_rate)
{
    enum { STEPS = 12 };
    real rate[] = {(real)0.1, (real)0.25, (real)0.5, (real)0.55, own_rate};
    Series series = series_open(report, "rates", "rate|step|error");
    report_block(report, "rates", "the error of the one weight, step after step");
    table_begin(report, "rate|error|step 1|step 2|step 3|a step multiplies by|so it");
    for (size_t i = 0; i < (own_rate > 0 ? 5 : 4); i++) {

        real w = (real)0.5, x = 2, y = 3, factor = 1 - rate[i] * x * x;
        table_cells(report, "%.2f{rates.%zu.rate}", rate[i], i);
        for (int k = 0; k <= STEPS; k++) {
            real error = y - w * x;
            series_numbers(&series, rate[i], k, error);
            if (k <= 3) table_cells(report, "%.4f{rates.%zu.step%d}", error, i, k);
            w += rate[i] * error * x;
        }
        table_cells(report, "%.2f|%s", factor, what_happens(factor));
        series_break(&series);
        series_break(&series);
    }
    table_print(report);
    series_close(&series);
}

/* --- what a neuron says ------------------------------------------------------- */

void by_hand(Report *report)
{
    Matrix x = matrix_view((real[]){1, 0, 0, 1, 1, 1, -1, 2}, 4, 2);
    Matrix w = matrix_view((real[]){2, -1}, 2, 1), b = matrix_view((real[]){0.5}, 1, 1);
    const char *names[] = {"identity", "step", "sigmoid", "tanh", "relu"};
    report_block(report, "by hand", "four samples through w (2, -1), b 0.5");
    table_begin(report, "x1|x2|z|step|sigmoid|tanh|relu");
    Neuron neuron = neuron_new(4, 2);
    for (size_t i = 0; i < 4; i++) {
        table_cells(report, "%.0f|%.0f", matrix_at(x, i, 0), matrix_at(x, i, 1));
        for (size_t k = 0; k < 5; k++) {
            neuron_forward(neuron.a, neuron.z, x, w, b, activation_named(names[k]));
            table_cells(report,
                        k == 1             ? "%.0f"
                        : k == 0 || k == 4 ? "%.1f"
                                           : "%.4f",
                        matrix_at(neuron.a, i, 0));
        }
    }
    table_print(report);
    neuron_free(&neuron);

    Series series = series_open(report, "activations",
                                "z|identity|slope|step|slope|sigmoid|slope|tanh|slope|"
                                "relu|slope");
    for (int i = -80; i <= 80; i++) {
        double row[11] = {i / 20.0};
        for (size_t k = 0; k < 5; k++) {
            Activation f = activation_named(names[k]);
            row[1 + 2 * k] = (double)f.value((real)row[0]);
            row[2 + 2 * k] = (double)f.slope((real)row[0]);
        }
        series_row(&series, row);
    }
    series_close(&series);
}

/* The four corners of the unit square, and what each gate says of them. */
static const real CORNERS[8] = {0, 0, 0, 1, 1, 0, 1, 1};
static const real XOR[4] = {0, 1, 1, 0};

static size_t right_corners(real w1, real w2, real b, const real *wanted)
{
    size_t right = 0;
    for (size_t i = 0; i < 4; i++) {
        real z = w1 * CORNERS[2 * i] + w2 * CORNERS[2 * i + 1] + b;
        right += step_value(z) == wanted[i];
    }
    return right;
}

void gates(Report *report)
{
    const struct {
        const char *name;
        real w1, w2, b, wanted[4];
    } gate[] = {{"AND", 1, 1, -1.5, {0, 0, 0, 1}},
                {"OR", 1, 1, -0.5, {0, 1, 1, 1}},
                {"NAND", -1, -1, 1.5, {1, 1, 1, 0}}};
    report_block(report, "gates", "step neurons with weights set by hand");
    table_begin(report, "gate|w1|w2|b|0 0|0 1|1 0|1 1|right");
    for (size_t g = 0; g < 3; g++) {
        real w1 = gate[g].w1, w2 = gate[g].w2, b = gate[g].b;
        table_cells(report, "%s|%.0f|%.0f|%.1f", gate[g].name, w1, w2, b);
        for (size_t i = 0; i < 4; i++)
            table_cells(report, "%.0f",
                        step_value(w1 * CORNERS[2 * i] + w2 * CORNERS[2 * i + 1] + b));
        table_cells(report, "%zu", right_corners(w1, w2, b, gate[g].wanted));
    }
    table_print(report);
}

void exclusive_or(Report *report)
{
    size_t tried = 0, best = 0;
    for (int w1 = -20; w1 <= 20; w1++)
        for (int w2 = -20; w2 <= 20; w2++)
            for (int b = -20; b <= 20; b++, tried++) {
                size_t right = right_corners((real)w1 / 4, (real)w2 / 4, (real)b / 4,
                                             XOR);
                if (right > best) best = right;
            }
    report_block(report, "exclusive or", "a search for one step neuron that is XOR");
    report_line(report,
                "  %zu{xor.tried} neurons tried, w1, w2 and b from -5 to 5 by 0.25",
                tried);
    report_line(report, "  the best gets %zu{xor.best} of 4 corners right", best);
}
