/* Twenty layers: what each does to the gradient. And a gradient in sixteen bits. */
#include "main.h"

enum { LAYERS = 20, STACKS = 7, SEEDS = 10, WIDTH = 16, FEW = 50 };

/* A stack of twenty layers, its start and its training. */
typedef struct Stack {
    const char *name, *activation;
    real gain, rate, clip;
} Stack;

/* Trains a stack from one seed; notes each layer's gradient norm at the start. */
static bool train_stack(Lesson *lesson, Stack stack, size_t steps, real *norms)
{
    for (size_t step = 0; step <= steps; step++) {
        real value = lesson_slopes(lesson);
        for (size_t l = 0; step == 0 && l < LAYERS; l++)
            norms[l] = matrix_norm(lesson->state.gradients.dw[l]);
        if (!isfinite(value)) return false;
        if (step == steps) return true;
        if (stack.clip > 0) gradients_clip_norm(&lesson->state.gradients, stack.clip);
        network_step(lesson->state.network, &lesson->state.gradients, stack.rate);
    }
    return true;
}

/* One stack over all seeds, as a row of the table; mean gets the logarithm of the
 * gradient's geometric mean over the seeds, layer by layer. */
static void run_stack(Report *report, Dataset digits, uint64_t first_seed, Stack stack,
                      size_t k, size_t steps, real *mean)
{
    size_t sound = 0;
    real right = 0, norms[LAYERS];
    for (size_t l = 0; l < LAYERS; l++) mean[l] = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        Random random = random_seed(first_seed + seed);
        Lesson lesson = lesson_new(digits, &random, FEW, 0, LAYERS, WIDTH,
                                   stack.activation, stack.gain);
        bool finite = train_stack(&lesson, stack, steps, norms);
        for (size_t l = 0; l < LAYERS; l++) mean[l] += real_log(norms[l]) / SEEDS;
        sound += finite;
        if (finite) right += lesson_accuracy(&lesson);
        lesson_free(&lesson);
    }
    if (sound > 0) right /= (real)sound;
    real last = real_exp(mean[LAYERS - 1]), first = real_exp(mean[0]);
    // the layers between the first and the last have one shape
    real factor = real_exp((mean[1] - mean[LAYERS - 2]) / (LAYERS - 3));
    table_cells(report,
                "%s|%.3g|%.1e{deep.%zu.last}|%.1e{.first}|x %.2f{.factor}|"
                "%zu{.sound} of %d",
                stack.name, stack.gain, last, k, first, factor, sound, SEEDS);
    table_cells(report, sound > 0 ? "%.1f" : "-", 100 * right);
    report_value(report, right, "deep.%zu.right", k);
}

void deep(Report *report, Dataset digits, const Options *options)
{
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
    real mean[STACKS][LAYERS];
    Progress progress = progress_begin("deep", STACKS);
    Series series = series_open(report, "deep",
                                "layer|sigmoid|sigmoid 4|tanh 1.2|tanh 3|relu 2.83");
    report_block(report, "deep",
                 "%d layers of %d units, %d seeds: gradient norms, then %zu steps",
                 LAYERS, WIDTH, SEEDS, steps);
    table_begin(report,
                "units|gain|last layer|first layer|a layer|end finite|right, %");
    for (size_t k = 0; k < STACKS; k++) {
        run_stack(report, digits, options->seed, stacks[k], k, steps, mean[k]);
        progress_step(&progress, k + 1);
    }
    for (size_t l = 0; l < LAYERS; l++) {
        double row[6] = {(double)(l + 1)};
        for (size_t k = 0; k < 5; k++) row[k + 1] = (double)real_exp(mean[k][l]);
        series_row(&series, row);
    }
    progress_end(&progress);
    table_print(report);
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
    size_t steps = 4 * (options->epochs ? options->epochs : 150);
    for (size_t step = 0; step < steps; step++) {
        lesson_slopes(&lesson);
        network_step(lesson.state.network, &lesson.state.gradients, (real)0.5);
    }
    lesson_slopes(&lesson);
    report_block(report, "sixteen bits",
                 "the gradient after %zu steps in 16 bits, in percent", steps);
    table_begin(report,
                "format|loss times|slopes|become 0|lose digits|weights that stay");
    for (int k = 0; k < 3; k++) {
        Kept kept = {0};
        for (size_t l = 0; l < 2; l++)
            keep(&kept, format_named(format[k]), lesson.state.gradients.dw[l],
                 lesson.state.network.layers[l].w, scale[k], rate);
        double all = (double)kept.count, zero = (double)kept.zero / all;
        double coarse = (double)kept.coarse / all, still = (double)kept.still / all;
        table_cells(report, "%s|%.0f|%zu|%.1f|%.1f|%.1f", format[k], scale[k],
                    kept.count, 100 * zero, 100 * coarse, 100 * still);
        report_value(report, zero, "sixteen.%d.zero", k);
        report_value(report, coarse, "sixteen.%d.coarse", k);
        report_value(report, still, "sixteen.%d.still", k);
    }
    table_print(report);
    lesson_free(&lesson);
}
