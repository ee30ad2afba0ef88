/* What goes wrong with losses, each case run and its symptom printed. */
#include "child.h"
#include "main.h"

void log_of_zero(Report *report)
{
    enum { CLASSES = 3 };
    const real lead[] = {5, 20, 40, 300, 744, 746, 1000};
    real y[CLASSES] = {0, 1, 0}, p[CLASSES], slope[CLASSES], fused[CLASSES];
    Matrix target = matrix_view(y, 1, CLASSES), says = matrix_view(p, 1, CLASSES);
    Matrix slopes = matrix_view(slope, 1, CLASSES);
    report_block(report, "log of zero", "logits (lead, 0, 0), but the class is 1");
    table_begin(report,
                "lead|p of class 1|loss from p|slope, long road|loss from z|p - y");
    for (size_t i = 0; i < sizeof lead / sizeof lead[0]; i++) {
        real z[CLASSES] = {lead[i], 0, 0};
        Matrix logits = matrix_view(z, 1, CLASSES);
        softmax(says, logits);
        real from_p = cross_entropy(says, target);
        cross_entropy_gradient(slopes, says, target);
        softmax_backward(slopes, slopes, says);
        softmax_cross_entropy_gradient(matrix_view(fused, 1, CLASSES), logits, target);
        table_cells(report, "%.0f|%.2e|%.6f{zero.%.0f}|%.6f|%.6f|%.6f", lead[i], p[1],
                    from_p, lead[i], slope[1], softmax_cross_entropy(logits, target),
                    fused[1]);
    }
    table_print(report);
}

/* The loss after some epochs of rate 0.5, when every gradient is multiplied by `factor`
 * behind the loss. */
static void mean_row(Report *report, Series *series, Matrix x, Matrix y, Loss loss,
                     const char *what, real factor)
{
    const size_t shown[] = {0, 1, 2, 3, 10, 100, 1000};
    enum { SHOWN = sizeof shown / sizeof shown[0] };
    Model model = model_new(x.rows, x.cols, y.cols);
    table_cells(report, "%.7s|%s", loss.name, what);
    for (size_t epoch = 0, s = 0; s < SHOWN; epoch++) {
        real now = model_loss(&model, x, y, loss);
        if (epoch <= 40 && isfinite(now)) series_numbers(series, (double)epoch, now);
        model_slopes(&model, x, y, loss);
        matrix_scale(model.dw, model.dw, factor);
        matrix_scale(model.db, model.db, factor);
        if (epoch == 0) table_cells(report, "%.4f", matrix_max_abs(model.dw));
        if (epoch == shown[s]) {
            table_cells(report, now < 10000 ? "%.4f" : "%.1e", now);
            report_value(report, now, "mean.%.7s.%s.%zu", loss.name, what, epoch);
            s++;
        }
        model_step(&model, (real)0.5);
    }
    series_break(series);
    series_break(series);
    model_free(&model);
}

void mean_twice(Report *report, Dataset iris)
{
    size_t m = iris.x.rows;
    Matrix x = matrix_new(m, iris.x.cols), kinds = dataset_targets(iris);
    Matrix length = matrix_new(m, 1), width = matrix_new(m, 1);
    Matrix zero = matrix_new(m, kinds.cols);
    const Loss losses[] = {loss_named("squared"), loss_named("softmax cross-entropy")};
    Series series = series_open(report, "mean", "epoch|loss");
    matrix_copy(x, iris.x);
    dataset_standardise_both(x, (Matrix){0}, 0);
    for (size_t i = 0; i < m; i++) {
        matrix_at(length, i, 0) = matrix_at(x, i, 2);
        matrix_at(width, i, 0) = matrix_at(iris.x, i, 3);
    }
    report_block(report, "mean", "%zu flowers, rate 0.5: the loss, epoch by epoch", m);
    table_begin(report, "loss|1/m|slope|after 0|1|2|3|10|100|1000");
    for (size_t k = 0; k < 2; k++) {
        Matrix in = k == 0 ? length : x, y = k == 0 ? width : kinds;
        mean_row(report, &series, in, y, losses[k], "once", 1);
        mean_row(report, &series, in, y, losses[k], "never", (real)m);
        mean_row(report, &series, in, y, losses[k], "twice", 1 / (real)m);
    }
    table_print(report);
    matrix_fill(zero, 0);
    real first = softmax_cross_entropy(zero, kinds);
    report_line(report,
                "  summed and not averaged, %.4f at the start would be %.4f{mean.sum}",
                first, (real)m * first);
    series_close(&series);
    Matrix *all[] = {&x, &kinds, &length, &width, &zero};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) matrix_free(all[i]);
}

/* Calls what stops the program, in a child, and prints what it said on the way out. */
static void print_mistake(Report *report, const char *what,
                          void (*mistake)(void *zeros))
{
    real zeros[12] = {0};
    report_line(report, "  %s", what);
    report_line(report, "    %s", child_run("chapter3", mistake, zeros).line);
}

static void labels_for_one_hot(void *zeros)
{
    real label[] = {0, 2, 1, 1};
    Matrix z = matrix_view(zeros, 4, 3), labels = matrix_view(label, 4, 1);
    softmax_cross_entropy(z, labels);
}

static void a_class_too_many(void *zeros)
{
    real label[] = {0, 3, 1, 1};
    Matrix hot = matrix_view(zeros, 4, 3), labels = matrix_view(label, 4, 1);
    dataset_one_hot(hot, labels);
}

static void a_nan_in_the_data(void *zeros)
{
    real y[] = {1, 2, 3, 4, NAN, 6};
    squared_loss(matrix_view(zeros, 3, 2), matrix_view(y, 3, 2));
}

static void no_distribution(void *zeros)
{
    real y[] = {1, 0, 0, 0, 1, 1};
    softmax_cross_entropy(matrix_view(zeros, 2, 3), matrix_view(y, 2, 3));
}

static void an_empty_batch(void *zeros)
{
    squared_loss(matrix_view(zeros, 0, 3), matrix_view(zeros, 0, 3));
}

void wrong_targets(Report *report)
{
    report_block(report, "wrong targets", "what each mistake is answered with");
    print_mistake(report, "labels (4, 1) for one-hot rows (4, 3)", labels_for_one_hot);
    print_mistake(report, "a label 3 where the classes are 0, 1, 2", a_class_too_many);
    print_mistake(report, "two classes at once", no_distribution);
    print_mistake(report, "a NaN in the data", a_nan_in_the_data);
    print_mistake(report, "an empty batch", an_empty_batch);
}

void broadcast(Report *report)
{
    enum { M = 3 };
    real y[M] = {1, 2, 3}, right[M] = {1, 2, 3}, flat[M] = {2, 2, 2};
    const real *says[2] = {right, flat};
    const char *what[2] = {"1, 2, 3", "2, 2, 2"};
    report_block(report, "broadcast",
                 "targets 1, 2, 3: as a column, and as a row that is "
                 "repeated");
    table_begin(report, "predictions|loss of 3 pairs|loss of 9 pairs");
    for (size_t k = 0; k < 2; k++) {
        real pairs = 0, all = 0;
        for (size_t i = 0; i < M; i++)
            for (size_t j = 0; j < M; j++) {
                real error = says[k][i] - y[j];
                if (i == j) pairs += error * error / (2 * M);
                all += error * error / (2 * M * M);
            }
        table_cells(report, "%s|%.4f{broadcast.%zu.pairs}|%.4f{.all}", what[k], pairs,
                    k, all);
    }
    table_print(report);
}
