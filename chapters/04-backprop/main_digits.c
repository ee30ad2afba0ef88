/* 8 x 8 digits on eight random splits, and the ones that stay wrong. */
#include "main.h"

enum { SPLITS = 8, HIDDEN = 64, BATCH = 16, SIDE = 8 };

/* The digits of one split that the network takes for others, a block of pixels each:
 * column, row, darkness, the digit and what it was taken for. */
static void write_mistaken(Report *report, const Split *split, Matrix out)
{
    enum { SHOWN = 12 };
    size_t wrong = 0;
    Series series = series_open(report, "mistaken", "column|row|dark|digit|taken for");
    for (size_t i = 0; i < out.rows; i++) {
        size_t is = row_argmax(split->test_y, i), said = row_argmax(out, i);
        if (is == said || wrong++ >= SHOWN) continue;
        for (size_t j = 0; j < SIDE * SIDE; j++)
            series_numbers(&series, (double)(j % SIDE), (double)(j / SIDE),
                           matrix_at(split->test.x, i, j), (double)is, (double)said);
        series_break(&series);
        series_break(&series);
    }
    series_close(&series);
}

typedef struct Result {
    real loss, train, test;
    size_t wrong, tested;
} Result;

static Result learn_split(Report *report, Split *split, const Settings *settings,
                          Progress *progress, size_t done)
{
    size_t epochs = settings->common.epochs ? settings->common.epochs : 40;
    real rate = settings->common.learning_rate > 0 ? settings->common.learning_rate
                                                   : (real)0.3;
    Matrix x = split->train.x;
    Network network = randomized(2, x.cols, HIDDEN, split->train_y.cols, "relu",
                                 &split->random);
    Trainer t = trainer_new(network, loss_named("softmax cross-entropy"), x.rows,
                            BATCH);
    Result r = {.tested = split->test.x.rows};
    for (size_t epoch = 0; epoch < epochs; epoch++) {
        r.loss = train_epoch(&t, x, split->train_y, rate, &split->random);
        progress_step(progress, done * epochs + epoch + 1);
    }
    Cache cache = cache_new(network, x.rows > r.tested ? x.rows : r.tested);
    r.train = accuracy(network_forward(&cache, network, x), split->train_y);
    Matrix out = network_forward(&cache, network, split->test.x);
    r.test = accuracy(out, split->test_y);
    for (size_t i = 0; i < out.rows; i++)
        r.wrong += row_argmax(out, i) != row_argmax(split->test_y, i);
    if (done == 1) write_mistaken(report, split, out);
    cache_free(&cache);
    trainer_free(&t);
    return r;
}

void eight_splits(Report *report, Dataset digits, const Settings *settings)
{
    size_t epochs = settings->common.epochs ? settings->common.epochs : 40;
    real mean = 0, lowest = 1, highest = 0;
    Progress progress = progress_begin("digits", SPLITS * epochs);
    report_block(report, "digits", "64-%d-%zu ReLU network, %zu epochs, a split a row",
                 HIDDEN, digits.classes, epochs);
    table_begin(report, "split|last loss|right in training|right of held-out|wrong");
    for (size_t s = 0; s < SPLITS; s++) {
        Split split = split_new(digits, settings->common.seed + s);
        Result r = learn_split(report, &split, settings, &progress, s);
        table_cells(report, "%zu|%.4f|%.1f%%|%.1f%%|%zu{digits.%zu.wrong} of %zu",
                    s + 1, r.loss, r.train, r.test, r.wrong, s + 1, r.tested);
        mean += r.test / SPLITS;
        lowest = r.test < lowest ? r.test : lowest;
        highest = r.test > highest ? r.test : highest;
        split_free(&split);
    }
    progress_end(&progress);
    table_print(report);
    report_line(report,
                "  held-out: mean %.1f%%{digits.mean}, lowest %.1f%%{.lowest}, highest "
                "%.1f%%{.highest}",
                mean, lowest, highest);
}
