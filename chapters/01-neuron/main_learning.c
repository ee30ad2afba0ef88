/* Three neurons learn from Iris: a perceptron, a linear one, a logistic one. */
#include "main.h"

void two_classes(Matrix *x, Matrix *y, Dataset data, size_t zero, size_t one,
                 size_t first, size_t second)
{
    size_t count = 0;
    for (size_t i = 0; i < data.y.rows; i++) {
        size_t label = (size_t)matrix_at(data.y, i, 0);
        count += label == zero || label == one;
    }
    *x = matrix_new(count, 2);
    *y = matrix_new(count, 1);
    for (size_t i = 0, row = 0; i < data.y.rows; i++) {
        size_t label = (size_t)matrix_at(data.y, i, 0);
        if (label != zero && label != one) continue;
        matrix_at(*x, row, 0) = matrix_at(data.x, i, first);
        matrix_at(*x, row, 1) = matrix_at(data.x, i, second);
        matrix_at(*y, row++, 0) = label == one ? 1 : 0;
    }
}

/* Which epochs get a point on a curve: each of the first hundred, then ever fewer. */
static bool worth_a_point(size_t epoch, size_t last)
{
    size_t stride = epoch <= 100 ? 1 : epoch <= 1000 ? 20 : 500;
    return epoch % stride == 0 || epoch == last;
}

/* The samples of two classes, one set of points each, for the figures. */
static void points(Report *report, const char *name, Matrix x, Matrix y)
{
    Series series = series_open(report, name, "first|second|class");
    for (int label = 0; label < 2; label++) {
        for (size_t i = 0; i < x.rows; i++)
            if (matrix_at(y, i, 0) == (real)label)
                series_numbers(&series, matrix_at(x, i, 0), matrix_at(x, i, 1), label);
        series_break(&series);
        series_break(&series);
    }
    series_close(&series);
}

void perceptron(Report *report, Dataset iris)
{
    enum { MOST = 1000 };
    Matrix x, y;
    two_classes(&x, &y, iris, 0, 1, 0, 2); // sepal length, petal length
    points(report, "perceptron-points", x, y);
    Neuron neuron = neuron_new(x.rows, 2);
    Series series = series_open(report, "perceptron", "epoch|mistakes|w1|w2|b");
    size_t mistakes = 1, total = 0, epoch = 0;

    report_block(report, "perceptron", "%s against %s, %zu samples",
                 iris.class_names[0], iris.class_names[1], x.rows);
    table_begin(report, "epoch|mistakes|w1|w2|b");
    for (; mistakes > 0 && epoch < MOST; total += mistakes) {
        mistakes = perceptron_epoch(neuron.w, neuron.b, x, y);
        epoch++;
        double w1 = (double)neuron.w.data[0], w2 = (double)neuron.w.data[1];
        double b = (double)neuron.b.data[0];
        series_numbers(&series, (double)epoch, (double)mistakes, w1, w2, b);
        if (epoch > 12 && mistakes > 0) continue;
        table_cells(report, "%zu|%zu|%.1f|%.1f|%.0f", epoch, mistakes, (real)w1,
                    (real)w2, (real)b);
    }
    table_print(report);
    real bound = perceptron_bound(x, y, neuron.w, neuron.b);
    report_line(report,
                "  %zu{perceptron.mistakes} mistakes in all, %zu{.epochs} epochs; the "
                "theorem allows %.0f{.bound}",
                total, epoch, bound);
    series_close(&series);
    neuron_free(&neuron);
    matrix_free(&x);
    matrix_free(&y);
}

void petals(Matrix *x, Matrix *y, Dataset iris)
{
    *x = matrix_new(iris.x.rows, 1);
    *y = matrix_new(iris.x.rows, 1);
    for (size_t i = 0; i < iris.x.rows; i++) {
        matrix_at(*x, i, 0) = matrix_at(iris.x, i, 2);
        matrix_at(*y, i, 0) = matrix_at(iris.x, i, 3);
    }
}

void linear_neuron(Report *report, Dataset iris, const Options *options)
{
    size_t epochs = options->epochs ? options->epochs : 2000;
    real slope, intercept, loss = 0, rate = (real)0.1;
    Matrix x, y;
    petals(&x, &y, iris);
    line_fit(&slope, &intercept, x, y);
    Neuron neuron = neuron_new(x.rows, 1);
    Series series = series_open(report, "linear", "epoch|loss");

    report_block(report, "linear neuron", "petal width from petal length, %zu flowers",
                 x.rows);
    table_begin(report, "epoch|loss|w|b");
    for (size_t epoch = 0; epoch <= epochs; epoch++) {
        loss = squared_slopes(&neuron, x, y, activation_named("identity"));
        if (worth_a_point(epoch, epochs)) series_numbers(&series, (double)epoch, loss);
        bool power = epoch == 1 || epoch == 10 || epoch == 100 || epoch == 1000;
        if (epoch == 0 || power || epoch == epochs) {
            table_cells(report, "%zu|%.6f|%.6f|%.6f", epoch, loss, neuron.w.data[0],
                        neuron.b.data[0]);
        }
        if (epoch < epochs) go_downhill(&neuron, rate);
    }
    table_cells(report, "closed form| |%.6f{linear.slope}|%.6f{.intercept}", slope,
                intercept);
    table_print(report);
    report_value(report, loss, "linear.loss");
    report_value(report, neuron.w.data[0], "linear.w");
    report_value(report, neuron.b.data[0], "linear.b");
    report_value(report, -neuron.b.data[0], "linear.less");

    series_close(&series);
    neuron_free(&neuron);
    matrix_free(&x);
    matrix_free(&y);
}

static void logistic_row(Report *report, const Neuron *neuron, size_t epoch, real loss,
                         size_t wrong)
{
    table_cells(report, "%zu|%.6f|%zu|%.4f|%.4f|%.4f|%.1e", epoch, loss, wrong,
                neuron->w.data[0], neuron->w.data[1], neuron->b.data[0],
                steepest(neuron));
}

void logistic_neuron(Report *report, Dataset iris, const Options *options)
{
    size_t epochs = options->epochs ? options->epochs : 10000;
    real rate = options->learning_rate > 0 ? options->learning_rate : 4, loss = 0;
    Matrix x, y;
    two_classes(&x, &y, iris, 1, 2, 2, 3);       // petal length, petal width
    dataset_standardise_both(x, (Matrix){0}, 0); // so that one rate suits all columns
    points(report, "logistic-points", x, y);
    Neuron neuron = neuron_new(x.rows, 2);
    Series series = series_open(report, "logistic", "epoch|loss|w1|w2|b");

    report_block(report, "logistic neuron", "%s against %s, rate %g",
                 iris.class_names[1], iris.class_names[2], rate);
    table_begin(report, "epoch|log loss|wrong|w1|w2|b|steepest slope");
    for (size_t epoch = 0; epoch <= epochs; epoch++) {
        loss = log_slopes(&neuron, x, y);
        if (worth_a_point(epoch, epochs))
            series_numbers(&series, (double)epoch, loss, neuron.w.data[0],
                           neuron.w.data[1], neuron.b.data[0]);
        bool power = epoch == 1 || epoch == 10 || epoch == 100 || epoch == 1000;
        if (epoch == 0 || power || epoch == epochs) {
            size_t wrong = neuron_mistakes(neuron.a, y);
            logistic_row(report, &neuron, epoch, loss, wrong);
            report_value(report, (real)wrong, "logistic.wrong.%zu", epoch);
        }
        if (epoch < epochs) go_downhill(&neuron, rate);
    }
    table_print(report);
    report_value(report, loss, "logistic.loss");
    report_value(report, steepest(&neuron), "logistic.steepest");
    report_value(report, (real)neuron_mistakes(neuron.a, y), "logistic.wrong");
    report_value(report, (real)y.rows, "logistic.samples");
    series_close(&series);
    neuron_free(&neuron);
    matrix_free(&x);
    matrix_free(&y);
}
