/* The museum: every wrong backward pass checked, and trained from twenty starts. */
#include "main.h"

#include <stdlib.h>

void museum_checked(Report *report, Dataset digits, const Options *options)
{
    Random random = random_seed(options->seed);
    Subject s = digits_subject(digits, &random);
    Subject other = digits_subject(digits, &random); // for the batch before
    subject_derive(&s);
    subject_measure(&s, check_step());
    report_block(report, "museum", "%d wrong backward passes, checked", BUGS - 1);
    table_begin(report, "bug|worst error|wrong layers|all off by|first batch alone");
    for (int bug = 0; bug < BUGS; bug++) {
        char layers[8] = "";
        real ratio;
        subject_visit(&s, (Bug)bug, (Matrix){0});
        GradientReport fresh = subject_compare(&s);
        subject_visit(&s, (Bug)bug, other.x);
        GradientReport all = subject_compare(&s);
        size_t length = 0;
        for (size_t l = 0; l < 3; l++)
            if (layer_compare(&s.state.gradients, &s.measured, l, s.floor).wrong > 0) {
                if (length > 0) layers[length++] = ' ';
                layers[length++] = (char)('0' + l);
            }
        table_cells(report, "%s|%.2g|%s", museum_exhibit((Bug)bug).name, all.error,
                    length > 0 ? layers : "-");
        if (gradients_same_ratio(&ratio, &s.state.gradients, &s.measured, s.floor))
            table_cells(report, "%.4g", ratio);
        else
            table_cells(report, "-");
        table_cells(report, "%s", verdict_name(gradient_verdict(fresh)));
        report_value(report, all.error, "museum.%d.error", bug);
        report_value(report, fresh.error, "museum.%d.fresh", bug);
    }
    table_print(report);
    subject_free(&s);
    subject_free(&other);
}

enum { STARTS = 20, TRAIN = 300, TEST = 500, MOST = 1000 };

/* How one network fared: its loss in every epoch, and how many of the digits that it
 * has not seen it gets right at the end. */
static real train(real *losses, Bug bug, Dataset digits, uint64_t seed,
                  const Options *options)
{
    Random random = random_seed(seed);
    Subject s = digits_subject(digits, &random);
    Museum museum = museum_new(bug, s.state.network, BATCH);
    size_t *order = check_allocate(digits.x.rows, sizeof *order, "samples");
    for (size_t i = 0; i < digits.x.rows; i++) order[i] = i;
    random_shuffle(&random, order, digits.x.rows);
    for (size_t epoch = 0; epoch < options->epochs; epoch++) {
        real total = 0;
        random_shuffle(&random, order, TRAIN);
        for (size_t first = 0; first < TRAIN; first += BATCH) {
            gather(s.x, s.y, digits, order + first);
            network_forward(&s.state.cache, s.state.network, s.x);
            total += museum_backward(&museum, &s.state.gradients, s.state.network,
                                     &s.state.cache, s.y, s.state.loss);
            network_step(s.state.network, &s.state.gradients, options->learning_rate);
        }
        losses[epoch] = total * BATCH / TRAIN;
    }
    Matrix x = matrix_new(TEST, 64), y = matrix_new(TEST, 10);
    gather(x, y, digits, order + TRAIN);
    Cache cache = cache_new(s.state.network, TEST);
    real right = accuracy(network_forward(&cache, s.state.network, x), y);
    cache_free(&cache);
    matrix_free(&x);
    matrix_free(&y);
    free(order);
    museum_free(&museum);
    subject_free(&s);
    return right;
}

/* The middle of the losses of one epoch. */
static real median_loss(const real *losses, size_t epoch, size_t epochs)
{
    double column[STARTS];
    for (size_t s = 0; s < STARTS; s++) column[s] = (double)losses[s * epochs + epoch];
    return (real)median(column, STARTS);
}

/* One bug's line of the table; sorts `right`. */
static void training_row(Report *report, int bug, const real *losses, double *right,
                         size_t learned, size_t epochs)
{
    real first = median_loss(losses, 0, epochs);
    real last = median_loss(losses, epochs - 1, epochs);
    double middle = median(right, STARTS);
    table_cells(report, "%s", museum_exhibit((Bug)bug).name);
    table_cells(report, first < 100 ? "%.3f" : "%.0e", first);
    table_cells(report, last < 100 ? "%.3f" : "%.0e", last);
    table_cells(report, "%.1f%%{training.%d.right}|%.1f%%{.worst}|%zu{.learned}",
                middle, bug, right[0], learned);
    report_value(report, first, "training.%d.first", bug);
    report_value(report, last, "training.%d.last", bug);
}

void museum_trained(Report *report, Dataset digits, const Options *options)
{
    size_t epochs = options->epochs, learned[BUGS] = {0};
    real *losses = check_allocate(STARTS * epochs, sizeof *losses, "losses");
    double right[STARTS];
    Series series = series_open(report, "training", "epoch|bug|median loss");
    Progress progress = progress_begin("training the museum", BUGS * STARTS);
    report_block(report, "training",
                 "%d digits, %zu epochs at rate %g, medians of %d starts", TRAIN,
                 epochs, options->learning_rate, STARTS);
    table_begin(report, "bug|first loss|last loss|unseen right|worst start|learn");
    for (int bug = 0; bug < BUGS; bug++) {
        for (size_t s = 0; s < STARTS; s++) {
            right[s] = (double)train(losses + s * epochs, (Bug)bug, digits,
                                     options->seed + 100 * s, options);
            learned[bug] += right[s] >= 0.8;
            progress_step(&progress, (size_t)bug * STARTS + s + 1);
        }
        for (size_t epoch = 0; epoch < epochs; epoch++)
            series_numbers(&series, (double)(epoch + 1), bug,
                           median_loss(losses, epoch, epochs));
        series_break(&series);
        series_break(&series);
        training_row(report, bug, losses, right, learned[bug], epochs);
    }
    progress_end(&progress);
    table_print(report);
    size_t bugs_that_learn = 0;
    for (int bug = 1; bug < BUGS; bug++) bugs_that_learn += learned[bug] * 2 > STARTS;
    report_line(report, "  learns: at least 80%% of %d unseen digits right", TEST);
    report_line(
        report,
        "  %zu{training.bugs} of %d bugs learn from more than half of the starts",
        bugs_that_learn, BUGS - 1);
    series_close(&series);
    free(losses);
}

void museum_disguised(Report *report, Dataset digits, const Options *options)
{
    const struct {
        Bug bug;
        real factor; // on the rate, to undo the bug
    } row[] = {
        {BUG_NONE, 1}, {BUG_MEAN_MISSING, (real)1 / BATCH}, {BUG_MEAN_TWICE, BATCH}};
    size_t epochs = options->epochs;
    real *losses = check_allocate(STARTS * epochs, sizeof *losses, "losses");
    double right[STARTS];
    report_block(report, "disguise", "a rate that undoes the bug, %d starts", STARTS);
    table_begin(report, "bug|rate|last loss|unseen right");
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        Options other = *options;
        other.learning_rate *= row[k].factor;
        for (size_t s = 0; s < STARTS; s++)
            right[s] = (double)train(losses + s * epochs, row[k].bug, digits,
                                     options->seed + 100 * s, &other);
        real last = median_loss(losses, epochs - 1, epochs);
        table_cells(report, "%s|%g|%.6f{disguise.%zu.last}|%.1f%%",
                    museum_exhibit(row[k].bug).name, other.learning_rate, last, k,
                    median(right, STARTS));
    }
    table_print(report);
    free(losses);
}
