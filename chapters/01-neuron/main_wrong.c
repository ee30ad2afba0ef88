/* What goes wrong with one neuron, each case run and its symptom printed. */
#include "main.h"

void xor_by_descent(Report *report, const Options *options)
{
    enum { SEEDS = 20 };
    size_t epochs = options->epochs ? options->epochs : 1000;
    Matrix x = matrix_view((real[]){0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Matrix y = matrix_view((real[]){0, 1, 1, 0}, 4, 1);
    Neuron neuron = neuron_new(4, 2);
    real worst_loss = 0, least_loss = INFINITY, largest_weight = 0, start = 0;

    for (size_t seed = 0; seed < SEEDS; seed++) {
        Random random = random_seed(options->seed + seed);
        random_fill_normal(&random, neuron.w, 0, 1);
        random_fill_normal(&random, neuron.b, 0, 1);
        for (size_t epoch = 0; epoch <= epochs; epoch++) {
            real loss = log_slopes(&neuron, x, y);
            if (epoch == 0 && loss > start) start = loss;
            if (epoch < epochs) go_downhill(&neuron, 1);
            if (epoch == epochs && loss > worst_loss) worst_loss = loss;
            if (epoch == epochs && loss < least_loss) least_loss = loss;
        }
        real weight = matrix_max_abs(neuron.w);
        if (weight > largest_weight) largest_weight = weight;
    }
    report_block(report, "xor by descent", "a logistic neuron from %d random starts",
                 SEEDS);
    report_line(report, "  highest loss at the start       %.9f{xor.start}", start);
    report_line(report, "  after %6zu epochs, the highest %.9f{xor.loss}", epochs,
                worst_loss);
    report_line(report, "                      the lowest  %.9f", least_loss);
    report_line(report, "  ln 2                            %.9f", real_log(2));
    report_line(report, "  largest weight left             %.1e{xor.weight}",
                largest_weight);
    neuron_free(&neuron);
}

void no_line(Report *report, Dataset iris)
{
    enum { EPOCHS = 1000 };
    Matrix x, y;
    two_classes(&x, &y, iris, 1, 2, 2, 3);
    Neuron neuron = neuron_new(x.rows, 2);
    size_t total = 0, fewest = x.rows, last = 0, clean = 0;
    for (size_t epoch = 0; epoch < EPOCHS; epoch++) {
        last = perceptron_epoch(neuron.w, neuron.b, x, y);
        total += last;
        clean += last == 0;
        if (last < fewest) fewest = last;
    }
    neuron_forward(neuron.a, neuron.z, x, neuron.w, neuron.b, activation_named("step"));
    size_t held = neuron_mistakes(neuron.a, y);
    report_block(report, "no line", "a perceptron on %s against %s",
                 iris.class_names[1], iris.class_names[2]);
    report_line(report, "  epochs                      %d", EPOCHS);
    report_line(report, "  epochs without a mistake    %zu", clean);
    report_line(report, "  fewest mistakes in one      %zu{no-line.fewest}", fewest);
    report_line(report, "  mistakes in the last        %zu{no-line.last}", last);
    report_line(report, "  mistakes in all             %zu{no-line.total}", total);
    report_line(report, "  wrong by the last weights   %zu{no-line.held} of %zu", held,
                y.rows);
    neuron_free(&neuron);
    matrix_free(&x);
    matrix_free(&y);
}

/* Epochs until w and b of a linear neuron are within 1e-6 of the closed form: `most`
 * when they are not there by then, BLOWN_UP when they run away. */
enum { BLOWN_UP = 0 };

static size_t epochs_to_fit(Matrix x, Matrix y, real rate, size_t most)
{
    real slope, intercept;
    line_fit(&slope, &intercept, x, y);
    Neuron neuron = neuron_new(x.rows, 1);
    size_t epoch = 0;
    for (; epoch < most; epoch++) {
        real dw = neuron.w.data[0] - slope, db = neuron.b.data[0] - intercept;
        real distance = real_sqrt(dw * dw + db * db);
        if (distance < (real)1e-6 || !(distance < (real)1e6)) break;
        squared_slopes(&neuron, x, y, activation_named("identity"));
        go_downhill(&neuron, rate);
    }
    bool blown_up = !(matrix_max_abs(neuron.w) < (real)1e5);
    neuron_free(&neuron);
    return blown_up ? BLOWN_UP : epoch;
}

void scales(Report *report, Dataset iris)
{
    enum { MOST = 100000, CASES = 4 };
    Matrix x, y;
    petals(&x, &y, iris);
    real mean = 0, square = 0, m = (real)x.rows;
    const char *unit[CASES] = {"cm", "cm", "cm", "standardised"};
    real rate[CASES] = {(real)0.01, (real)0.1, (real)0.12, 1};
    for (size_t i = 0; i < x.rows; i++) {
        mean += matrix_at(iris.x, i, 2) / m;
        square += matrix_at(iris.x, i, 2) * matrix_at(iris.x, i, 2) / m;
    }
    report_block(report, "scales", "epochs until the line is right to 1e-6");
    table_begin(report, "petal length in|rate|epochs");
    for (size_t k = 0; k < CASES; k++) {
        real spread = real_sqrt(square - mean * mean);
        for (size_t i = 0; i < x.rows; i++) {
            real raw = matrix_at(iris.x, i, 2);
            matrix_at(x, i, 0) = k < 3 ? raw : (raw - mean) / spread;
        }
        size_t epochs = epochs_to_fit(x, y, rate[k], MOST);
        table_cells(report, "%s|%.2f", unit[k], rate[k]);
        table_cells(report,
                    epochs == BLOWN_UP ? "never, it blows up"
                    : epochs == MOST   ? "more than %zu"
                                       : "%zu",
                    epochs);
        report_value(report, (real)epochs, "scales.%zu", k);
    }
    table_print(report);

    // The curvature matrix of the loss is [[mean of x^2, mean], [mean, 1]].
    real half = (square + 1) / 2, root = real_sqrt(half * half - square + mean * mean);
    report_line(report,
                "  in cm the curvatures are %.4f{scales.steep} and %.4f{.flat}; 2 / "
                "%.4f = %.4f{.limit}",
                half + root, half - root, half + root, 2 / (half + root));
    matrix_free(&x);
    matrix_free(&y);
}

/* How many samples have a z above zero, where ReLU has a slope. */
static size_t answered(Matrix z)
{
    size_t count = 0;
    for (size_t i = 0; i < z.rows; i++) count += matrix_at(z, i, 0) > 0;
    return count;
}

void asleep(Report *report, Dataset iris)
{
    enum { CASES = 3, EPOCHS = 1000 };
    const real bias[CASES] = {1, 1, -10};
    const real rate[CASES] = {(real)0.01, (real)0.1, (real)0.1};
    Matrix x, y;
    petals(&x, &y, iris);
    Neuron neuron = neuron_new(x.rows, 1);
    report_block(report, "asleep", "a ReLU neuron for the petals, after %d epochs",
                 EPOCHS);
    table_begin(report, "start w|start b|rate|loss at first|loss at last|"
                        "answers after 1 step|answers at last");
    for (size_t k = 0; k < CASES; k++) {
        real first = 0, last = 0;
        size_t early = 0;
        matrix_fill(neuron.w, 1);
        matrix_fill(neuron.b, bias[k]);
        for (size_t epoch = 0; epoch <= EPOCHS; epoch++) {
            last = squared_slopes(&neuron, x, y, activation_named("relu"));
            if (epoch == 0) first = last;
            if (epoch == 1) early = answered(neuron.z);
            if (epoch < EPOCHS) go_downhill(&neuron, rate[k]);
        }
        size_t awake = answered(neuron.z);
        table_cells(report,
                    "1|%.0f|%.2f|%.4f{asleep.%zu.first}|%.4f{.last}|%zu{.early}|"
                    "%zu{.awake}",
                    bias[k], rate[k], first, k, last, early, awake);
    }
    table_print(report);
    neuron_free(&neuron);
    matrix_free(&x);
    matrix_free(&y);
}

void log_of_zero(Report *report)
{
    real z[] = {5, 20, 37, 40, 800};
    Matrix zero = matrix_view((real[]){0}, 1, 1);
    Activation sigmoid = activation_named("sigmoid");
    report_block(report, "log of zero", "a neuron that is sure and wrong: target 0");
    table_begin(report, "z|a = sigmoid(z)|loss from a|loss from z");
    for (size_t i = 0; i < sizeof z / sizeof z[0]; i++) {
        real a = sigmoid.value(z[i]);
        real naive = neuron_log_loss_naive(matrix_view(&a, 1, 1), zero);
        real sound = neuron_log_loss(matrix_view(&z[i], 1, 1), zero);
        table_cells(report, "%.0f|%.15f|%.9f|%.9f", z[i], a, naive, sound);
    }
    table_print(report);
}
