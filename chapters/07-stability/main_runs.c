/* A run that diverges and what mends it; twenty layers; sixteen bits. */
#include "main.h"

#include <stdlib.h>

/* One way to train the same network on the same samples. */
typedef struct Way {
    const char *name, *loss;
    real slower;     // the rate is divided by this
    real norm, size; // clip by norm or by value, where above 0
    bool rewind;     // on an explosion, back to the best weights at a tenth of the rate
} Way;

/* Copies all weights and biases. */
static void copy_weights(Network to, Network from)
{
    for (size_t l = 0; l < to.depth; l++) {
        matrix_copy(to.layers[l].w, from.layers[l].w);
        matrix_copy(to.layers[l].b, from.layers[l].b);
    }
}

/* Trains for some steps, or until the loss is not finite; returns how many were made.
 * Writes the loss before each step into losses. */
static size_t train(Lesson *lesson, Lesson *best, Way way, real rate, size_t steps,
                    real *losses)
{
    Loss loss = loss_named(way.loss);
    RateRule rule = rate_rule(rate / way.slower, steps + 1);
    copy_weights(best->network, lesson->network);
    for (size_t step = 0; step < steps; step++) {
        real value = losses[step] = lesson_slopes(lesson, loss);
        real lowest = rule.best;
        if (way.rewind && rate_follow(&rule, value) == RATE_CUT) {
            copy_weights(lesson->network, best->network);
            continue;
        }
        if (!isfinite(value)) return step;
        if (way.rewind && value < lowest) copy_weights(best->network, lesson->network);
        if (way.norm > 0) gradients_clip_norm(&lesson->gradients, way.norm);
        if (way.size > 0) gradients_clip_value(&lesson->gradients, way.size);
        network_step(lesson->network, &lesson->gradients, rule.rate);
    }
    return steps;
}

static void write_losses(Report *report, size_t way, const real *losses, size_t count)
{
    char name[32];
    snprintf(name, sizeof name, "diverging%zu", way);
    Series series = series_open(report, name, "step|loss");
    for (size_t step = 0; step < count; step++)
        if (isfinite(losses[step]))
            series_numbers(&series, (double)step, (double)losses[step]);
    series_close(&series);
}

void diverging(Report *report, Dataset digits, const Options *options)
{
    enum { SEEDS = 10, WAYS = 6 };
    const Way ways[WAYS] = {
        {"as it is", "squared", 1, 0, 0, false},
        {"a tenth of the rate", "squared", 10, 0, 0, false},
        {"clip by norm, 0.1", "squared", 1, (real)0.1, 0, false},
        {"clip by value, 0.01", "squared", 1, 0, (real)0.01, false},
        {"rewind, and cut the rate", "squared", 1, 0, 0, true},
        {"cross-entropy", "softmax cross-entropy", 1, 0, 0, false},
    };
    size_t steps = options->epochs ? options->epochs : 150;
    real rate = options->learning_rate > 0 ? options->learning_rate : 1;
    real *losses = check_allocate(steps, sizeof *losses, "losses");
    real unit = matrix_max_abs(digits.x);
    Progress progress = progress_begin("diverging", SEEDS * WAYS);
    Table table;
    report_block(report, "diverging", "64-16-10 tanh network, rate %g, %d seeds",
                 (double)rate, SEEDS);
    table_begin(&table, "what|runs that end finite|fewest steps|right after, %");
    for (size_t k = 0; k < WAYS; k++) {
        size_t sound = 0, fewest = steps;
        real right = 0;
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            Random random = random_seed(options->seed + seed), again = random;
            Lesson lesson = lesson_new(digits, &random, SAMPLES, unit, 2, 16, "tanh",
                                       1);
            Lesson best = lesson_new(digits, &again, SAMPLES, unit, 2, 16, "tanh", 1);
            size_t made = train(&lesson, &best, ways[k], rate, steps, losses);
            if (seed == 0) write_losses(report, k, losses, made);
            if (made < fewest) fewest = made;
            sound += made == steps;
            if (made == steps) right += lesson_accuracy(&lesson) / SEEDS;
            lesson_free(&lesson);
            lesson_free(&best);
            progress_step(&progress, k * SEEDS + (size_t)seed + 1);
        }
        table_cell(&table, "%s", ways[k].name);
        table_cell(&table, "%zu of %d", sound, SEEDS);
        table_cell(&table, "%zu", fewest);
        table_cell(&table, sound > 0 ? "%.1f" : "-", (double)(100 * right));
        report_value(report, (real)sound, "diverging.%zu.sound", k);
        report_value(report, (real)fewest, "diverging.%zu.fewest", k);
        report_value(report, 100 * right, "diverging.%zu.right", k);
    }
    progress_end(&progress);
    table_print(report, &table);
    free(losses);
}

enum { LAYERS = 20, STACKS = 7 };

/* A stack of twenty layers, its start and its training. */
typedef struct Stack {
    const char *name, *activation;
    real gain, rate, clip;
} Stack;

/* Trains a stack from one seed; notes the gradient's norm in each layer at the start. */
static bool train_stack(Lesson *lesson, Stack stack, size_t steps, real *norms)
{
    Loss loss = loss_named("softmax cross-entropy");
    for (size_t step = 0; step <= steps; step++) {
        real value = lesson_slopes(lesson, loss);
        for (size_t l = 0; step == 0 && l < LAYERS; l++)
            norms[l] = matrix_norm(lesson->gradients.dw[l]);
        if (!isfinite(value)) return false;
        if (step == steps) return true;
        if (stack.clip > 0) gradients_clip_norm(&lesson->gradients, stack.clip);
        network_step(lesson->network, &lesson->gradients, stack.rate);
    }
    return true;
}

void deep(Report *report, Dataset digits, const Options *options)
{
    enum { SEEDS = 10, WIDTH = 16, FEW = 50 };
    const Stack stacks[STACKS] = {
        {"sigmoid", "sigmoid", 1, 1, 0},
        {"sigmoid", "sigmoid", 4, (real)0.1, 0},
        {"tanh", "tanh", (real)1.2, (real)0.2, 0},
        {"tanh", "tanh", 3, (real)0.2, 0},
        {"relu", "relu", (real)2.83, (real)0.01, 0},
        {"relu, clip 0.1", "relu", (real)2.83, (real)0.01, (real)0.1},
        {"relu", "relu", (real)1.41, (real)0.1, 0},
    };
    size_t steps = options->epochs ? options->epochs : 40;
    double mean[STACKS][LAYERS] = {{0}};
    Progress progress = progress_begin("deep", SEEDS * STACKS);
    Series series = series_open(report, "deep",
                                "layer|sigmoid|sigmoid 4|tanh 1.2|tanh 3|relu 2.83");
    Table table;
    report_block(report, "deep",
                 "%d layers of %d units, %d seeds: the gradient's norm "
                 "at the start, and %zu steps",
                 LAYERS, WIDTH, SEEDS, steps);
    table_begin(&table, "units|weights|last layer|first layer|a layer down|ends finite|"
                        "right after, %");
    for (size_t k = 0; k < STACKS; k++) {
        size_t sound = 0;
        real right = 0, norms[LAYERS];
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            Random random = random_seed(options->seed + seed);
            Lesson lesson = lesson_new(digits, &random, FEW, 0, LAYERS, WIDTH,
                                       stacks[k].activation, stacks[k].gain);
            bool finite = train_stack(&lesson, stacks[k], steps, norms);
            for (size_t l = 0; l < LAYERS; l++)
                mean[k][l] += (double)real_log(norms[l]) / SEEDS;
            sound += finite;
            if (finite) right += lesson_accuracy(&lesson);
            lesson_free(&lesson);
            progress_step(&progress, k * SEEDS + (size_t)seed + 1);
        }
        // geometric means over the seeds; layers 1 to 18 have the same shape
        real last = real_exp((real)mean[k][LAYERS - 1]),
             first = real_exp((real)mean[k][0]);
        real factor = real_exp(
            (real)((mean[k][1] - mean[k][LAYERS - 2]) / (LAYERS - 3)));
        table_cell(&table, "%s", stacks[k].name);
        table_cell(&table, "%.3g", (double)stacks[k].gain);
        table_cell(&table, "%.1e", (double)last);
        table_cell(&table, "%.1e", (double)first);
        table_cell(&table, "x %.2f", (double)factor);
        table_cell(&table, "%zu of %d", sound, SEEDS);
        table_cell(&table, sound > 0 ? "%.1f" : "-",
                   (double)(100 * right / (real)sound));
        report_value(report, first, "deep.%zu.first", k);
        report_value(report, last, "deep.%zu.last", k);
        report_value(report, factor, "deep.%zu.factor", k);
        report_value(report, (real)sound, "deep.%zu.sound", k);
        report_value(report, sound > 0 ? 100 * right / (real)sound : 0,
                     "deep.%zu.right", k);
    }
    for (size_t l = 0; l < LAYERS; l++)
        series_numbers(
            &series, (double)(l + 1), (double)real_exp((real)mean[0][l]),
            (double)real_exp((real)mean[1][l]), (double)real_exp((real)mean[2][l]),
            (double)real_exp((real)mean[3][l]), (double)real_exp((real)mean[4][l]));
    progress_end(&progress);
    table_print(report, &table);
    series_close(&series);
}

/* The parts of a network's slopes and of its next step that a format keeps. */
typedef struct Kept {
    size_t count, zero, coarse, still; // slopes: all, 0, subnormal; weights unmoved
} Kept;

static void keep(Kept *kept, Format format, Matrix g, Matrix w, real scale, real rate)
{
    for (size_t i = 0; i < g.rows * g.cols; i++) {
        double slope = (double)g.data[i] * (double)scale, weight = (double)w.data[i];
        double rounded = format_round(format, slope);
        if (slope == 0) continue;
        kept->count++;
        kept->zero += rounded == 0;
        kept->coarse += rounded != 0 && fabs(rounded) < format_smallest_normal(format);
        double before = format_round(format, weight);
        double after = format_round(format, before - (double)(rate * g.data[i]));
        kept->still += before == after;
    }
}

/* A network that has learned for a while, and its gradient in 16 bits. */
void sixteen_bits(Report *report, Dataset digits, const Options *options)
{
    const char *const format[] = {"half", "half", "bfloat16"};
    const real scale[] = {1, 4096, 1}, rate = (real)0.1;
    Random random = random_seed(options->seed);
    real unit = matrix_max_abs(digits.x);
    Lesson lesson = lesson_new(digits, &random, SAMPLES, unit, 2, 16, "tanh", 1);
    Loss loss = loss_named("softmax cross-entropy");
    size_t steps = 4 * (options->epochs ? options->epochs : 150);
    for (size_t step = 0; step < steps; step++) {
        lesson_slopes(&lesson, loss);
        network_step(lesson.network, &lesson.gradients, (real)0.5);
    }
    lesson_slopes(&lesson, loss);
    Table table;
    report_block(report, "sixteen bits", "the gradient after %zu steps, in 16 bits",
                 steps);
    table_begin(&table, "format|loss times|slopes|become 0 %|lose digits %|weights "
                        "that do not move %");
    for (int k = 0; k < 3; k++) {
        Kept kept = {0};
        for (size_t l = 0; l < 2; l++)
            keep(&kept, format_named(format[k]), lesson.gradients.dw[l],
                 lesson.network.layers[l].w, scale[k], rate);
        real hundredth = (real)kept.count / 100;
        table_cell(&table, "%s", format[k]);
        table_cell(&table, "%.0f", (double)scale[k]);
        table_cell(&table, "%zu", kept.count);
        table_cell(&table, "%.1f", (double)((real)kept.zero / hundredth));
        table_cell(&table, "%.1f", (double)((real)kept.coarse / hundredth));
        table_cell(&table, "%.1f", (double)((real)kept.still / hundredth));
        report_value(report, (real)kept.zero / hundredth, "sixteen.%d.zero", k);
        report_value(report, (real)kept.coarse / hundredth, "sixteen.%d.coarse", k);
        report_value(report, (real)kept.still / hundredth, "sixteen.%d.still", k);
    }
    table_print(report, &table);
    lesson_free(&lesson);
}
