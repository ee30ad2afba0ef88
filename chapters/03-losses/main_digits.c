/* Softmax regression on the digits: eight splits, and what was taken for what. */
#include "main.h"

#include <stdlib.h>

enum { SPLITS = 8 };

/* The mistakes that occurred most often, of equals all. */
static void print_worst(Report *report, Matrix counts)
{
    size_t found = 0;
    real most = 1;
    for (size_t i = 0; i < counts.rows; i++)
        for (size_t k = 0; k < counts.cols; k++)
            if (i != k && matrix_at(counts, i, k) > most)
                most = matrix_at(counts, i, k);
    report_part(report, "  most often: ");
    for (size_t i = 0; i < counts.rows; i++)
        for (size_t k = 0; k < counts.cols; k++)
            if (i != k && matrix_at(counts, i, k) == most)
                report_part(report, "%s%zu for %zu", found++ ? ", " : "", i, k);
    report_line(report, "%s, %.0f{confusion.most} times%s", found ? "" : "none", most,
                found > 1 ? " each" : "");
}

/* Each row a class, each column what it was taken for. */
static void confusion(Report *report, Matrix counts)
{
    char heads[128] = "is";
    size_t classes = counts.rows;
    for (size_t k = 0, used = 2; k < classes; k++)
        used += (size_t)snprintf(heads + used, sizeof heads - used, "|%zu", k);
    Series series = series_open(report, "confusion", "class|said|count");
    real right = 0;
    report_block(report, "confusion", "rows: what it is; columns: what the model said");
    table_begin(report, heads);
    for (size_t i = 0; i < classes; i++) {
        table_cells(report, "%zu", i);
        right += matrix_at(counts, i, i);
        for (size_t k = 0; k < classes; k++) {
            table_cells(report, "%.0f", matrix_at(counts, i, k));
            series_numbers(&series, (double)i, (double)k, matrix_at(counts, i, k));
        }
    }
    table_print(report);
    print_worst(report, counts);
    report_value(report, matrix_sum(counts), "confusion.all");
    report_value(report, matrix_sum(counts) - right, "confusion.wrong");
    series_close(&series);
}

/* One split: trains, judges, adds to the counts; returns the part that was right. */
static real judge(Report *report, Matrix counts, Dataset train_rows, Dataset test_rows,
                  size_t s, const Options *options)
{
    size_t epochs = options->epochs ? options->epochs : 300, n = train_rows.x.cols;
    real rate = options->learning_rate > 0 ? options->learning_rate : 8;
    Loss loss = loss_named("softmax cross-entropy");
    real largest = matrix_max_abs(train_rows.x);
    dataset_standardise_both(train_rows.x, test_rows.x, largest > 0 ? largest : 1);
    Matrix y = dataset_targets(train_rows), wanted = dataset_targets(test_rows);
    Matrix seen = matrix_new(counts.rows, counts.cols);
    Model model = model_new(train_rows.x.rows, n, train_rows.classes);

    train(&model, train_rows.x, y, epochs, rate);
    real learned = accuracy(model_forward(&model, train_rows.x), y);
    real train_loss = model_loss(&model, train_rows.x, y, loss);
    Matrix z = model_forward(&model, test_rows.x);
    real right = accuracy(z, wanted);
    table_cells(report, "%zu|%.4f|%.2f|%.4f|%.2f", s + 1, train_loss, 100 * learned,
                loss.value(z, wanted), 100 * right);
    report_value(report, right, "digits.%zu", s);
    if (isfinite(matrix_max_abs(z))) {
        confusion_matrix(seen, z, wanted);
        matrix_add(counts, counts, seen);
    }
    model_free(&model);
    matrix_free(&y);
    matrix_free(&wanted);
    matrix_free(&seen);
    return right;
}

void eight_splits(Report *report, Dataset digits, const Options *options)
{
    Random random = random_seed(options->seed);
    size_t m = digits.x.rows, *index = check_allocate(m, sizeof *index, "rows");
    Matrix counts = matrix_new(digits.classes, digits.classes);
    Series rows = series_open(report, "splits", "split|held-out row");
    Spread spread = {.count = 0};
    Progress progress = progress_begin("eight splits", SPLITS);
    matrix_fill(counts, 0);
    table_begin(report, "split|loss|right, %|held out: loss|right, %");
    for (size_t s = 0; s < SPLITS; s++) {
        Dataset train_rows, test_rows;
        Random same = random; // and so the same order of the rows
        dataset_split(&train_rows, &test_rows, digits, (real)0.8, &random);
        for (size_t i = 0; i < m; i++) index[i] = i;
        random_shuffle(&same, index, m);
        for (size_t i = train_rows.x.rows; i < m; i++)
            series_numbers(&rows, (double)s, (double)index[i]);
        spread_add(&spread, judge(report, counts, train_rows, test_rows, s, options));
        dataset_free(&train_rows);
        dataset_free(&test_rows);
        progress_step(&progress, s + 1);
    }
    progress_end(&progress);
    report_block(report, "digits",
                 "softmax regression, %zu digits, four fifths to learn", digits.x.rows);
    table_print(report);
    spread_print(report, spread, "digits");
    series_close(&rows);
    confusion(report, counts);
    matrix_free(&counts);
    free(index);
}
