/* Expectation and variance of dice, the mean's error, and the likelihood of a coin. */
#include "main.h"

static real roll(Random *random)
{
    return (real)(1 + random_below(random, 6));
}

/* The variance of one roll, from its six chances. */
static real die_variance(void)
{
    real x[] = {1, 2, 3, 4, 5, 6}, p[6];
    matrix_fill(matrix_view(p, 6, 1), (real)1 / 6);
    return variance_of(matrix_view(x, 6, 1), matrix_view(p, 6, 1));
}

void die(Report *report)
{
    real x_data[] = {1, 2, 3, 4, 5, 6}, p_data[6];
    Matrix x = matrix_view(x_data, 6, 1), p = matrix_view(p_data, 6, 1);
    matrix_fill(p, (real)1 / 6);
    real variance = variance_of(x, p);
    report_block(report, "die", "one roll, every face as likely");
    report_line(report, "  expectation         %.6f", expectation(x, p));
    report_line(report, "  variance            %.6f{die.variance}", variance);
    report_line(report, "  standard deviation  %.6f{die.std}", real_sqrt(variance));
}

/* --- sums and means ------------------------------------------------------ */

void sums(Report *report, const Options *options)
{
    enum { REPEATS = 20000 };
    const size_t terms[] = {1, 4, 16, 64, 256};
    Random random = random_seed(options->seed);
    Matrix sum = matrix_new(REPEATS, 1), copies = matrix_new(REPEATS, 1);
    report_block(report, "sums", "the variance of a sum, over %d repeats", REPEATS);
    table_begin(report, "n|n dice|over n|one die n times|over n");
    for (size_t k = 0; k < sizeof terms / sizeof terms[0]; k++) {
        real n = (real)terms[k];
        for (size_t i = 0; i < REPEATS; i++) {
            matrix_at(sum, i, 0) = 0;
            for (size_t j = 0; j < terms[k]; j++) matrix_at(sum, i, 0) += roll(&random);
            matrix_at(copies, i, 0) = n * roll(&random);
        }
        real apart = sample_variance(sum), same = sample_variance(copies);
        table_cells(report, "%zu|%.2f|%.3f{sums.%zu.apart}|%.2f|%.3f{.same}", terms[k],
                    apart, apart / n, terms[k], same, same / n);
    }
    table_print(report);
    matrix_free(&sum);
    matrix_free(&copies);
}

/* The root of the mean squared error of a mean of n rolls, over these repeats. */
static real mean_error(Random *random, size_t n, size_t repeats, Matrix rolls)
{
    real squares = 0;
    for (size_t i = 0; i < repeats; i++) {
        for (size_t j = 0; j < n; j++) matrix_at(rolls, j, 0) = roll(random);
        real error = sample_mean(matrix_rows(rolls, 0, n)) - (real)3.5;
        squares += error * error;
    }
    return real_sqrt(squares / (real)repeats);
}

void means(Report *report, const Options *options)
{
    enum { REPEATS = 5000, SIZES = 7, LARGEST = 4096 };
    Random random = random_seed(options->seed + 1);
    Matrix rolls = matrix_new(LARGEST, 1);
    Series series = series_open(report, "means", "rolls|error|predicted");
    real std = real_sqrt(die_variance()), x[SIZES], y[SIZES];
    report_block(report, "means", "how far the mean of N rolls is from 3.5");
    table_begin(report, "N|typical error|times root N");
    for (size_t k = 0, n = 1; k < SIZES; k++, n *= 4) {
        real error = mean_error(&random, n, REPEATS, rolls), root = real_sqrt((real)n);
        table_cells(report, "%zu|%.5f{means.%zu}|%.3f", n, error, n, error * root);
        series_numbers(&series, (double)n, error, std / root);
        x[k] = real_log((real)n);
        y[k] = real_log(error);
    }
    table_print(report);

    // The slope of the straight line that fits ln error over ln N best.
    Matrix logs = matrix_view(x, SIZES, 1), errors = matrix_view(y, SIZES, 1);
    real middle = sample_mean(logs), level = sample_mean(errors), above = 0;
    for (size_t k = 0; k < SIZES; k++) above += (x[k] - middle) * (y[k] - level);
    real slope = above / (SIZES * sample_variance(logs));
    report_line(report, "  the error falls as N to the power %.3f{means.slope}", slope);
    series_close(&series);
    matrix_free(&rolls);
}

void few_samples(Report *report, const Options *options)
{
    enum { REPEATS = 20000 };
    const size_t sizes[] = {2, 3, 5, 10, 100};
    Random random = random_seed(options->seed + 2);
    real rolls_data[100], variance = die_variance();
    report_block(report, "few samples", "over %d repeats; a roll has %.3f and %.3f",
                 REPEATS, 3.5, variance);
    table_begin(report,
                "rolls|lowest mean|highest|mean of variances|over the true one");
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        Matrix rolls = matrix_view(rolls_data, sizes[k], 1);
        real lowest = 6, highest = 1, total = 0;
        for (size_t i = 0; i < REPEATS; i++) {
            for (size_t j = 0; j < sizes[k]; j++) rolls_data[j] = roll(&random);
            real mean = sample_mean(rolls);
            if (mean < lowest) lowest = mean;
            if (mean > highest) highest = mean;
            total += sample_variance(rolls);
        }
        table_cells(report, "%zu|%.2f{few.%zu.lowest}|%.2f{.highest}|%.3f|%.3f{.ratio}",
                    sizes[k], lowest, sizes[k], highest, total / REPEATS,
                    total / REPEATS / variance);
    }
    table_print(report);
}

/* --- likelihood ---------------------------------------------------------- */

void coin(Report *report)
{
    enum { HEADS = 7, FLIPS = 10 };
    real best = coin_best(HEADS, FLIPS);
    report_block(report, "coin", "%d heads in %d flips, for every belief p", HEADS,
                 FLIPS);
    table_begin(report, "p|likelihood|its logarithm|minus that, a flip");
    for (int i = 1; i <= 9; i++) {
        real p = (real)i / 10;
        table_cells(report, "%.1f|%.6f|%.4f|%.4f", p, coin_likelihood(p, HEADS, FLIPS),
                    coin_log_likelihood(p, HEADS, FLIPS), coin_cross_entropy(best, p));
    }
    table_print(report);
    report_value(report, best, "coin.p");
    report_value(report, coin_cross_entropy(best, best), "coin.best");
    report_value(report, coin_cross_entropy(best, (real)0.5), "coin.half");

    Series series = series_open(report, "coin", "p|likelihood|cross-entropy");
    for (int i = 1; i < 200; i++) { // dense at both ends, where the curve is steep
        real p = (1 - real_cos((real)(REAL_PI * i / 200))) / 2;
        series_numbers(&series, p, coin_likelihood(p, HEADS, FLIPS),
                       coin_cross_entropy(best, p));
    }
    series_close(&series);
}

void underflow(Report *report)
{
    const size_t flips[] = {10, 100, 1000, 2000};
    report_block(report, "underflow",
                 "7 heads in every 10 flips, for the p 0.5 and 0.7");
    table_begin(report, "flips|likelihood of 0.5|of 0.7|logarithm for 0.5|for 0.7");
    for (size_t k = 0; k < sizeof flips / sizeof flips[0]; k++) {
        size_t n = flips[k], heads = n / 10 * 7;
        table_cells(report, "%zu|%.3g|%.3g|%.3f|%.3f", n,
                    coin_likelihood((real)0.5, heads, n),
                    coin_likelihood((real)0.7, heads, n),
                    coin_log_likelihood((real)0.5, heads, n),
                    coin_log_likelihood((real)0.7, heads, n));
    }
    table_print(report);
}
