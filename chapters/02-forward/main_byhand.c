/* Networks with weights set by hand: XOR, bumps, a curve; and what is left without a
 * bend. */
#include "main.h"

static const real CORNERS[8] = {0, 0, 0, 1, 1, 0, 1, 1};

/* For the figure: lines x1 + x2 = s across the plane, and the one point that the
 * hidden layer makes of each. */
static void fold_series(Report *report, Network network, Cache *cache)
{
    Series lines = series_open(report, "lines", "x1|x2|sum");
    Series bent = series_open(report, "bent", "sum|h1|h2");
    for (int half = -2; half <= 6; half++) {
        real sum = (real)half / 2;
        series_numbers(&lines, -2, (double)sum + 2, sum);
        series_numbers(&lines, (double)sum + 2, -2, sum);
        series_break(&lines);
        series_break(&lines);
        network_forward(cache, network, matrix_view((real[]){-2, sum + 2}, 1, 2));
        Matrix h = cache_a(cache, 0);
        series_numbers(&bent, sum, h.data[0], h.data[1]);
    }
    series_close(&lines);
    series_close(&bent);
}

void exclusive_or(Report *report)
{
    real numbers[8];
    for (size_t i = 0; i < 8; i++) numbers[i] = CORNERS[i];
    Matrix x = matrix_view(numbers, 4, 2);
    Network network = xor_network();
    Cache cache = cache_new(network, 4);
    Matrix y = network_forward(&cache, network, x),
           row[] = {x, cache_z(&cache, 0), cache_a(&cache, 0), y};
    Series series = series_open(report, "corners", "x1|x2|h1|h2|y");
    report_block(report, "exclusive or", "2-2-1, ReLU, its nine numbers set by hand");
    table_begin(report, "x1|x2|z1|z2|h1|h2|y");
    size_t right = 0;
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 4; k++)
            for (size_t j = 0; j < row[k].cols; j++)
                table_cells(report, "%.0f", matrix_at(row[k], i, j));
        right += y.data[i] == (real)(CORNERS[2 * i] != CORNERS[2 * i + 1]);
        series_numbers(&series, matrix_at(x, i, 0), matrix_at(x, i, 1),
                       matrix_at(row[2], i, 0), matrix_at(row[2], i, 1), y.data[i]);
    }
    table_print(report);
    report_line(report, "  corners that are right in every bit: %zu{xor.right} of 4",
                right);
    series_close(&series);
    fold_series(report, network, &cache);
    cache_free(&cache);
    network_free(&network);
}

/* The outputs of two networks over a square of the plane, a row of points after
 * another: XOR's around its corners, and those of one that is drawn. */
void heat(Report *report, const Options *options)
{
    enum { STEPS = 24 };
    const size_t sizes[] = {2, 16, 16, 1};
    const char *const names[] = {"tanh", "tanh", "identity"};
    Random random = random_seed(options->seed);
    Network by_rule = xor_network(), drawn = network_new(3, sizes, names);
    network_randomize(drawn, &random);
    random_fill_normal(&random, drawn.layers[0].w, 0, 3);
    random_fill_normal(&random, drawn.layers[0].b, 0, 2);
    random_fill_normal(&random, drawn.layers[1].w, 0, (real)0.5);

    Cache xor_cache = cache_new(by_rule, 1), drawn_cache = cache_new(drawn, 1);
    Series series = series_open(report, "heat", "x1|x2|xor|drawn");
    real lowest = INFINITY, highest = -INFINITY;
    for (int i = 0; i <= STEPS; i++) {
        for (int k = 0; k <= STEPS; k++) {
            real at[] = {(real)-0.5 + (real)k / 12, (real)-0.5 + (real)i / 12};
            Matrix x = matrix_view(at, 1, 2);
            real y = network_forward(&xor_cache, by_rule, x).data[0];
            real other = network_forward(&drawn_cache, drawn, x).data[0];
            series_numbers(&series, at[0], at[1], y, other);
            if (y < lowest) lowest = y;
            if (y > highest) highest = y;
        }
        series_break(&series);
    }
    series_close(&series);
    report_value(report, lowest, "heat.lowest");
    report_value(report, highest, "heat.highest");
    cache_free(&xor_cache);
    cache_free(&drawn_cache);
    network_free(&by_rule);
    network_free(&drawn);
}

/* A network of `count` hidden ReLUs, all its weights 0. */
static Network flat_network(size_t count)
{
    const size_t sizes[] = {1, count, 1};
    const char *const names[] = {"relu", "identity"};
    Network network = network_new(2, sizes, names);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(network.layers[l].w, 0);
        matrix_fill(network.layers[l].b, 0);
    }
    return network;
}

void bump(Report *report)
{
    const real edges[] = {1, 2, 4, 6}, height = 2;
    const real shown[] = {0, 1, (real)1.5, 2, 3, 4, 5, 6, 7};
    Network network = flat_network(4);
    Cache cache = cache_new(network, 1);
    bump_write(network, 0, edges, height);

    report_block(report, "bump", "1-4-1, ReLU: edges 1, 2, 4, 6, height 2");
    table_begin(report, "x|h1|h2|h3|h4|2 h1 - 2 h2 - h3 + h4");
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        real x = shown[i],
             y = network_forward(&cache, network, matrix_view(&x, 1, 1)).data[0];
        table_cells(report, "%.1f", x);
        for (size_t j = 0; j < 4; j++)
            table_cells(report, "%.1f", cache_a(&cache, 0).data[j]);
        table_cells(report, "%.1f", y);
    }
    table_print(report);

    Series series = series_open(report, "bump", "x|first|second|third|fourth|bump");
    for (int i = 0; i <= 70; i++) {
        real x = (real)i / 10,
             y = network_forward(&cache, network, matrix_view(&x, 1, 1)).data[0];
        double points[6] = {(double)x, 0, 0, 0, 0, (double)y};
        for (size_t j = 0; j < 4; j++)
            points[1 + j] = (double)(network.layers[1].w.data[j] *
                                     cache_a(&cache, 0).data[j]);
        series_row(&series, points);
    }
    series_close(&series);
    cache_free(&cache);
    network_free(&network);
}

/* The curve that the bumps follow, from 0 to 1. */
static real wave(real x)
{
    return real_sin((real)(2 * REAL_PI) * x);
}

/* One bump a cell, as high as the curve in the cell's middle. Neighbours share a
 * flank half a cell wide; the first and the last bump reach beyond the ends. */
static Network wave_network(size_t count)
{
    Network network = flat_network(4 * count);
    real cell = 1 / (real)count, flank = cell / 2;
    for (size_t k = 0; k < count; k++) {
        real left = (real)k * cell, right = left + cell;
        real edges[] = {left - flank / 2, left + flank / 2, right - flank / 2,
                        right + flank / 2};
        if (k == 0) edges[0] = -2, edges[1] = -1;
        if (k + 1 == count) edges[2] = 2, edges[3] = 3;
        bump_write(network, k, edges, wave(left + cell / 2));
    }
    return network;
}

void curve(Report *report)
{
    enum { POINTS = 4096, COUNTS = 5 };
    const size_t count[COUNTS] = {4, 8, 16, 32, 64};
    Series series = series_open(report, "curve", "x|curve|bumps");
    report_block(report, "curve", "sin(2 pi x) from bumps, one a cell, 0 <= x <= 1");
    table_begin(report, "bumps|hidden neurons|largest error|never above");
    for (size_t k = 0; k < COUNTS; k++) {
        Network network = wave_network(count[k]);
        Cache cache = cache_new(network, 1);
        real largest = 0, never = (real)(2 * REAL_PI) * (real)0.75 / (real)count[k];
        for (int i = 0; i <= POINTS; i++) {
            real x = (real)i / POINTS;
            real y = network_forward(&cache, network, matrix_view(&x, 1, 1)).data[0];
            real error = y < wave(x) ? wave(x) - y : y - wave(x);
            if (error > largest) largest = error;
            if (count[k] == 8 && i % 8 == 0) series_numbers(&series, x, wave(x), y);
        }
        table_cells(report, "%zu|%zu|%.4f{curve.error.%zu}|%.4f{curve.bound.%zu}",
                    count[k], 4 * count[k], largest, count[k], never, count[k]);
        cache_free(&cache);
        network_free(&network);
    }
    table_print(report);
    series_close(&series);
}
