/* Softmax regression: one linear layer, softmax, cross-entropy, and the gradient of
 * this chapter. */
#include "main.h"

void one_sample(Report *report, Dataset digits)
{
    const size_t shown[] = {0, 1, 2, 5, 10, 100, 1000};
    enum { SHOWN = sizeof shown / sizeof shown[0] };
    Loss loss = loss_named("softmax cross-entropy");
    real largest = matrix_max_abs(digits.x);
    Matrix y = dataset_targets(digits);
    Matrix x = matrix_new(1, digits.x.cols), target = matrix_rows(y, 0, 1);
    Model model = model_new(1, digits.x.cols, digits.classes);
    size_t epoch = 0;
    matrix_scale(x, matrix_rows(digits.x, 0, 1), 1 / largest);
    report_block(report, "one sample",
                 "the first digit, a %s, again and again, rate 0.1",
                 digits.class_names[row_argmax(target, 0)]);
    table_begin(report, "step|loss|probability of its class");
    for (size_t s = 0; s < SHOWN; s++) {
        for (; epoch < shown[s]; epoch++) {
            model_slopes(&model, x, target, loss);
            model_step(&model, (real)0.1);
        }
        real now = model_loss(&model, x, target, loss);
        table_cells(report, "%zu|%.6f{one-sample.%zu}|%.6f", epoch, now, epoch,
                    real_exp(-now));
    }
    table_print(report);
    matrix_free(&x);
    matrix_free(&y);
    model_free(&model);
}

/* Twenty splits of the flowers: how many of the held-out ones are right. */
static void flower_splits(Report *report, Dataset iris, const Options *options)
{
    enum { SPLITS = 20, EPOCHS = 200 };
    Random random = random_seed(options->seed);
    Spread spread = {.count = 0};
    for (size_t s = 0; s < SPLITS; s++) {
        Dataset train_rows, test_rows;
        dataset_split(&train_rows, &test_rows, iris, (real)0.8, &random);
        dataset_standardise_both(train_rows.x, test_rows.x, 0);
        Matrix y = dataset_targets(train_rows), wanted = dataset_targets(test_rows);
        Model model = model_new(iris.x.rows, iris.x.cols, iris.classes);
        train(&model, train_rows.x, y, EPOCHS, 1);
        spread_add(&spread, accuracy(model_forward(&model, test_rows.x), wanted));
        model_free(&model);
        matrix_free(&y);
        matrix_free(&wanted);
        dataset_free(&train_rows);
        dataset_free(&test_rows);
    }
    spread_print(report, spread, "flowers");
}

void flowers(Report *report, Dataset iris, const Options *options)
{
    const size_t shown[] = {0, 1, 10, 100, 1000, 10000};
    enum { SHOWN = sizeof shown / sizeof shown[0] };
    Loss loss = loss_named("softmax cross-entropy");
    Matrix x = matrix_new(iris.x.rows, iris.x.cols), y = dataset_targets(iris);
    Model model = model_new(iris.x.rows, iris.x.cols, iris.classes);
    size_t epoch = 0;
    matrix_copy(x, iris.x);
    dataset_standardise_both(x, (Matrix){0}, 0);
    report_block(report, "flowers", "softmax regression on %zu irises, three classes",
                 x.rows);
    table_begin(report, "epoch|loss|wrong|largest weight");
    for (size_t s = 0; s < SHOWN; s++) {
        for (; epoch < shown[s]; epoch++) {
            model_slopes(&model, x, y, loss);
            model_step(&model, 1);
        }
        Matrix z = model_forward(&model, x);
        real now = loss.value(z, y), wrong = (1 - accuracy(z, y)) * (real)x.rows;
        table_cells(report, "%zu|%.6f{flowers.loss.%zu}|%.0f|%.2f{flowers.weight.%zu}",
                    epoch, now, epoch, wrong, matrix_max_abs(model.w), epoch);
        report_value(report, (double)(size_t)(wrong + (real)0.5), "flowers.wrong.%zu",
                     epoch);
    }
    table_print(report);
    flower_splits(report, iris, options);
    model_free(&model);
    matrix_free(&x);
    matrix_free(&y);
}
