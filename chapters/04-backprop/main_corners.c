/* XOR over a hundred random starts: how often it is learned, and what prevents it. */
#include "main.h"
#include "neuron.h"

enum { EPOCHS = 1000, WIDTHS = 4 };

/* What is done wrong between forward and step. */
typedef enum Damage { SOUND, Z_OVERWRITTEN, STEPPED_EARLY, NO_BIAS } Damage;

static real damaged_slopes(TrainingState *state, Matrix x, Matrix y, real rate,
                           Damage damage)
{
    real loss = forward_backward(state, x, y);
    size_t depth = state->network.depth;
    for (size_t l = 0; l < depth; l++) {
        if (damage == Z_OVERWRITTEN) // what activation_forward in place would leave
            matrix_copy(cache_z(&state->cache, l), cache_a(&state->cache, l));
        if (damage == NO_BIAS) matrix_fill(state->gradients.db[l], 0);
    }
    if (damage == STEPPED_EARLY) {
        Layer last = state->network.layers[depth - 1];
        neuron_step(last.w, last.b, state->gradients.dw[depth - 1],
                    state->gradients.db[depth - 1], rate);
    }
    if (damage == Z_OVERWRITTEN || damage == STEPPED_EARLY)
        network_backward(&state->gradients, state->network, &state->cache, y,
                         state->loss);
    return loss;
}

/* One step downhill; a last layer that has already taken its own does not again. */
static void damaged_step(TrainingState *state, real rate, Damage damage)
{
    size_t last = state->network.depth - 1;
    if (damage == STEPPED_EARLY) {
        matrix_fill(state->gradients.dw[last], 0);
        matrix_fill(state->gradients.db[last], 0);
    }
    network_step(state->network, &state->gradients, rate);
}

static TrainingState xor_start(size_t width, const char *activation, real range,
                               uint64_t seed)
{
    Random random = random_seed(seed);
    TrainingState state = training_state_new(
        randomized(2, 2, width, 1, activation, &random),
        loss_named("sigmoid cross-entropy"), 4);
    for (size_t l = 0; l < 2; l++)
        matrix_scale(state.network.layers[l].w, state.network.layers[l].w, range);
    return state;
}

/* Trains on XOR until the loss is below 0.05, which no network has with a corner on the
 * wrong side, or for EPOCHS epochs; the last loss. */
static real descend(TrainingState *state, Damage damage)
{
    Matrix x = corners(), y = exclusive_or();
    real loss = 0;
    for (size_t epoch = 0; epoch < EPOCHS; epoch++) {
        loss = damaged_slopes(state, x, y, 1, damage);
        if (loss < (real)0.05) break;
        damaged_step(state, 1, damage);
    }
    matrix_free(&x);
    matrix_free(&y);
    return loss;
}

static real learn_xor(size_t width, const char *activation, real range, uint64_t seed,
                      Damage damage)
{
    TrainingState state = xor_start(width, activation, range, seed);
    real loss = descend(&state, damage);
    training_state_free(&state);
    return loss;
}

static size_t failures(size_t width, const char *activation, real range,
                       const Settings *settings, Damage damage)
{
    size_t failed = 0;
    for (size_t s = 0; s < settings->seeds; s++)
        failed += !(learn_xor(width, activation, range, settings->common.seed + s,
                              damage) < (real)0.05);
    return failed;
}

void xor_by_width(Report *report, const Settings *settings)
{
    const size_t width[WIDTHS] = {2, 3, 4, 8};
    const real range[] = {(real)0.3, 1, 3};
    Progress progress = progress_begin("XOR", 3 * WIDTHS);
    report_block(report, "xor by width",
                 "failures in %zu starts of a 2-n-1 tanh network, %d epochs",
                 settings->seeds, EPOCHS);
    table_begin(report, "weights times|2 hidden|3 hidden|4 hidden|8 hidden");
    for (size_t r = 0; r < 3; r++) {
        table_cells(report, "%.1f", range[r]);
        for (size_t k = 0; k < WIDTHS; k++) {
            size_t failed = failures(width[k], "tanh", range[r], settings, SOUND);
            table_cells(report, "%zu{xor.%zu.width%zu}", failed, r, width[k]);
            progress_step(&progress, r * WIDTHS + k + 1);
        }
    }
    progress_end(&progress);
    table_print(report);
}

/* Where a failed network stands: what its hidden units and its output say. */
static void show_failure(Report *report, const TrainingState *state)
{
    table_begin(report, "x1|x2|h1|h2|p|target");
    Matrix y = exclusive_or(), x = corners();
    for (size_t i = 0; i < 4; i++) {
        real out = sigmoid_value(matrix_at(state->cache.z[1], i, 0));
        table_cells(report, "%.0f|%.0f", matrix_at(x, i, 0), matrix_at(x, i, 1));
        for (size_t j = 0; j < 2; j++)
            table_cells(report, "%.3f", matrix_at(state->cache.a[0], i, j));
        table_cells(report, "%.3f{stuck.p%zu}|%.0f", out, i, matrix_at(y, i, 0));
    }
    table_print(report);
    real slope = matrix_max_abs(state->gradients.dw[0]);
    report_line(report, "  the steepest slope of W1 is %.1e{stuck.slope}", slope);
    matrix_free(&x);
    matrix_free(&y);
}

void xor_failures(Report *report, const Settings *settings)
{
    size_t failed = 0;
    real lowest = INFINITY, highest = 0;
    report_block(report, "xor failures", "2 hidden units, the first start that fails");
    for (size_t s = 0; s < settings->seeds; s++) {
        TrainingState state = xor_start(2, "tanh", 1, settings->common.seed + s);
        real loss = descend(&state, SOUND);
        if (!(loss < (real)0.05)) {
            if (failed++ == 0) show_failure(report, &state);
            lowest = loss < lowest ? loss : lowest;
            highest = loss > highest ? loss : highest;
        }
        training_state_free(&state);
    }
    if (failed > 0)
        report_line(report, "  all %zu failures have losses from %.4f to %.4f", failed,
                    lowest, highest);
    else
        report_line(report, "  none does");
    report_line(report, "  (ln 2)/2 is %.4f{xor.half-ln2}", real_log(2) / 2);
    report_value(report, lowest, "xor.lowest");
    report_value(report, highest, "xor.highest");
}

/* The largest error of dW1 after damage, as a part of its largest slope. */
static real error_of(const char *activation, Damage damage)
{
    Random random = random_seed(3);
    Matrix x = corners(), y = exclusive_or(), right = matrix_new(2, 4);
    TrainingState state = training_state_new(
        randomized(2, 2, 4, 1, activation, &random),
        loss_named("sigmoid cross-entropy"), 4);
    forward_backward(&state, x, y);
    matrix_copy(right, state.gradients.dw[0]);
    damaged_slopes(&state, x, y, 1, damage);
    real largest = matrix_max_abs(right);
    matrix_subtract(right, right, state.gradients.dw[0]);
    real error = matrix_max_abs(right) / largest;
    matrix_free(&x);
    matrix_free(&y);
    matrix_free(&right);
    training_state_free(&state);
    return error;
}

void in_place(Report *report, const Settings *settings)
{
    const struct {
        const char *activation, *text;
        Damage damage;
    } rows[] = {
        {"tanh", "right", SOUND},
        {"tanh", "z overwritten by a", Z_OVERWRITTEN},
        {"tanh", "W2 stepped before dA1", STEPPED_EARLY},
        {"sigmoid", "right", SOUND},
        {"sigmoid", "z overwritten by a", Z_OVERWRITTEN},
        {"relu", "right", SOUND},
        {"relu", "z overwritten by a", Z_OVERWRITTEN},
    };
    report_block(report, "in place",
                 "XOR, 4 hidden, %zu starts, with a value destroyed too early",
                 settings->seeds);
    table_begin(report, "hidden|backward pass|largest error of dW1|failures");
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        real error = error_of(rows[k].activation, rows[k].damage);
        size_t failed = failures(4, rows[k].activation, 1, settings, rows[k].damage);
        table_cells(report, "%s|%s|%.0f%%{in-place.%zu.error}|%zu{.failed}",
                    rows[k].activation, rows[k].text, error, k, failed);
    }
    table_print(report);
}

void no_bias(Report *report, const Settings *settings)
{
    size_t learned = 0;
    real lowest = INFINITY;
    for (size_t s = 0; s < settings->seeds; s++) {
        real loss = learn_xor(8, "tanh", 1, settings->common.seed + s, NO_BIAS);
        learned += loss < (real)0.05;
        lowest = loss < lowest ? loss : lowest;
    }
    report_block(report, "no bias",
                 "XOR, 8 hidden, the slopes of the biases forgotten");
    report_line(report, "  learned              %zu{no-bias.learned} of %zu starts",
                learned, settings->seeds);
    report_line(report, "  lowest loss of all   %.6f{no-bias.lowest}", lowest);
    report_line(report, "  (ln 2)/4             %.6f", real_log(2) / 4);
}
