/* How large the numbers are, layer by layer. */
#include "main.h"

enum { WIDTH = 64 };

/* --- copies ----------------------------------------------------------------- */

/* One hidden layer from one start; a row of the table after the training. */
static void copies_row(Report *report, Trainer *trainer, Digits digits, size_t epochs,
                       const char *start)
{
    Layer hidden = trainer->state.network.layers[0];
    Random order = random_seed(0);
    real loss = 0;
    for (size_t epoch = 0; epoch < epochs; epoch++)
        loss = train_epoch(trainer, digits.x, digits.y, (real)0.05, &order);
    size_t distinct = layer_distinct(hidden);
    table_cells(report, "%s|%zu{copies.%s.distinct}|%.4g|%.3f{.loss}", start, distinct,
                start, matrix_max_abs(hidden.w), loss);
}

void copies(Report *report, Digits digits, const Choice *choice)
{
    enum { HIDDEN = 32 };
    size_t epochs = choice->common.epochs ? choice->common.epochs : 12;
    Network network = network_stack(2, digits.x.cols, HIDDEN, digits.y.cols, "tanh");
    Loss loss = loss_named("softmax cross-entropy");
    Trainer trainer = trainer_new(network, loss, digits.x.rows, 10);
    Random start = random_seed(choice->common.seed);
    report_block(report, "copies",
                 "%d hidden tanh units after %zu epochs: how many are not copies",
                 HIDDEN, epochs);
    table_begin(report, "start|distinct|largest weight|loss");
    network_init(network, init_named("zeros"), &start);
    copies_row(report, &trainer, digits, epochs, "zeros");
    network_init(network, init_named("zeros"), &start);
    for (size_t l = 0; l < network.depth; l++)
        matrix_fill(network.layers[l].w, (real)0.1);
    copies_row(report, &trainer, digits, epochs, "tenths");
    network_init(network, init_named("small"), &start);
    copies_row(report, &trainer, digits, epochs, "small");
    table_print(report);
    trainer_free(&trainer);
}

/* --- one sum ---------------------------------------------------------------- */

void coins(Report *report, const Choice *choice)
{
    enum { THROWS = 100000 };
    Random random = random_seed(choice->common.seed);
    size_t counts[5] = {0};
    real squares = 0;
    for (int i = 0; i < THROWS; i++) {
        uint64_t bits = random_next(&random) >> 60; // four coins
        size_t heads = 0;
        for (int k = 0; k < 4; k++) heads += (bits >> k) & 1;
        real z = 2 * (real)heads - 4;
        counts[heads]++;
        squares += z * z;
    }
    report_block(report, "coins",
                 "four inputs of 1, four weights of +1 or -1, %d throws", THROWS);
    table_begin(report, "z|chance|seen");
    const int ways[] = {1, 4, 6, 4, 1};
    for (int heads = 0; heads <= 4; heads++) {
        table_cells(report, "%d|%.4f|%.4f", 2 * heads - 4, ways[heads] / 16.0,
                    (double)counts[heads] / THROWS);
    }
    table_print(report);
    report_line(report, "  mean of z^2: %.3f{coins.square}", squares / THROWS);
}

/* --- a stack of layers ------------------------------------------------------ */

/* Mean squares of z in layers 1 .. depth for each seed: squares (seeds, depth). Every
 * layer is as wide as the input, and has activation f. */
static void measure_stack(Matrix squares, const char *f, Init init, Matrix x,
                          uint64_t seed)
{
    Network network = network_stack(squares.cols, x.cols, x.cols, x.cols, f);
    Cache cache = cache_new(network, x.rows);
    for (size_t s = 0; s < squares.rows; s++) {
        Random random = random_seed(seed + s);
        network_init(network, init, &random);
        network_forward(&cache, network, x);
        for (size_t l = 0; l < squares.cols; l++)
            matrix_at(squares, s, l) = mean_square(cache_z(&cache, l));
    }
    cache_free(&cache);
    network_free(&network);
}

/* size = factor^layers */
static real power(real factor, size_t layers)
{
    real size = 1;
    for (size_t l = 0; l < layers; l++) size *= factor;
    return size;
}

void straight_stack(Report *report, Digits digits, const Choice *choice)
{
    enum { DEPTH = 30, TEN = 9, THIRTY = 29 };
    const char *schemes[] = {"small", "unit normal", "standard", "lecun", "orthogonal"};
    Matrix x = matrix_rows(digits.x, 0, 5);
    Matrix squares = matrix_new(choice->seeds, DEPTH);
    report_block(report, "straight stack",
                 "mean square of z over that of x, %d identity layers, %zu starts",
                 DEPTH, choice->seeds);
    table_begin(report,
                "scheme|factor|factor^10|median|factor^30|lowest|median|highest");
    for (size_t k = 0; k < sizeof schemes / sizeof schemes[0]; k++) {
        Init init = init_named(schemes[k]);
        real factor = size_factor(x.cols, init.variance(x.cols, x.cols), 1);
        measure_stack(squares, "identity", init, x, choice->common.seed);
        matrix_scale(squares, squares, 1 / mean_square(x));
        Spread ten = seeds_spread(squares, TEN), all = seeds_spread(squares, THIRTY);
        table_cells(report,
                    "%s|%.4g{straight.%zu.factor}|%.1e|%.1e|%.1e|%.1e{.low}|"
                    "%.1e{.median}|%.1e{.high}",
                    schemes[k], factor, k, power(factor, TEN + 1), ten.median,
                    power(factor, DEPTH), all.low, all.median, all.high);
    }
    table_print(report);
    matrix_free(&squares);
}

/* --- ReLU ------------------------------------------------------------------- */

/* What an activation leaves of the mean square of normal numbers. */
static real kept(const char *f, real std, uint64_t seed)
{
    Random random = random_seed(seed);
    Matrix z = matrix_new(1000, 100), a = matrix_new(1000, 100);
    random_fill_normal(&random, z, 0, std);
    activation_forward(a, z, activation_named(f));
    real part = mean_square(a) / mean_square(z);
    matrix_free(&z);
    matrix_free(&a);
    return part;
}

void half(Report *report, const Choice *choice)
{
    const char *names[] = {"identity", "tanh", "relu"};
    const real stds[] = {(real)0.1, (real)0.3, 1, 3};
    report_block(report, "half", "what is left of a mean square, 100000 normal z each");
    table_begin(report, "activation|std 0.1|std 0.3|std 1|std 3");
    for (size_t k = 0; k < 3; k++) {
        table_cells(report, "%s", names[k]);
        for (size_t i = 0; i < 4; i++) {
            real part = kept(names[k], stds[i], choice->common.seed);
            table_cells(report, "%.3f{half.%s.%zu}", part, names[k], i);
        }
    }
    table_print(report);
}

/* The mean of a column. */
static real column_mean(Matrix m, size_t j)
{
    real sum = 0;
    for (size_t i = 0; i < m.rows; i++) sum += matrix_at(m, i, j);
    return sum / (real)m.rows;
}

void relu_stack(Report *report, Digits digits, const Choice *choice)
{
    enum { DEPTH = 30, TIMES = 5 };
    const char *schemes[] = {"xavier normal", "he"};
    const size_t shown[] = {1, 2, 5, 10, 20, 30};
    Matrix x = matrix_rows(digits.x, 0, 2);
    Matrix squares = matrix_new(TIMES * choice->seeds, DEPTH);
    Series series = series_open(report, "relu-stack", "layer|mean|low|median|high");
    report_block(report, "relu stack",
                 "mean square of z over that of x, %d ReLU layers, %zu starts", DEPTH,
                 squares.rows);
    table_begin(report, "scheme|layer|mean|lowest|median|highest");
    for (size_t k = 0; k < 2; k++) {
        measure_stack(squares, "relu", init_named(schemes[k]), x, choice->common.seed);
        matrix_scale(squares, squares, 1 / mean_square(x));
        for (size_t l = 0, next = 0; l < DEPTH; l++) {
            Spread at = seeds_spread(squares, l);
            real mean = column_mean(squares, l);
            series_numbers(&series, (double)(l + 1), mean, at.low, at.median, at.high);
            if (l + 1 != shown[next]) continue;
            table_cells(report, "%s", next == 0 ? schemes[k] : "");
            table_cells(report, "%zu", shown[next++]);
            table_cells(report,
                        "%.3g{relu-stack.%zu.%zu.mean}|%.3g{.low}|%.3g{.median}|"
                        "%.3g{.high}",
                        mean, k, l + 1, at.low, at.median, at.high);
        }
        series_break(&series);
        series_break(&series);
    }
    table_print(report);
    series_close(&series);
    matrix_free(&squares);
}
