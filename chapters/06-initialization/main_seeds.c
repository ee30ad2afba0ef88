/* The same training from many starts: ten layers by every scheme, thirty by two. */
#include "main.h"

enum { WIDTH = 32, MOST = 6 };

/* Networks that differ in nothing but their starts. */
typedef struct Contest {
    const char *name, *activation; // the name also of its series
    size_t depth, batch, epochs, seeds, count;
    real rate;
    const char *schemes[MOST];
} Contest;

/* Trains from every seed; losses[k] (seeds, epochs) gets those of scheme k. */
static void run_contest(Matrix *losses, Contest contest, Digits digits, uint64_t seed)
{
    Network network = network_stack(contest.depth, digits.x.cols, WIDTH, digits.y.cols,
                                    contest.activation);
    Loss loss = loss_named("softmax cross-entropy");
    Trainer trainer = trainer_new(network, loss, digits.x.rows, contest.batch);
    Progress progress = progress_begin(contest.name, contest.count * contest.seeds);
    for (size_t k = 0; k < contest.count; k++) {
        losses[k] = matrix_new(contest.seeds, contest.epochs);
        for (size_t s = 0; s < contest.seeds; s++) {
            seed_train(matrix_rows(losses[k], s, 1), &trainer,
                       init_named(contest.schemes[k]), digits.x, digits.y, contest.rate,
                       seed + s);
            progress_step(&progress, k * contest.seeds + s + 1);
        }
    }
    progress_end(&progress);
    trainer_free(&trainer);
}

/* Two series: every seed's curve, and the spread of each epoch; a data set a scheme. */
static void write_curves(Report *report, Contest contest, const Matrix *losses)
{
    char name[64];
    snprintf(name, sizeof name, "%s-spread", contest.name);
    Series curves = series_open(report, contest.name, "epoch|loss");
    Series spreads = series_open(report, name, "epoch|low|lower|median|upper|high");
    for (size_t k = 0; k < contest.count; k++) {
        for (size_t s = 0; s < contest.seeds; s++) {
            for (size_t e = 0; e < contest.epochs; e++)
                series_numbers(&curves, (double)(e + 1), matrix_at(losses[k], s, e));
            series_break(&curves);
        }
        series_break(&curves);
        for (size_t e = 0; e < contest.epochs; e++) {
            Spread at = seeds_spread(losses[k], e);
            series_numbers(&spreads, (double)(e + 1), at.low, at.lower, at.median,
                           at.upper, at.high);
        }
        series_break(&spreads);
        series_break(&spreads);
    }
    series_close(&curves);
    series_close(&spreads);
}

static void print_contest(Report *report, Contest contest, const Matrix *losses)
{
    table_begin(report, "scheme|lowest|quarter|median|three quarters|highest|under 2|"
                        "under 1");
    for (size_t k = 0; k < contest.count; k++) {
        Spread last = seeds_spread(losses[k], contest.epochs - 1);
        size_t started = seeds_below(losses[k], 2), learned = seeds_below(losses[k], 1);
        table_cells(report,
                    "%s|%.3f{%s.%zu.low}|%.3f|%.3f{.median}|%.3f|%.3f{.high}|"
                    "%zu{.under2}|%zu{.under1}",
                    contest.schemes[k], last.low, contest.name, k, last.lower,
                    last.median, last.upper, last.high, started, learned);
    }
    table_print(report);
}

void lucky(Report *report, Matrix xavier, Matrix he)
{
    size_t last = xavier.cols - 1, wins = 0, pairs = xavier.rows * he.rows, best = 0,
           worst = 0;
    for (size_t i = 0; i < xavier.rows; i++)
        for (size_t k = 0; k < he.rows; k++)
            wins += matrix_at(xavier, i, last) < matrix_at(he, k, last);
    for (size_t i = 1; i < xavier.rows; i++) {
        if (matrix_at(xavier, i, last) < matrix_at(xavier, best, last)) best = i;
        if (matrix_at(he, i, last) > matrix_at(he, worst, last)) worst = i;
    }
    real low = matrix_at(xavier, best, last), high = matrix_at(he, worst, last);
    report_block(report, "lucky",
                 "one seed of each scheme, and what it would tell you");
    report_line(report, "  xavier normal, its luckiest start  loss %.3f{lucky.xavier}",
                low);
    report_line(report, "  he, its unluckiest start           loss %.3f{lucky.he}",
                high);
    report_line(report, "  pairs of one start each            %zu{lucky.pairs}", pairs);
    report_line(report, "  pairs in which xavier looks better %zu{lucky.wins}", wins);
}

static size_t epochs_of(const Choice *choice)
{
    return choice->common.epochs ? choice->common.epochs : 12;
}

void ten_layers(Report *report, Digits digits, const Choice *choice)
{
    real rate = choice->common.learning_rate;
    Contest contest = {.name = "ten-layers",
                       .activation = "relu",
                       .depth = choice->depth,
                       .batch = 10,
                       .epochs = epochs_of(choice),
                       .seeds = choice->seeds,
                       .count = 6,
                       .rate = rate > 0 ? rate : (real)0.05,
                       .schemes = {"zeros", "small", "unit normal", "xavier normal",
                                   "he", "orthogonal he"}};
    Matrix losses[MOST];
    run_contest(losses, contest, digits, choice->common.seed);
    report_block(report, "ten layers",
                 "losses of %zu ReLU layers after %zu epochs, from %zu starts each",
                 contest.depth, contest.epochs, contest.seeds);
    print_contest(report, contest, losses);
    report_line(report, "  ln %zu, for saying nothing: %.3f{nothing}", digits.y.cols,
                real_log((real)digits.y.cols));
    write_curves(report, contest, losses);
    lucky(report, losses[3], losses[4]);
    for (size_t k = 0; k < contest.count; k++) matrix_free(&losses[k]);
}

void thirty_layers(Report *report, Digits digits, const Choice *choice)
{
    Contest contest = {.name = "thirty-layers",
                       .activation = "relu",
                       .depth = 30,
                       .batch = 5,
                       .epochs = epochs_of(choice),
                       .seeds = choice->seeds,
                       .count = 2,
                       .rate = (real)0.01,
                       .schemes = {"xavier normal", "he"}};
    Matrix losses[MOST];
    run_contest(losses, contest, digits, choice->common.seed);
    report_block(report, "thirty layers",
                 "losses of %zu ReLU layers after %zu epochs, from %zu starts each",
                 contest.depth, contest.epochs, contest.seeds);
    print_contest(report, contest, losses);
    write_curves(report, contest, losses);
    for (size_t k = 0; k < contest.count; k++) matrix_free(&losses[k]);
}
