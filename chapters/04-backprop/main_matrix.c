/* The matrix forms: which products fit, what a gradient costs, whether it is right. */
#include "main.h"

#include <string.h>

void products(Report *report)
{
    enum { M = 5, IN = 3, OUT = 2 };
    const struct {
        const char *text;
        size_t rows, inner, inner_too, cols;
    } ways[] = {
        {"X dZ", M, IN, M, OUT},   {"X dZ^T", M, IN, OUT, M},
        {"X^T dZ", IN, M, M, OUT}, {"X^T dZ^T", IN, M, OUT, M},
        {"dZ X", M, OUT, M, IN},   {"dZ X^T", M, OUT, IN, M},
        {"dZ^T X", OUT, M, M, IN}, {"dZ^T X^T", OUT, M, IN, M},
    };
    report_block(report, "products", "X (%d, %d) and dZ (%d, %d); wanted: dW (%d, %d)",
                 M, IN, M, OUT, IN, OUT);
    table_begin(report, "product|shapes|gives|so");
    for (size_t k = 0; k < sizeof ways / sizeof ways[0]; k++) {
        bool fits = ways[k].inner == ways[k].inner_too;
        bool wanted = fits && ways[k].rows == IN && ways[k].cols == OUT;
        table_cells(report, "%s|(%zu, %zu) (%zu, %zu)", ways[k].text, ways[k].rows,
                    ways[k].inner, ways[k].inner_too, ways[k].cols);
        table_cells(report, fits ? "(%zu, %zu)" : "-", ways[k].rows, ways[k].cols);
        table_cells(report, "%s",
                    wanted ? "this is it"
                    : fits ? "the shape of dW^T"
                           : "does not fit");
    }
    table_print(report);
}

void multiplications(Report *report)
{
    const size_t sizes[][3] = {{2, 2, 1}, {2, 8, 1}, {64, 64, 10}, {784, 128, 10}};
    report_block(report, "multiplications",
                 "of one sample's gradient, in the products");
    table_begin(report, "network|parameters|forward|backward|ratio|"
                        "by differences|times");
    for (size_t k = 0; k < 4; k++) {
        Network network = network_new(2, sizes[k],
                                      (const char *const[]){"tanh", "identity"});
        size_t forward = network_multiplications(network, 1);
        size_t backward = backward_multiplications(network, 1);
        unsigned long long differences = difference_multiplications(network, 1);
        real ratio = (real)backward / (real)forward;
        real times = (real)differences / (real)(forward + backward);
        table_cells(report,
                    "%zu-%zu-%zu|%zu{cost.%zu.parameters}|%zu{.forward}|"
                    "%zu{.backward}|%.2f{.ratio}|%llu|%.0f{.times}",
                    sizes[k][0], sizes[k][1], sizes[k][2], network_parameters(network),
                    k, forward, backward, ratio, differences, times);
        network_free(&network);
    }
    table_print(report);
}

/* The largest difference between a slope in d and the central difference of the loss
 * at its parameter in w. */
static real worst_difference(TrainingState *state, Matrix w, Matrix d, Matrix x,
                             Matrix y)
{
    const real h = real_exp(real_log(REAL_EPSILON) / 3); // chapter 5 says why
    real worst = 0;
    for (size_t i = 0; i < w.rows * w.cols; i++) {
        real at = w.data[i], high = at + h, low = at - h;
        w.data[i] = high;
        real above = network_loss(&state->cache, state->network, x, y, state->loss);
        w.data[i] = low;
        real below = network_loss(&state->cache, state->network, x, y, state->loss);
        w.data[i] = at;
        real off = d.data[i] - (above - below) / (high - low);
        if (off < 0) off = -off;
        if (off > worst) worst = off;
    }
    return worst;
}

/* Random inputs; targets that suit the loss: a class a row, or any number. */
static void draw_batch(Matrix x, Matrix y, const char *loss, Random *random)
{
    random_fill_normal(random, x, 0, 1);
    random_fill_normal(random, y, 0, 1);
    if (strcmp(loss, "softmax cross-entropy") == 0) {
        matrix_fill(y, 0);
        for (size_t i = 0; i < y.rows; i++)
            matrix_at(y, i, random_below(random, y.cols)) = 1;
    } else if (strcmp(loss, "sigmoid cross-entropy") == 0) {
        for (size_t i = 0; i < y.rows * y.cols; i++) y.data[i] = y.data[i] > 0 ? 1 : 0;
    }
}

typedef struct Net {
    size_t depth, sizes[4];
    const char *names[3], *text, *loss;
} Net;

/* Random weights, biases and samples: the largest slope and the largest difference. */
static void check_net(const Net *net, uint64_t seed, real *largest, real *worst)
{
    enum { SAMPLES = 5 };
    Random random = random_seed(seed);
    TrainingState state = training_state_new(
        network_new(net->depth, net->sizes, net->names), loss_named(net->loss),
        SAMPLES);
    Matrix x = matrix_new(SAMPLES, net->sizes[0]);
    Matrix y = matrix_new(SAMPLES, net->sizes[net->depth]);
    network_randomize(state.network, &random);
    for (size_t l = 0; l < net->depth; l++)
        random_fill_normal(&random, state.network.layers[l].b, 0, (real)0.25);
    draw_batch(x, y, net->loss, &random);
    forward_backward(&state, x, y);
    *largest = *worst = 0;
    for (size_t l = 0; l < net->depth; l++) {
        Layer layer = state.network.layers[l];
        real off_w = worst_difference(&state, layer.w, state.gradients.dw[l], x, y);
        real off_b = worst_difference(&state, layer.b, state.gradients.db[l], x, y);
        real size = matrix_max_abs(state.gradients.dw[l]);
        *worst = off_w > *worst ? off_w : *worst;
        *worst = off_b > *worst ? off_b : *worst;
        *largest = size > *largest ? size : *largest;
    }
    training_state_free(&state);
    matrix_free(&x);
    matrix_free(&y);
}

void nudges(Report *report)
{
    const Net nets[] = {
        {1, {3, 2}, {"identity"}, "3-2 identity", "huber"},
        {2, {3, 4, 2}, {"tanh", "identity"}, "3-4-2 tanh", "squared"},
        {2,
         {2, 5, 1},
         {"sigmoid", "identity"},
         "2-5-1 sigmoid",
         "sigmoid cross-entropy"},
        {3,
         {4, 6, 5, 3},
         {"tanh", "sigmoid", "identity"},
         "4-6-5-3 tanh, sigmoid",
         "softmax cross-entropy"},
        {3,
         {4, 6, 5, 3},
         {"relu", "relu", "identity"},
         "4-6-5-3 relu",
         "softmax cross-entropy"},
    };
    real overall = 0;
    report_block(report, "nudges", "every slope against nudges to both sides");
    table_begin(report, "network|loss|slopes|largest slope|worst error");
    for (size_t k = 0; k < sizeof nets / sizeof nets[0]; k++) {
        size_t parameters = 0;
        real largest, worst;
        for (size_t l = 0; l < nets[k].depth; l++)
            parameters += (nets[k].sizes[l] + 1) * nets[k].sizes[l + 1];
        check_net(&nets[k], 17 + k, &largest, &worst);
        table_cells(report, "%s|%s|%zu|%.4f|%.0e", nets[k].text, nets[k].loss,
                    parameters, largest, worst);
        overall = worst > overall ? worst : overall;
    }
    table_print(report);
    report_value(report, overall, "nudges.worst");
}

void every_sample_twice(Report *report)
{
    enum { SAMPLES = 3 };
    Random random = random_seed(5);
    Matrix x = matrix_new(2 * SAMPLES, 4), y = matrix_new(2 * SAMPLES, 2);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, y, 0, 1);
    matrix_copy(matrix_rows(x, SAMPLES, SAMPLES), matrix_rows(x, 0, SAMPLES));
    matrix_copy(matrix_rows(y, SAMPLES, SAMPLES), matrix_rows(y, 0, SAMPLES));
    TrainingState state = training_state_new(randomized(2, 4, 3, 2, "tanh", &random),
                                             loss_named("squared"), 2 * SAMPLES);
    real loss[2], largest[2], off = 0;
    Matrix once = matrix_new(4, 3);
    for (size_t k = 0; k < 2; k++) {
        size_t m = (k + 1) * SAMPLES;
        loss[k] = forward_backward(&state, matrix_rows(x, 0, m), matrix_rows(y, 0, m));
        largest[k] = matrix_max_abs(state.gradients.dw[0]);
        if (k == 0) matrix_copy(once, state.gradients.dw[0]);
    }
    matrix_subtract(once, once, state.gradients.dw[0]);
    off = matrix_max_abs(once);
    report_block(report, "twice",
                 "a 4-3-2 network on 3 samples, and on each of them twice");
    report_line(report, "  samples  loss      largest slope of W1");
    for (size_t k = 0; k < 2; k++)
        report_line(report, "  %7zu  %.6f  %.6f", (k + 1) * SAMPLES, loss[k],
                    largest[k]);
    report_line(report, "  the slopes of W1 differ by %.0e{twice.off} at most", off);
    matrix_free(&once);
    matrix_free(&x);
    matrix_free(&y);
    training_state_free(&state);
}
