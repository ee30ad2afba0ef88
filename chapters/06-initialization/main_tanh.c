/* tanh, forward and backward, in kind the experiment of Glorot and Bengio (2010). */
#include "main.h"

enum { DEPTH = 10, WIDTH = 64, ROWS = 100, BINS = 60 };

/* What is measured of a layer, in this order. */
typedef enum Quantity { ACTIVATIONS, GRADIENTS, WEIGHT_GRADIENTS, QUANTITIES } Quantity;

/* Of every layer: root mean squares for each seed, and how often which size occurs. */
typedef struct Profile {
    Matrix rms[QUANTITIES]; // (seeds, DEPTH) each
    size_t counts[2][DEPTH][BINS];
} Profile;

/* Powers of ten: where the histograms of activations and of gradients begin and end. */
static const real LOW[] = {-5, -8}, HIGH[] = {0, -1};

/* log10 |x|, to count sizes of all orders alike. */
static real log_size(real x)
{
    return real_log(x < 0 ? -x : x) / real_log(10);
}

static void count_sizes(size_t *counts, Quantity q, Matrix values)
{
    size_t found[BINS];
    Matrix logs = matrix_new(values.rows, values.cols);
    matrix_map(logs, values, log_size);
    histogram(found, BINS, logs, LOW[q], HIGH[q]);
    for (size_t k = 0; k < BINS; k++) counts[k] += found[k];
    matrix_free(&logs);
}

static void measure_layers(Profile *profile, size_t seed, const TrainingState *state)
{
    const Gradients *gradients = &state->gradients;
    for (size_t l = 0; l < DEPTH; l++) {
        Matrix a = cache_a(&state->cache, l), dz = gradients->dz[l];
        matrix_at(profile->rms[ACTIVATIONS], seed, l) = real_sqrt(mean_square(a));
        matrix_at(profile->rms[GRADIENTS], seed, l) = real_sqrt(mean_square(dz));
        matrix_at(profile->rms[WEIGHT_GRADIENTS], seed,
                  l) = real_sqrt(mean_square(gradients->dw[l]));
        count_sizes(profile->counts[ACTIVATIONS][l], ACTIVATIONS, a);
        count_sizes(profile->counts[GRADIENTS][l], GRADIENTS, dz);
    }
}

/* One forward and one backward pass from every start. */
static Profile profile_new(Init init, Digits digits, const Choice *choice)
{
    Profile profile = {.counts = {{{0}}}};
    for (int q = 0; q < QUANTITIES; q++)
        profile.rms[q] = matrix_new(choice->seeds, DEPTH);
    Matrix x = matrix_rows(digits.x, 0, ROWS), y = matrix_rows(digits.y, 0, ROWS);
    Network network = network_stack(DEPTH, x.cols, WIDTH, y.cols, "tanh");
    Loss loss = loss_named("softmax cross-entropy");
    TrainingState state = training_state_new(network, loss, ROWS);
    for (size_t s = 0; s < choice->seeds; s++) {
        Random random = random_seed(choice->common.seed + s);
        network_init(network, init, &random);
        forward_backward(&state, x, y);
        measure_layers(&profile, s, &state);
    }
    training_state_free(&state);
    return profile;
}

/* The part of all values in each bin, hidden layer by hidden layer. */
static void write_sizes(Series *series, const Profile *profile, Quantity q)
{
    for (size_t l = 0; l + 1 < DEPTH; l++) {
        size_t total = 0;
        for (size_t k = 0; k < BINS; k++) total += profile->counts[q][l][k];
        for (size_t k = 0; k < BINS; k++) {
            real middle = LOW[q] + (HIGH[q] - LOW[q]) * ((real)k + (real)0.5) / BINS;
            series_numbers(series, (double)(l + 1), middle,
                           (double)profile->counts[q][l][k] / (double)total);
        }
        series_break(series);
    }
    series_break(series);
}

/* By what a mean square grows in a layer, on average from layer 2 to layer 9. */
static real layer_factor(Matrix rms)
{
    real low = seeds_spread(rms, 1).median, high = seeds_spread(rms, 8).median;
    return real_exp(2 * real_log(high / low) / 7);
}

static void print_layers(Report *report, const Profile *profiles)
{
    const char *names[] = {"a", "dz", "dw"};
    table_begin(report, "layer|a standard|a xavier|dz standard|dz xavier|dw standard|"
                        "dw xavier");
    for (size_t l = 0; l + 1 < DEPTH; l++) {
        table_cells(report, "%zu", l + 1);
        for (int q = 0; q < QUANTITIES; q++)
            for (size_t k = 0; k < 2; k++) {
                real median = seeds_spread(profiles[k].rms[q], l).median;
                table_cells(report, "%.2e{tanh.%s.%zu.%zu}", median, names[q], k,
                            l + 1);
            }
    }
    table_print(report);
    for (int q = 0; q < QUANTITIES; q++)
        for (size_t k = 0; k < 2; k++)
            report_value(report, layer_factor(profiles[k].rms[q]), "tanh.%s.%zu.factor",
                         names[q], k);
}

void tanh_layers(Report *report, Digits digits, const Choice *choice)
{
    const char *schemes[] = {"standard", "xavier uniform"};
    Profile profiles[2];
    Series a = series_open(report, "tanh-activations", "layer|log size|part");
    Series dz = series_open(report, "tanh-gradients", "layer|log size|part");
    for (size_t k = 0; k < 2; k++) {
        profiles[k] = profile_new(init_named(schemes[k]), digits, choice);
        write_sizes(&a, &profiles[k], ACTIVATIONS);
        write_sizes(&dz, &profiles[k], GRADIENTS);
    }
    report_block(report, "tanh layers",
                 "root mean squares in %d hidden tanh layers, medians of %zu starts",
                 DEPTH - 1, choice->seeds);
    print_layers(report, profiles);
    series_close(&a);
    series_close(&dz);
    for (int q = 0; q < QUANTITIES; q++) {
        matrix_free(&profiles[0].rms[q]);
        matrix_free(&profiles[1].rms[q]);
    }
}
