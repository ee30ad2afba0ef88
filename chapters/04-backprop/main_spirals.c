/* Two spirals: how often they are learned, by width; the regions as they form. */
#include "main.h"

enum { ARM = 40, SAMPLES = 2 * ARM, EPOCHS = 200, BATCH = 10 };
static const real RATE = (real)0.2;

/* Two arms of ARM points, one and a quarter turns, opposite each other, out to 4. */
static void spiral_points(Matrix x, Matrix y)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t arm = i / ARM;
        real t = ((real)(i % ARM) + (real)0.5) / ARM,
             radius = (real)0.4 + (real)3.6 * t;
        real angle = (real)(2 * REAL_PI) * (real)1.25 * t + (real)REAL_PI * (real)arm;
        matrix_at(x, i, 0) = radius * real_cos(angle);
        matrix_at(x, i, 1) = radius * real_sin(angle);
        matrix_at(y, i, 0) = (real)arm;
    }
}

static size_t wrong_side(Matrix out, Matrix y)
{
    size_t wrong = 0;
    for (size_t i = 0; i < y.rows; i++)
        wrong += (out.data[i] >= 0) != (y.data[i] > (real)0.5);
    return wrong;
}

/* Where the output is at least 0, as strips from x to x at one height each. */
static void region(Series *series, Network network, real shown_epoch)
{
    enum { HEIGHTS = 81, STEPS = 360 };
    const real edge = (real)4.5;
    Cache cache = cache_new(network, STEPS);
    Matrix row = matrix_new(STEPS, 2);
    for (size_t h = 0; h < HEIGHTS; h++) {
        real y = edge * (2 * ((real)h + (real)0.5) / HEIGHTS - 1), begin = 0;
        for (size_t i = 0; i < STEPS; i++) {
            matrix_at(row, i, 0) = edge * (2 * ((real)i + (real)0.5) / STEPS - 1);
            matrix_at(row, i, 1) = y;
        }
        Matrix out = network_forward(&cache, network, row);
        bool inside = false;
        for (size_t i = 0; i <= STEPS; i++) {
            bool now = i < STEPS && out.data[i] >= 0;
            real x = edge * (2 * (real)i / STEPS - 1);
            if (now && !inside) begin = x;
            if (!now && inside) series_numbers(series, shown_epoch, begin, x, y);
            inside = now;
        }
    }
    series_break(series);
    series_break(series);
    matrix_free(&row);
    cache_free(&cache);
}

/* Trains one start until all points are on their side with a loss below 0.05, or for
 * EPOCHS epochs; how many stay wrong. */
static size_t learn(Matrix x, Matrix y, size_t width, uint64_t seed)
{
    Random random = random_seed(seed);
    Network network = randomized(3, 2, width, 1, "relu", &random);
    Trainer t = trainer_new(network, loss_named("sigmoid cross-entropy"), SAMPLES,
                            BATCH);
    Cache all = cache_new(network, SAMPLES);
    size_t wrong = SAMPLES;
    for (size_t epoch = 0; epoch < EPOCHS && wrong > 0; epoch++) {
        real loss = train_epoch(&t, x, y, RATE, &random);
        if (loss > (real)0.2 && epoch + 1 < EPOCHS) continue;
        wrong = wrong_side(network_forward(&all, network, x), y);
    }
    cache_free(&all);
    trainer_free(&t);
    return wrong;
}

/* One network's regions at four epochs, for the figure. */
static void regions_over_epochs(Report *report, Matrix x, Matrix y, uint64_t seed)
{
    const size_t shown[] = {1, 15, 40, 150};
    Random random = random_seed(seed);
    Network network = randomized(3, 2, 16, 1, "relu", &random);
    Trainer t = trainer_new(network, loss_named("sigmoid cross-entropy"), SAMPLES,
                            BATCH);
    Cache all = cache_new(network, SAMPLES);
    Series series = series_open(report, "spiral-regions", "epoch|from|to|height");
    Series points = series_open(report, "spiral-points", "x|y|arm");
    for (size_t i = 0; i < SAMPLES; i++) {
        if (i == ARM) series_break(&points), series_break(&points);
        series_numbers(&points, matrix_at(x, i, 0), matrix_at(x, i, 1),
                       matrix_at(y, i, 0));
    }
    report_line(report, "  16 hidden, the first start: points on the wrong side");
    for (size_t epoch = 1, k = 0; k < 4; epoch++) {
        train_epoch(&t, x, y, RATE, &random);
        if (epoch != shown[k]) continue;
        size_t wrong = wrong_side(network_forward(&all, network, x), y);
        report_line(report, "    after epoch %3zu  %2zu{spirals.wrong.%zu}", epoch,
                    wrong, k);
        region(&series, network, (real)epoch);
        k++;
    }
    series_close(&series);
    series_close(&points);
    cache_free(&all);
    trainer_free(&t);
}

void spirals(Report *report, const Settings *settings)
{
    const size_t width[] = {4, 8, 16};
    Matrix x = matrix_new(SAMPLES, 2), y = matrix_new(SAMPLES, 1);
    spiral_points(x, y);
    Progress progress = progress_begin("spirals", 3 * settings->seeds);
    report_block(report, "spirals",
                 "%d points, 2-n-n-1 ReLU networks, %zu starts, at most %d epochs",
                 SAMPLES, settings->seeds, EPOCHS);
    table_begin(report,
                "hidden n|parameters|learned all|failed|wrong points of a failure");
    for (size_t k = 0; k < 3; k++) {
        size_t failed = 0, wrong = 0, n = width[k];
        for (size_t s = 0; s < settings->seeds; s++) {
            size_t left = learn(x, y, n, settings->common.seed + s);
            failed += left > 0;
            wrong += left;
            progress_step(&progress, k * settings->seeds + s + 1);
        }
        table_cells(report, "%zu|%zu|%zu{spirals.width%zu}|%zu", n,
                    3 * n + n * n + n + n + 1, settings->seeds - failed, n, failed);
        table_cells(report, failed ? "%.1f" : "-", (double)wrong / (double)failed);
        report_value(report, failed ? (real)wrong / (real)failed : 0, "spirals.left%zu",
                     n);
    }
    progress_end(&progress);
    table_print(report);
    regions_over_epochs(report, x, y, settings->common.seed);
    matrix_free(&x);
    matrix_free(&y);
}
