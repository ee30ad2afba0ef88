/* Series for the figures: losses along one logit, and over two weights. */
#include "main.h"

void curves(Report *report)
{
    Series errors = series_open(report, "losses-error",
                                "error|squared|huber|squared slope|huber slope");
    for (int i = -60; i <= 60; i++) {
        real e = (real)i / 20, zero = 0, slope[2];
        Matrix p = matrix_view(&e, 1, 1), y = matrix_view(&zero, 1, 1);
        squared_gradient(matrix_view(&slope[0], 1, 1), p, y);
        huber_gradient(matrix_view(&slope[1], 1, 1), p, y);
        series_numbers(&errors, e, squared_loss(p, y), huber_loss(p, y), slope[0],
                       slope[1]);
    }
    series_close(&errors);

    Series logits = series_open(report, "losses-logit",
                                "logit|cross-entropy|squared|its slope|its slope");
    for (int i = -80; i <= 80; i++) {
        real z = (real)i / 10, one = 1, a = sigmoid_value(z), slope[2];
        Matrix p = matrix_view(&a, 1, 1), y = matrix_view(&one, 1, 1);
        sigmoid_cross_entropy_gradient(matrix_view(&slope[0], 1, 1),
                                       matrix_view(&z, 1, 1), y);
        squared_gradient(matrix_view(&slope[1], 1, 1), p, y);
        series_numbers(&logits, z, sigmoid_cross_entropy(matrix_view(&z, 1, 1), y),
                       squared_loss(p, y), slope[0], slope[1] * sigmoid_slope(z));
    }
    series_close(&logits);
}

/* Half the squared error of sigmoid(z), and its slope at z: a Loss like the others. */
static real sigmoid_squared(Matrix z, Matrix y)
{
    Matrix a = matrix_new(z.rows, z.cols);
    activation_forward(a, z, activation_named("sigmoid"));
    real loss = squared_loss(a, y);
    matrix_free(&a);
    return loss;
}

static void sigmoid_squared_gradient(Matrix dz, Matrix z, Matrix y)
{
    neuron_squared_delta(dz, z, y, activation_named("sigmoid"));
}

/* The petals of versicolor and virginica, standardised, as x (m, 2); virginica is 1. */
static void two_kinds(Matrix *x, Matrix *y, Dataset iris)
{
    size_t count = 0;
    for (size_t i = 0; i < iris.y.rows; i++) count += matrix_at(iris.y, i, 0) >= 1;
    *x = matrix_new(count, 2);
    *y = matrix_new(count, 1);
    for (size_t i = 0, row = 0; i < iris.y.rows; i++) {
        if (matrix_at(iris.y, i, 0) < 1) continue;
        for (size_t j = 0; j < 2; j++)
            matrix_at(*x, row, j) = matrix_at(iris.x, i, j + 2);
        matrix_at(*y, row++, 0) = matrix_at(iris.y, i, 0) - 1;
    }
    dataset_standardise_both(*x, (Matrix){0}, 0);
}

/* A descent from the far corner at rate 1, the bias held at 0; every step becomes a
 * point of the path, some a row of the table. */
static void walk(Report *report, Series *path, Matrix x, Matrix y, Loss loss)
{
    const size_t shown[] = {0, 10, 100, 1000};
    enum { SHOWN = sizeof shown / sizeof shown[0] };
    Model model = model_new(x.rows, 2, 1);
    size_t step = 0;
    matrix_fill(model.w, -8);
    for (size_t s = 0; s < SHOWN; s++) {
        for (; step < shown[s]; step++) {
            series_numbers(path, model.w.data[0], model.w.data[1]);
            model_slopes(&model, x, y, loss);
            matrix_add_scaled(model.w, model.dw, -1);
        }
        model_slopes(&model, x, y, loss);
        real now = model_loss(&model, x, y, loss);
        table_cells(report,
                    "%s|%zu|%.4f|%.4f|%.6f{surface.%.3s.%zu}|"
                    "%.1e{surface.%.3s.slope.%zu}",
                    loss.name, step, model.w.data[0], model.w.data[1], now, loss.name,
                    step, matrix_max_abs(model.dw), loss.name, step);
    }
    series_break(path);
    series_break(path);
    model_free(&model);
}

void surface(Report *report, Dataset iris)
{
    enum { SIDE = 41 };
    Loss squared = {"squared", sigmoid_squared, sigmoid_squared_gradient};
    Loss crossed = loss_named("sigmoid cross-entropy");
    Matrix x, y;
    two_kinds(&x, &y, iris);
    Series grid = series_open(report, "surface", "w1|w2|cross-entropy|squared");
    Model model = model_new(x.rows, 2, 1);
    for (int i = 0; i < SIDE; i++) {
        for (int k = 0; k < SIDE; k++) {
            model.w.data[0] = (real)(i - 20) / 2;
            model.w.data[1] = (real)(k - 20) / 2;
            series_numbers(&grid, model.w.data[0], model.w.data[1],
                           model_loss(&model, x, y, crossed),
                           model_loss(&model, x, y, squared));
        }
        series_break(&grid);
    }
    series_close(&grid);

    Series path = series_open(report, "paths", "w1|w2");
    report_block(report, "surface", "two weights for two kinds of iris, from (-8, -8)");
    table_begin(report, "loss|step|w1|w2|value|steepest slope");
    walk(report, &path, x, y, crossed);
    walk(report, &path, x, y, squared);
    table_print(report);
    series_close(&path);
    model_free(&model);
    matrix_free(&x);
    matrix_free(&y);
}
