/* Learning rates on one split of the digits: too small, right, too large, and a rule
 * that follows the loss; and what a forgotten 1/m makes of a rate. */
#include "main.h"

enum { HIDDEN = 64, BATCH = 16 };

static Trainer digits_trainer(Split *split, const char *activation, Loss loss,
                              size_t batch)
{
    Network network = randomized(2, split->train.x.cols, HIDDEN, split->train_y.cols,
                                 activation, &split->random);
    return trainer_new(network, loss, split->train.x.rows, batch);
}

/* Hidden units whose z is above 0 for no sample at all. */
static size_t dead_units(Network network, Matrix x)
{
    Cache cache = cache_new(network, x.rows);
    network_forward(&cache, network, x);
    size_t dead = 0;
    for (size_t j = 0; j < HIDDEN; j++) {
        bool awake = false;
        for (size_t i = 0; i < x.rows && !awake; i++)
            awake = matrix_at(cache.z[0], i, j) > 0;
        dead += !awake;
    }
    cache_free(&cache);
    return dead;
}

void rates(Report *report, Dataset digits, const Settings *settings)
{
    enum { EPOCHS = 8 };
    const real rate[] = {(real)0.001, (real)0.01, (real)0.3,
                         3,           100,        settings->common.learning_rate};
    size_t count = settings->common.learning_rate > 0 ? 6 : 5;
    Series series = series_open(report, "rates", "epoch|loss|rate");
    report_block(report, "rates",
                 "64-%d-%zu ReLU network, the loss printed as it falls, or not", HIDDEN,
                 digits.classes);
    table_begin(report, "rate|epoch 1|2|3|4|5|6|7|8|dead");
    for (size_t k = 0; k < count; k++) {
        Split split = split_new(digits, settings->common.seed);
        Trainer t = digits_trainer(&split, "relu", loss_named("softmax cross-entropy"),
                                   BATCH);
        table_cells(report, "%g{rates.%zu.rate}", rate[k], k);
        if (k == 0) {
            real start = train_loss(&t, split.train.x, split.train_y);
            report_value(report, start, "rates.start");
        }
        for (size_t epoch = 1; epoch <= EPOCHS; epoch++) {
            real loss = train_epoch(&t, split.train.x, split.train_y, rate[k],
                                    &split.random);
            table_cells(report, loss < 1000 ? "%.4f" : "%.0f", loss);
            report_value(report, loss, "rates.%zu.epoch%zu", k, epoch);
            series_numbers(&series, (double)epoch, loss, rate[k]);
        }

        size_t dead = dead_units(t.state.network, split.train.x);
        table_cells(report, "%zu{rates.%zu.dead}", dead, k);
        series_break(&series);
        series_break(&series);
        trainer_free(&t);
        split_free(&split);
    }
    table_print(report);
    report_value(report, real_log(10), "rates.ln10");
    series_close(&series);
}

/* --- a rate that follows the loss --------------------------------------------- */

typedef struct Followed {
    real plain, best,
        rate; // the last loss at a fixed rate; the best, and the last rate
    size_t cuts, halvings;
} Followed;

enum { RULE_EPOCHS = 10, PATIENCE = 2 };

static Followed follow(Dataset digits, uint64_t seed, const char *activation,
                       real start, Report *report)
{
    Followed f = {.rate = start};
    if (report) table_begin(report, "epoch|rate|loss after it|the rule");
    for (int ruled = 0; ruled < 2; ruled++) {
        Split split = split_new(digits, seed);
        Trainer t = digits_trainer(&split, activation,
                                   loss_named("softmax cross-entropy"), BATCH);
        Network best = network_clone(t.state.network);
        RateRule rule = rate_rule(start, PATIENCE);
        for (size_t epoch = 0; epoch < RULE_EPOCHS; epoch++) {
            if (!ruled) {
                train_epoch(&t, split.train.x, split.train_y, start, &split.random);
                continue;
            }
            real loss, rate = rule.rate;
            RateChange change = train_guarded(&t, split.train.x, split.train_y, &rule,
                                              best, &split.random, &loss);
            f.cuts += change == RATE_CUT;
            f.halvings += change == RATE_HALVED;
            if (report)
                table_cells(report, "%zu|%g|%.4f|%s", epoch + 1, rate, loss,
                            change == RATE_CUT      ? "cut, back to the best"
                            : change == RATE_HALVED ? "halved, back to the best"
                                                    : "kept");
            f.best = rule.best;
            f.rate = rule.rate;
        }
        if (!ruled) f.plain = train_loss(&t, split.train.x, split.train_y);
        network_free(&best);
        trainer_free(&t);
        split_free(&split);
    }
    if (report) table_print(report);
    return f;
}

void rate_rules(Report *report, Dataset digits, const Settings *settings)
{
    const struct {
        const char *activation;
        real start;
    } rows[] = {{"tanh", (real)0.001},
                {"tanh", (real)0.3},
                {"tanh", 30},
                {"relu", 1},
                {"relu", 30}};
    enum { ROWS = sizeof rows / sizeof rows[0] };
    Progress progress = progress_begin("rate rules", ROWS);
    report_block(report, "rate rule", "tanh, from a start at 30, epoch by epoch");
    Followed logged = follow(digits, settings->common.seed, "tanh", 30, report);
    report_block(report, "rate rules", "the loss of all samples after %d epochs",
                 RULE_EPOCHS);
    table_begin(report,
                "hidden|start|fixed rate|best with the rule|cut|halved|last rate");
    for (size_t k = 0; k < ROWS; k++) {
        Followed f = k == 2 ? logged
                            : follow(digits, settings->common.seed, rows[k].activation,
                                     rows[k].start, NULL);
        table_cells(report,
                    "%s|%g|%.4f{rule.%zu.plain}|%.4f{.best}|%zu{.cuts}|"
                    "%zu{.halvings}|%g{.rate}",
                    rows[k].activation, rows[k].start, f.plain, k, f.best, f.cuts,
                    f.halvings, f.rate);
        progress_step(&progress, k + 1);
    }
    progress_end(&progress);
    table_print(report);
}

/* --- the mean forgotten ------------------------------------------------------- */

/* The slopes of softmax with cross-entropy without their 1/m. */
static void summed_gradient(Matrix dz, Matrix z, Matrix y)
{
    softmax_cross_entropy_gradient(dz, z, y);
    matrix_scale(dz, dz, (real)z.rows);
}

void no_mean(Report *report, Dataset digits, const Settings *settings)
{
    enum { EPOCHS = 4, BATCHES = 5 };
    const size_t batch[BATCHES] = {1, 4, 16, 64, 256};
    const real rate = (real)0.05;
    Loss mean = loss_named("softmax cross-entropy"), sum = mean;
    sum.gradient = summed_gradient;
    report_block(report, "no mean", "rate %g, the loss of epoch %d", rate, EPOCHS);
    table_begin(report, "batch|with 1/m|without|without, rate / batch");
    for (size_t k = 0; k < BATCHES; k++) {
        table_cells(report, "%zu", batch[k]);
        for (int way = 0; way < 3; way++) {
            Split split = split_new(digits, settings->common.seed);
            Trainer t = digits_trainer(&split, "relu", way ? sum : mean, batch[k]);
            real loss = 0, eta = way == 2 ? rate / (real)batch[k] : rate;
            for (size_t epoch = 0; epoch < EPOCHS; epoch++)
                loss = train_epoch(&t, split.train.x, split.train_y, eta,
                                   &split.random);
            table_cells(report, "%.4f{no-mean.%zu.%d}", loss, batch[k], way);
            trainer_free(&t);
            split_free(&split);
        }
    }
    table_print(report);
}
