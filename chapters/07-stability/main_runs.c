/* A run that diverges, and what mends it. */
#include "main.h"

#include <stdlib.h>

enum { SEEDS = 10 };

/* One way to train the same network on the same samples. */
typedef struct Way {
    const char *name, *loss;
    real slower;     // the rate is divided by this
    real norm, size; // clip by norm or by value, where above 0
    bool rewind;     // on an explosion, back to the best weights at a tenth of the rate
} Way;

/* Trains for some steps, or until the loss is not finite; returns how many were made.
 * Writes the loss before each step into losses. */
static size_t train(Lesson *lesson, Way way, real rate, size_t steps, real *losses)
{
    Network network = lesson->state.network, best = network_clone(network);
    Gradients *gradients = &lesson->state.gradients;
    RateRule rule = rate_rule(rate / way.slower, steps + 1);
    size_t step = 0;
    lesson->state.loss = loss_named(way.loss);
    for (; step < steps; step++) {
        real value = losses[step] = lesson_slopes(lesson);
        real lowest = rule.best;
        if (way.rewind && rate_follow(&rule, value) == RATE_CUT) {
            network_copy(network, best);
            continue;
        }
        if (!isfinite(value)) break;
        if (way.rewind && value < lowest) network_copy(best, network);
        if (way.norm > 0) gradients_clip_norm(gradients, way.norm);
        if (way.size > 0) gradients_clip_value(gradients, way.size);
        network_step(network, gradients, rule.rate);
    }
    network_free(&best);
    return step;
}

static void write_losses(Report *report, size_t way, const real *losses, size_t count)
{
    char name[32];
    snprintf(name, sizeof name, "diverging%zu", way);
    Series series = series_open(report, name, "step|loss");
    for (size_t step = 0; step < count; step++)
        if (isfinite(losses[step])) series_numbers(&series, (double)step, losses[step]);
    series_close(&series);
}

/* One way over all seeds, as a row of the table. */
static void run_way(Report *report, Dataset digits, const Options *options, Way way,
                    size_t k)
{
    size_t steps = options->epochs ? options->epochs : 150, sound = 0, fewest = steps;
    real rate = options->learning_rate > 0 ? options->learning_rate : 1, right = 0;
    real unit = matrix_max_abs(digits.x);
    real *losses = check_allocate(steps, sizeof *losses, "losses");
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        Random random = random_seed(options->seed + seed);
        Lesson lesson = lesson_new(digits, &random, SAMPLES, unit, 2, 16, "tanh", 1);
        size_t made = train(&lesson, way, rate, steps, losses);
        if (seed == 0) write_losses(report, k, losses, made);
        if (made < fewest) fewest = made;
        sound += made == steps;
        if (made == steps) right += lesson_accuracy(&lesson);
        lesson_free(&lesson);
    }
    free(losses);
    if (sound > 0) right /= (real)sound;
    table_cells(report, "%s|%zu{diverging.%zu.sound} of %d|%zu{.fewest}", way.name,
                sound, k, SEEDS, fewest);
    table_cells(report, sound > 0 ? "%.1f" : "-", 100 * right);
    report_value(report, right, "diverging.%zu.right", k);
}

void diverging(Report *report, Dataset digits, const Options *options)
{
    enum { WAYS = 6 };
    const Way ways[WAYS] = {
        {"as it is", "squared", 1, 0, 0, false},
        {"a tenth of the rate", "squared", 10, 0, 0, false},
        {"clip by norm, 0.1", "squared", 1, (real)0.1, 0, false},
        {"clip by value, 0.01", "squared", 1, 0, (real)0.01, false},
        {"rewind, and cut the rate", "squared", 1, 0, 0, true},
        {"cross-entropy", "softmax cross-entropy", 1, 0, 0, false},
    };
    real rate = options->learning_rate > 0 ? options->learning_rate : 1;
    Progress progress = progress_begin("diverging", WAYS);
    report_block(report, "diverging", "a tanh network, rate %g, %d seeds", rate, SEEDS);
    table_begin(report, "what|end finite|fewest steps|right, %");
    for (size_t k = 0; k < WAYS; k++) {
        run_way(report, digits, options, ways[k], k);
        progress_step(&progress, k + 1);
    }
    progress_end(&progress);
    table_print(report);
}
