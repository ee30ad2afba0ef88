/* Layers, batches and shapes: the numbers that flow, and the sizes that they need. */
#include "main.h"
#include "neuron.h"

#include <string.h>

Network drawn_network(size_t depth, const size_t *sizes, Random *random)
{
    const char *names[MOST_SIZES] = {NULL};
    for (size_t l = 0; l < depth; l++) names[l] = l + 1 < depth ? "relu" : "identity";
    Network network = network_new(depth, sizes, names);
    network_randomize(network, random);
    for (size_t l = 0; l < depth; l++)
        random_fill_normal(random, network.layers[l].b, 0, (real)0.5);
    return network;
}

/* How many of the layer's columns are, bit for bit, what chapter 1's neuron says. */
static size_t columns_that_agree(Matrix a, Matrix x, Matrix w, Matrix b, Activation f)
{
    size_t agree = 0;
    Matrix w_j = matrix_new(w.rows, 1), z_j = matrix_new(x.rows, 1);
    for (size_t j = 0; j < w.cols; j++) {
        for (size_t k = 0; k < w.rows; k++) w_j.data[k] = matrix_at(w, k, j);
        neuron_forward(z_j, z_j, x, w_j, matrix_view(&matrix_at(b, 0, j), 1, 1), f);
        size_t same = 0;
        for (size_t i = 0; i < x.rows; i++) same += z_j.data[i] == matrix_at(a, i, j);
        agree += same == x.rows;
    }
    matrix_free(&w_j);
    matrix_free(&z_j);
    return agree;
}

void by_hand(Report *report)
{
    Matrix x = matrix_view((real[]){1, 0, 0, 1, 1, 1, -1, 2}, 4, 2);
    Matrix w = matrix_view((real[]){2, 1, 0, -1, 1, 3}, 2, 3);
    Matrix b = matrix_view((real[]){(real)0.5, 0, -1}, 1, 3);
    Matrix z = matrix_new(4, 3), a = matrix_new(4, 3), row[3] = {x, z, a};
    Activation relu = activation_named("relu");
    dense_forward(z, x, w, b);
    activation_forward(a, z, relu);

    report_block(report, "by hand", "X (4, 2) @ W (2, 3) + b (1, 3) -> Z (4, 3), relu");
    table_begin(report, "x1|x2|z1|z2|z3|a1|a2|a3");
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 3; k++)
            for (size_t j = 0; j < row[k].cols; j++)
                table_cells(report, k == 0 ? "%.0f" : "%.1f", matrix_at(row[k], i, j));
    table_print(report);
    report_line(report, "  columns that are chapter 1's neuron, bit for bit: %zu of 3",
                columns_that_agree(a, x, w, b, relu));
    matrix_free(&z);
    matrix_free(&a);
}

/* Sends x through in parts of `size` rows; counts what differs from the whole
 * batch. */
static size_t differences(Network network, const Cache *whole, Matrix x, size_t size,
                          size_t *compared)
{
    size_t different = 0;
    Cache part = cache_new(network, size);
    *compared = 0;
    for (size_t first = 0; first < x.rows; first += size) {
        size_t count = size < x.rows - first ? size : x.rows - first;
        network_forward(&part, network, matrix_rows(x, first, count));
        for (size_t l = 0; l < network.depth; l++) {
            Matrix all[2] = {cache_z(whole, l), cache_a(whole, l)};
            Matrix own[2] = {cache_z(&part, l), cache_a(&part, l)};
            for (size_t k = 0; k < 2; k++) {
                const real *from = all[k].data + first * all[k].cols;
                for (size_t i = 0; i < count * all[k].cols; i++, ++*compared)
                    different += memcmp(&from[i], &own[k].data[i], sizeof(real)) != 0;
            }
        }
    }
    cache_free(&part);
    return different;
}

void batch(Report *report, Matrix x, const Options *options)
{
    const size_t sizes[] = {x.cols, 8, 3}, parts[] = {1, 7, 32, x.rows};
    Random random = random_seed(options->seed);
    Network network = drawn_network(2, sizes, &random);
    Cache whole = cache_new(network, x.rows);
    network_forward(&whole, network, x);

    report_block(report, "batch", "%zu flowers through %zu-8-3 at once, and in parts",
                 x.rows, x.cols);
    table_begin(report, "flowers a part|parts|numbers compared|bits differ in");
    for (size_t k = 0; k < 4; k++) {
        size_t compared,
            different = differences(network, &whole, x, parts[k], &compared);
        table_cells(report, "%zu|%zu|%zu{batch.compared.%zu}|%zu{batch.different.%zu}",
                    parts[k], (x.rows + parts[k] - 1) / parts[k], compared, k,
                    different, k);
    }
    table_print(report);
    cache_free(&whole);
    network_free(&network);
}

void order(Report *report)
{
    real a = (real)0.1, b = (real)0.2, c = (real)0.3;
    real forwards = (a + b) + c, backwards = a + (b + c);
    report_block(report, "order", "the same three numbers, added in two orders");
    report_line(report, "  (0.1 + 0.2) + 0.3  %.17f{order.forwards}", forwards);
    report_line(report, "  0.1 + (0.2 + 0.3)  %.17f{order.backwards}", backwards);
}

void shapes(Report *report, const Shape *shape, const Options *options)
{
    char text[SHAPE_TEXT];
    Random random = random_seed(options->seed);
    Network network = drawn_network(shape->depth, shape->sizes, &random);
    report_block(report, "shapes", "the network %s, and a batch of %zu", shape->layers,
                 shape->batch);
    for (size_t l = 0; l < network.depth; l++)
        report_line(report, "  layer %zu  %s", l,
                    network_trace(text, sizeof text, network, l, shape->batch));
    report_line(
        report,
        "  %zu{shapes.parameters} parameters, %zu{.multiplications} multiplications",
        network_parameters(network), network_multiplications(network, shape->batch));
    network_free(&network);
}

void counts(Report *report)
{
    const struct {
        const char *text;
        size_t depth, sizes[5];
    } known[] = {{"2-2-1", 2, {2, 2, 1}},
                 {"4-8-3", 2, {4, 8, 3}},
                 {"64-64-10", 2, {64, 64, 10}},
                 {"784-128-10", 2, {784, 128, 10}},
                 {"784-512-512-10", 3, {784, 512, 512, 10}}};
    report_block(report, "counts", "what a network has to learn, and what it costs");
    table_begin(report, "network|weights|biases|parameters|multiplications a sample");
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
        Random random = random_seed(0);
        Network network = drawn_network(known[k].depth, known[k].sizes, &random);
        size_t all = network_parameters(network), biases = 0;
        for (size_t l = 0; l < network.depth; l++) biases += network.layers[l].b.cols;
        table_cells(report, "%s|%zu|%zu|%zu{counts.%s}|%zu", known[k].text,
                    all - biases, biases, all, known[k].text,
                    network_multiplications(network, 1));
        network_free(&network);
    }
    table_print(report);
}

void trace(Report *report, const Shape *shape, const Dataset *data,
           const Options *options)
{
    char text[SHAPE_TEXT];
    size_t m = data && data->x.rows < shape->batch ? data->x.rows : shape->batch;
    Random random = random_seed(options->seed);
    Network network = drawn_network(shape->depth, shape->sizes, &random);
    Matrix x = matrix_new(m, shape->sizes[0]);
    if (data)
        matrix_copy(x, matrix_rows(data->x, 0, m));
    else
        random_fill_normal(&random, x, 0, 1);
    Cache cache = cache_new(network, m);
    network_forward(&cache, network, x);

    report_block(report, "trace", "%zu %s samples through the network %s", m,
                 data ? "given" : "drawn", shape->layers);
    matrix_describe(stdout, "  X", x);
    for (size_t l = 0; l < network.depth; l++) {
        report_line(report, "  layer %zu  %s", l,
                    network_trace(text, sizeof text, network, l, m));
        matrix_describe(stdout, "    W", network.layers[l].w);
        matrix_describe(stdout, "    b", network.layers[l].b);
        matrix_describe(stdout, "    Z", cache_z(&cache, l));
        matrix_describe(stdout, "    A", cache_a(&cache, l));
    }
    matrix_free(&x);
    cache_free(&cache);
    network_free(&network);
}
