/* Losses for numbers: where the squared error comes from, and what an outlier does. */
#include "main.h"

/* The density of normal noise of spread sigma at an error. */
static real density(real error, real sigma)
{
    real root = real_sqrt(2 * (real)REAL_PI);
    return real_exp(-error * error / (2 * sigma * sigma)) / (sigma * root);
}

void noise(Report *report)
{
    enum { MEASURED = 3, GUESSES = 5 };
    real y[MEASURED] = {2, (real)2.4, (real)3.1}, p[MEASURED], sigma = (real)0.5;
    const real guess[GUESSES] = {2, (real)2.25, (real)2.5, (real)2.75, 3};
    real constant = MEASURED * real_log(sigma * real_sqrt(2 * (real)REAL_PI));
    report_block(report, "noise", "one length measured three times: 2.0, 2.4, 3.1");
    table_begin(report, "guess|likelihood|-ln of it|squared loss|-ln from the loss");
    for (size_t g = 0; g < GUESSES; g++) {
        real likelihood = 1;
        for (size_t i = 0; i < MEASURED; i++) {
            p[i] = guess[g];
            likelihood *= density(y[i] - p[i], sigma);
        }
        real loss = squared_loss(matrix_view(p, MEASURED, 1),
                                 matrix_view(y, MEASURED, 1));
        real again = MEASURED * loss / (sigma * sigma) + constant;
        table_cells(report,
                    "%.2f|%.6f{noise.%zu.likelihood}|%.6f{.minus-ln}|%.6f{.loss}|"
                    "%.6f{.again}",
                    guess[g], likelihood, g, -real_log(likelihood), loss, again);
    }
    table_print(report);
    report_value(report, constant, "noise.constant");
}

/* The line that this loss finds through the points x (m, 1), y (m, 1): x is
 * standardised on the way, and slope and intercept are given in x's own units. */
static void descend(real *slope, real *intercept, Matrix x, Matrix y, Loss loss)
{
    enum { EPOCHS = 1000 };
    Matrix scaled = matrix_new(x.rows, 1);
    Matrix mean = matrix_new(1, 1), std = matrix_new(1, 1);
    Model line = model_new(x.rows, 1, 1);
    dataset_mean_std(mean, std, x);
    dataset_standardise(scaled, x, mean, std);
    for (size_t epoch = 0; epoch < EPOCHS; epoch++) {
        model_slopes(&line, scaled, y, loss);
        model_step(&line, (real)0.5);
    }
    *slope = line.w.data[0] / std.data[0];
    *intercept = line.b.data[0] - *slope * mean.data[0];
    matrix_free(&scaled);
    matrix_free(&mean);
    matrix_free(&std);
    model_free(&line);
}

/* One line found: a row of the table, its two ends in the series. */
static void outlier_row(Report *report, Series *lines, const char *data, Loss loss,
                        Matrix x, Matrix y)
{
    real slope, intercept;
    descend(&slope, &intercept, x, y, loss);
    for (real end = 1; end <= 7; end += 6) // of petals: 1 cm and 7 cm long
        series_numbers(lines, end, intercept + slope * end);
    series_break(lines);
    series_break(lines);
    table_cells(report, "%s|%s|%.4f{outliers.%s.%s.slope}|%.4f{.intercept}", data,
                loss.name, slope, data, loss.name, intercept);
}

void outliers(Report *report, Dataset iris)
{
    enum { EVERY = 30 };
    size_t m = iris.x.rows, slips = 0;
    Matrix x = matrix_new(m, 1), y = matrix_new(m, 1);
    Loss squared = loss_named("squared"), huber = loss_named("huber");
    Series series = series_open(report, "outliers", "length|width|slipped");
    Series lines = series_open(report, "lines", "length|width");
    for (size_t i = 0; i < m; i++) {
        matrix_at(x, i, 0) = matrix_at(iris.x, i, 2);
        matrix_at(y, i, 0) = matrix_at(iris.x, i, 3);
    }
    table_begin(report, "widths|loss|slope|intercept");
    outlier_row(report, &lines, "clean", squared, x, y);
    outlier_row(report, &lines, "clean", huber, x, y);
    for (size_t i = 0; i < m; i++) {
        bool slipped = i % EVERY == EVERY - 1; // the typist lost a decimal point
        if (slipped) matrix_at(y, i, 0) *= 10;
        slips += slipped;
        series_numbers(&series, matrix_at(x, i, 0), matrix_at(y, i, 0), slipped);
    }
    outlier_row(report, &lines, "slipped", squared, x, y);
    outlier_row(report, &lines, "slipped", huber, x, y);
    report_block(
        report, "outliers",
        "petal width from petal length; in %zu of %zu widths the point slipped", slips,
        m);
    table_print(report);
    report_value(report, (real)slips, "outliers.slips");
    series_close(&series);
    series_close(&lines);
    matrix_free(&x);
    matrix_free(&y);
}
