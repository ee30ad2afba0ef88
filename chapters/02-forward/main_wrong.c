/* What goes wrong without a word: layers without a bend, broadcasting, square
 * matrices, a NaN on its way. */
#include "main.h"
#include "matmul.h"

/* The largest difference between the output of an identity network and that of the
 * one layer which it collapses to. */
static real collapsed_difference(Network network, Matrix x)
{
    size_t last = network.depth - 1;
    Matrix w = matrix_new(network.layers[0].w.rows, network.layers[last].w.cols);
    Matrix b = matrix_new(1, w.cols), z = matrix_new(x.rows, w.cols);
    Cache cache = cache_new(network, x.rows);
    network_collapse(w, b, network);
    dense_forward(z, x, w, b);
    matrix_subtract(z, z, network_forward(&cache, network, x));
    real largest = matrix_max_abs(z);
    matrix_free(&w);
    matrix_free(&b);
    matrix_free(&z);
    cache_free(&cache);
    return largest;
}

void one_matrix(Report *report, const Options *options)
{
    Matrix x = matrix_view((real[]){0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Matrix w = matrix_new(2, 1), b = matrix_new(1, 1), with = matrix_new(4, 1);
    Network network = xor_network();
    Cache cache = cache_new(network, 4);
    matrix_copy(with, network_forward(&cache, network, x));
    network.layers[0].f = activation_named("identity");
    Matrix without = network_forward(&cache, network, x);
    network_collapse(w, b, network);

    report_block(report, "one matrix", "the XOR network with its ReLU, and without");
    table_begin(report, "x1|x2|with|without");
    for (size_t i = 0; i < 4; i++) {
        table_cells(report, "%.0f|%.0f|%.0f|%.0f", matrix_at(x, i, 0),
                    matrix_at(x, i, 1), with.data[i], without.data[i]);
    }
    table_print(report);
    report_line(report, "  without, both layers are one: w (%.0f, %.0f), b %.0f",
                w.data[0], w.data[1], b.data[0]);

    // A deeper one: 54 numbers that amount to 8.
    const size_t sizes[] = {3, 5, 4, 2};
    Random random = random_seed(options->seed);
    Network stack = drawn_network(3, sizes, &random);
    Matrix samples = matrix_new(1000, 3);
    random_fill_normal(&random, samples, 0, 1);
    for (size_t l = 0; l < 3; l++) stack.layers[l].f = activation_named("identity");
    real difference = collapsed_difference(stack, samples);
    report_line(report,
                "  3-5-4-2 without bends: %zu{collapse.parameters} parameters do the "
                "work of %d",
                network_parameters(stack), 3 * 2 + 2);
    report_line(report,
                "  largest difference over 1000 samples: %.1e{collapse.difference}",
                difference);
    Matrix *all[] = {&w, &b, &with, &samples};
    for (size_t i = 0; i < 4; i++) matrix_free(all[i]);
    cache_free(&cache);
    network_free(&network);
    network_free(&stack);
}

/* --- broadcasting ------------------------------------------------------------- */

/* out (m, n) = a (m, 1) - b (1, n), as a library that broadcasts would make it. */
static void subtract_broadcast(Matrix out, Matrix a, Matrix b)
{
    for (size_t i = 0; i < out.rows; i++)
        for (size_t j = 0; j < out.cols; j++)
            matrix_at(out, i, j) = a.data[i] - b.data[j];
}

static real mean_square(Matrix error)
{
    real sum = 0;
    for (size_t i = 0; i < error.rows * error.cols; i++)
        sum += error.data[i] * error.data[i];
    return sum / (real)(error.rows * error.cols);
}

static void try_subtraction(void *nothing)
{
    (void)nothing;
    Matrix p = matrix_new(5, 1), y = matrix_new(1, 5), error = matrix_new(5, 1);
    matrix_subtract(error, p, y);
}

void broadcasting(Report *report)
{
    real numbers[] = {1, 2, 4, 5, 8}, constant[] = {4, 4, 4, 4, 4};
    Matrix y = matrix_view(numbers, 5, 1), flat = matrix_view(numbers, 1, 5);
    Matrix predicted[] = {y, matrix_view(constant, 5, 1)};
    const char *name[] = {"p = y, perfect", "p = 4, the mean"};
    Matrix error = matrix_new(5, 1), all = matrix_new(5, 5);
    report_block(report, "broadcasting", "p (5, 1) - y (5,) is (5, 5); here p = y");
    subtract_broadcast(all, y, flat);
    for (size_t i = 0; i < 5; i++)
        report_line(report, "  %3.0f %3.0f %3.0f %3.0f %3.0f", matrix_at(all, i, 0),
                    matrix_at(all, i, 1), matrix_at(all, i, 2), matrix_at(all, i, 3),
                    matrix_at(all, i, 4));
    table_begin(report, "predictions|mean of 5 squares|mean of 25 squares");
    for (size_t k = 0; k < 2; k++) {
        matrix_subtract(error, predicted[k], y);
        subtract_broadcast(all, predicted[k], flat);
        table_cells(report, "%s|%.1f{broadcast.%zu.five}|%.1f{.all}", name[k],
                    mean_square(error), k, mean_square(all));
    }
    table_print(report);
    Ending ending = child_run("chapter2", try_subtraction, NULL);
    report_line(report, "  here: %s", ending.line);
    report_value(report, ending.stopped, "broadcast.stopped");
    matrix_free(&error);
    matrix_free(&all);
}

/* --- square ------------------------------------------------------------------- */

void square(Report *report)
{
    Matrix x = matrix_view((real[]){1, 0, 0, 1, 2, 3, 0, -1, 1}, 3, 3);
    Matrix w = matrix_view((real[]){1, 2, 0, 0, 1, 3, -1, 0, 1}, 3, 3);
    Matrix alike = matrix_view((real[]){1, 2, 0, 2, 1, 3, 0, 3, 1}, 3, 3);
    Matrix right = matrix_new(3, 3), wrong = matrix_new(3, 3);
    report_block(report, "square", "X (3, 3) times W (3, 3), and times its transpose");
    table_begin(report, "X W|col 2|col 3|X W^T|col 2|col 3");
    matrix_multiply(right, x, w);
    matrix_multiply_a_bt(wrong, x, w);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 6; j++)
            table_cells(report, "%.0f",
                        j < 3 ? matrix_at(right, i, j) : matrix_at(wrong, i, j - 3));
    table_print(report);
    matrix_subtract(wrong, wrong, right);
    report_line(
        report,
        "  neither is refused; the largest difference is %.0f{square.difference}",
        matrix_max_abs(wrong));
    matrix_multiply(right, x, alike);
    matrix_multiply_a_bt(wrong, x, alike);
    matrix_subtract(wrong, wrong, right);
    report_line(
        report,
        "  with a symmetric W it is %.0f{square.symmetric}: not even the numbers tell",
        matrix_max_abs(wrong));
    matrix_free(&right);
    matrix_free(&wrong);
}

/* --- a NaN on its way --------------------------------------------------------- */

/* The ReLU that hides a NaN: no comparison with one is true. */
static real hiding_relu(real z)
{
    return z > 0 ? z : 0;
}

static void describe_pass(Report *report, Network network, Matrix x, const char *what,
                          const char *name)
{
    Cache cache = cache_new(network, x.rows);
    Matrix out = network_forward(&cache, network, x);
    report_line(report, "  %s", what);
    matrix_describe(stdout, "    X ", x);
    matrix_describe(stdout, "    Z0", cache_z(&cache, 0));
    matrix_describe(stdout, "    A0", cache_a(&cache, 0));
    matrix_describe(stdout, "    Z1", out);
    report_value(report, (real)matrix_summary(cache_z(&cache, 0)).nans, "nan.%s.z0",
                 name);
    report_value(report, (real)matrix_summary(cache_a(&cache, 0)).nans, "nan.%s.a0",
                 name);
    report_value(report, (real)matrix_summary(out).nans, "nan.%s.z1", name);
    cache_free(&cache);
}

void not_a_number(Report *report, Matrix x, const Options *options)
{
    const size_t sizes[] = {x.cols, 8, 3};
    Random random = random_seed(options->seed);
    Network network = drawn_network(2, sizes, &random);
    Matrix flowers = matrix_new(x.rows, x.cols);
    matrix_copy(flowers, x);
    report_block(report, "not a number", "%zu flowers through %zu-8-3, described",
                 x.rows, x.cols);
    describe_pass(report, network, flowers, "as they are", "none");
    matrix_at(flowers, 6, 2) = NAN;
    describe_pass(report, network, flowers, "flower 6 lacks a number", "sample");
    network.layers[0].f.value = hiding_relu;
    describe_pass(report, network, flowers, "the same, and a ReLU that hides it",
                  "hidden");
    network.layers[0].f = activation_named("relu");
    matrix_copy(flowers, x);
    matrix_at(network.layers[0].w, 1, 5) = NAN;
    describe_pass(report, network, flowers, "one weight of neuron 5 is none", "weight");
    matrix_free(&flowers);
    network_free(&network);
}
