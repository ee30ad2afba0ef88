/* How a right gradient comes to look wrong: the step, kinks, a loss that is no
 * function. */
#include "main.h"

#include "differences.h"
#include "foundations.h"

#include <stdlib.h>

void steps(Report *report, Dataset digits, const Options *options)
{
    const double step[] = {1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-9, 1e-11};
    Random random = random_seed(options->seed);
    Subject s = digits_subject(digits, &random);
    subject_derive(&s);
    report_block(report, "steps",
                 "a right gradient of %zu slopes, measured with ten steps",
                 network_parameters(s.state.network));
    table_begin(report, "step|worst error|wrong|verdict");
    for (size_t k = 0; k < sizeof step / sizeof step[0]; k++) {
        subject_measure(&s, (real)step[k]);
        GradientReport all = subject_compare(&s);
        table_cells(report, "%.0e|%.0e{steps.%zu}|%zu|%s", step[k], all.error, k,
                    all.wrong, verdict_name(gradient_verdict(all)));
    }
    table_print(report);
    subject_free(&s);
}

void kink(Report *report)
{
    const double at[] = {1e-3, 2e-6, 5e-7, 0, -2e-6, -1e-3};
    real h = check_step(), shorter = h / 100;
    report_block(report, "kink", "relu(z), its slope by formula and by nudges of %.1e",
                 h);
    table_begin(report, "z|formula|central|to the right|to the left|nudge of h/100");
    for (size_t k = 0; k < sizeof at / sizeof at[0]; k++) {
        real z = (real)at[k];
        real right = one_sided_slope(relu_value, z, h);
        real left = one_sided_slope(relu_value, z - h, h);
        table_cells(report, "%g|%.0f|%.4f{kink.%zu}|%.4f|%.4f|%.4f", at[k],
                    relu_slope(z), nudge_slope(relu_value, z, h), k, right, left,
                    nudge_slope(relu_value, z, shorter));
    }
    table_print(report);
}

/* How many of `networks` right gradients the check calls wrong with this step. */
static size_t accused(const char *hidden, size_t networks, real step, uint64_t seed)
{
    size_t count = 0;
    for (size_t k = 0; k < networks; k++) {
        Random random = random_seed(seed + k);
        Matrix x = matrix_new(16, 4), y = matrix_new(16, 3);
        random_fill_normal(&random, x, 0, 1);
        matrix_fill(y, 0);
        for (size_t i = 0; i < 16; i++) matrix_at(y, i, i % 3) = 1;
        Subject s = subject_new(3, (size_t[]){4, 8, 8, 3},
                                (const char *[]){hidden, hidden, "identity"}, x, y,
                                &random);
        subject_derive(&s);
        subject_measure(&s, step);
        GradientReport all = subject_compare(&s);
        count += gradient_verdict(all) == GRADIENT_WRONG;
        subject_free(&s);
    }
    return count;
}

void kinks(Report *report, const Options *options)
{
    enum { NETWORKS = 100 };
    const double step[] = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
    report_block(report, "kinks",
                 "right gradients called wrong, of %d 4-8-8-3 networks", NETWORKS);
    table_begin(report, "step|tanh|relu");
    for (size_t k = 0; k < sizeof step / sizeof step[0]; k++) {
        size_t smooth = accused("tanh", NETWORKS, (real)step[k], options->seed);
        size_t kinked = accused("relu", NETWORKS, (real)step[k], options->seed);
        table_cells(report, "%.0e|%zu{kinks.%zu.tanh}|%zu{.relu}", step[k], smooth, k,
                    kinked);
    }
    table_print(report);
}

/* The loss of the subject when half of the inputs, drawn anew, are set to 0. */
static real dropout_loss(Subject *s, Random *random)
{
    Matrix masked = matrix_new(s->x.rows, s->x.cols);
    for (size_t k = 0; k < masked.rows * masked.cols; k++)
        masked.data[k] = random_below(random, 2) ? 2 * s->x.data[k] : 0;
    real value = network_loss(&s->state.cache, s->state.network, masked, s->y,
                              s->state.loss);
    matrix_free(&masked);
    return value;
}

/* The loss of a batch drawn anew. */
static real shuffled_loss(Subject *s, Dataset digits, Random *random)
{
    size_t order[BATCH];
    Matrix x = matrix_new(BATCH, 64), y = matrix_new(BATCH, 10);
    for (size_t i = 0; i < BATCH; i++) order[i] = random_below(random, digits.x.rows);
    gather(x, y, digits, order);
    real value = network_loss(&s->state.cache, s->state.network, x, y, s->state.loss);
    matrix_free(&x);
    matrix_free(&y);
    return value;
}

void not_a_function(Report *report, Dataset digits, const Options *options)
{
    const char *what[] = {"dropout, a new mask every pass", "dropout, the mask held",
                          "a new batch every pass", "the batch held"};
    Random random = random_seed(options->seed);
    Subject s = digits_subject(digits, &random);
    real *weight = &matrix_at(s.state.network.layers[2].w, 3, 4), here = *weight;
    real h = check_step();
    report_block(report, "not a function", "one weight measured three times");
    table_begin(report, "the loss has|first time|second time|third time");
    for (int k = 0; k < 4; k++) {
        table_cells(report, "%s", what[k]);
        for (uint64_t repeat = 0; repeat < 3; repeat++) {
            real side[2];
            if (k % 2 == 0) random = random_seed(options->seed + repeat);
            for (int up = 0; up < 2; up++) {
                if (k % 2 == 1) random = random_seed(options->seed);
                *weight = up ? here + h : here - h;
                side[up] = k < 2 ? dropout_loss(&s, &random)
                                 : shuffled_loss(&s, digits, &random);
                *weight = here;
            }
            real slope = (side[1] - side[0]) / (2 * h);
            table_cells(report, "%.6f{noise.%d.%d}", slope, k, (int)repeat);
        }
    }
    table_print(report);
    subject_free(&s);
}
