/* Losses for classes, small enough for a pencil. */
#include "main.h"

void surprise(Report *report)
{
    enum { CLASSES = 3, BELIEFS = 4 };
    real p[CLASSES] = {(real)0.5, (real)0.3, (real)0.2};
    real q[BELIEFS][CLASSES] = {{(real)0.5, (real)0.3, (real)0.2},
                                {1 / (real)3, 1 / (real)3, 1 / (real)3},
                                {(real)0.98, (real)0.01, (real)0.01},
                                {(real)0.2, (real)0.3, (real)0.5}};
    const char *what[BELIEFS] = {"the truth", "knows nothing", "too sure",
                                 "turned round"};
    Matrix truth = matrix_view(p, 1, CLASSES);
    report_block(report, "surprise", "three classes that come up with 0.5, 0.3, 0.2");
    table_begin(report, "belief||||cross-entropy|entropy|divergence");
    for (size_t b = 0; b < BELIEFS; b++) {
        Matrix belief = matrix_view(q[b], 1, CLASSES);
        real cost = cross_entropy(belief, truth), least = entropy(truth);
        real divergence = kl_divergence(truth, belief);
        table_cells(report, "%s", what[b]);
        for (size_t k = 0; k < CLASSES; k++) table_cells(report, "%.2f", q[b][k]);
        table_cells(report, "%.6f{surprise.%zu.cross-entropy}|%.6f|%.6f{.divergence}",
                    cost, b, least, divergence);
    }
    table_print(report);
    report_value(report, entropy(truth), "surprise.entropy");
}

/* The slope at z of half the squared error of sigmoid(z) with target 0. */
static real squared_pull(real z)
{
    real p = sigmoid_value(z), zero = 0, dp;
    Matrix slope = matrix_view(&dp, 1, 1);
    squared_gradient(slope, matrix_view(&p, 1, 1), matrix_view(&zero, 1, 1));
    return dp * sigmoid_slope(z);
}

static real cross_entropy_pull(real z)
{
    real zero = 0, dz;
    sigmoid_cross_entropy_gradient(matrix_view(&dz, 1, 1), matrix_view(&z, 1, 1),
                                   matrix_view(&zero, 1, 1));
    return dz;
}

/* Steps of rate 1 from z, one weight on an input of 1, until the neuron says less than
 * one half; every step goes into the series, thinned out with their number. */
static size_t epochs_until_right(real z, real (*pull)(real z), Series *series)
{
    size_t epoch = 0, next = 0;
    for (;; epoch++) {
        if (series && (epoch >= next || z < 0)) {
            series_numbers(series, (double)epoch, z);
            next = epoch + 1 + epoch / 25;
        }
        if (z < 0) return epoch;
        z -= pull(z);
    }
}

void asleep(Report *report)
{
    enum { STARTS = 5 };
    const real start[STARTS] = {1, 2, 5, 10, 12};
    Series series = series_open(report, "asleep", "epoch|z");
    report_block(report, "asleep",
                 "epochs until a neuron that is wrong (target 0) is right, rate 1");
    table_begin(report,
                "z|says|squared: pull|epochs|formula|cross: pull|epochs|formula");
    for (size_t s = 0; s < STARTS; s++) {
        real z = start[s], up = real_exp(z), down = real_exp(-z);
        Series *curve = z == 10 ? &series : NULL;
        size_t squared = epochs_until_right(z, squared_pull, curve);
        if (curve) series_break(curve);
        if (curve) series_break(curve);
        size_t crossed = epochs_until_right(z, cross_entropy_pull, curve);
        real long_way = up + 3 * z - 3 * down - down * down / 2 + (real)2.5;
        real short_way = z + 1 - down;
        table_cells(report,
                    "%.0f|%.6f|%.6f{asleep.%zu.pull}|%zu{.squared}|%.1f{.formula}|"
                    "%.6f{.short-pull}|%zu{.cross-entropy}|%.1f{.short-formula}",
                    z, sigmoid_value(z), squared_pull(z), s, squared, long_way,
                    cross_entropy_pull(z), crossed, short_way);
    }
    table_print(report);
    series_close(&series);
}

void by_hand(Report *report)
{
    enum { CLASSES = 3, CHOSEN = 1 };
    real z[CLASSES] = {0, real_log(2), real_log(5)}, y[CLASSES] = {0, 1, 0};
    real p[CLASSES], dp[CLASSES], jacobian[CLASSES * CLASSES], dz[CLASSES];
    real fused[CLASSES], nudge = (real)0.001;
    Matrix logits = matrix_view(z, 1, CLASSES), target = matrix_view(y, 1, CLASSES);
    Matrix says = matrix_view(p, 1, CLASSES), slopes = matrix_view(dp, 1, CLASSES);
    softmax(says, logits);
    softmax_jacobian(matrix_view(jacobian, CLASSES, CLASSES), says);
    cross_entropy_gradient(slopes, says, target);
    softmax_backward(matrix_view(dz, 1, CLASSES), slopes, says);
    softmax_cross_entropy_gradient(matrix_view(fused, 1, CLASSES), logits, target);
    real before = softmax_cross_entropy(logits, target);

    report_block(report, "by hand", "one sample of class %d, logits 0, ln 2, ln 5",
                 CHOSEN);
    table_begin(report, "class|z|p|y|Jacobian|||dL/dp|long road|p - y|nudge");
    for (size_t k = 0; k < CLASSES; k++) {
        z[k] += nudge;
        real by_nudge = (softmax_cross_entropy(logits, target) - before) / nudge;
        z[k] -= nudge;
        table_cells(report, "%zu|%.3f|%.3f|%.0f", k, z[k], p[k], y[k]);
        for (size_t i = 0; i < CLASSES; i++)
            table_cells(report, "%.3f", jacobian[k * CLASSES + i]);
        table_cells(report, "%.0f|%.3f|%.3f{by-hand.%zu}|%.4f{by-hand.%zu.nudge}",
                    dp[k], dz[k], fused[k], k, by_nudge, k);
    }
    table_print(report);
    report_line(report, "  loss -ln p = -ln %.2f = %.6f{by-hand.loss}", p[CHOSEN],
                before);
}

void uniform(Report *report)
{
    enum { CASES = 5, MOST = 1000 };
    const size_t classes[CASES] = {2, 3, 10, 100, MOST};
    Matrix z = matrix_new(1, MOST), y = matrix_new(1, MOST), dz = matrix_new(1, MOST);
    report_block(report, "uniform", "a model that gives every class the same logit");
    table_begin(report, "classes|loss|ln K|slope, right class|each other|their sum");
    for (size_t c = 0; c < CASES; c++) {
        size_t k = classes[c];
        Matrix logits = matrix_view(z.data, 1, k), target = matrix_view(y.data, 1, k);
        Matrix slopes = matrix_view(dz.data, 1, k);
        matrix_fill(logits, 0);
        matrix_fill(target, 0);
        matrix_at(target, 0, 0) = 1;
        real loss = softmax_cross_entropy(logits, target);
        softmax_cross_entropy_gradient(slopes, logits, target);
        table_cells(report, "%zu|%.6f{uniform.%zu}|%.6f|%.4f|%.4f|%.0e", k, loss, k,
                    real_log((real)k), slopes.data[0], slopes.data[1],
                    fabs((double)matrix_sum(slopes)));
        report_value(report, matrix_sum(slopes), "uniform.%zu.sum", k);
    }
    table_print(report);
    matrix_free(&z);
    matrix_free(&y);
    matrix_free(&dz);
}
