/* Where NaNs come from, each one made, traced and mended. */
#include "main.h"

/* One row: what the tracer saw, and what the stable form makes of the same numbers. */
static void source(Report *report, const char *what, const Tracer *t, real mended)
{
    char text[160];
    table_cells(report, "%s", what);
    table_cells(report, "%.40s", trace_describe(text, sizeof text, t->infinite));
    table_cells(report, "%.40s", trace_describe(text, sizeof text, t->nan));
    table_cells(report, "%.3g", mended);
}

/* softmax of (1000, 1001), as it is written; its second element */
static real softmax_case(Tracer *t)
{
    real p[2], z[] = {1000, 1001};
    real first = traced(t, "exp", z[0], 0), second = traced(t, "exp", z[1], 0);
    traced(t, "/", second, traced(t, "+", first, second));
    softmax(matrix_view(p, 1, 2), matrix_view(z, 1, 2));
    return p[1];
}

/* -(y ln p + (1 - y) ln(1 - p)) of a neuron that is sure and right: y = 1, z = 40 */
static real log_of_zero_case(Tracer *t)
{
    real p = sigmoid_value(40), y = 1, z = 40;
    real right = traced(t, "*", y, traced(t, "log", p, 0));
    real rest = traced(t, "log", traced(t, "-", 1, p), 0);
    traced(t, "+", right, traced(t, "*", traced(t, "-", 1, y), rest));
    return neuron_log_loss(matrix_view(&z, 1, 1), matrix_view(&y, 1, 1));
}

/* A column that never changes, in units of its deviation */
static real constant_column_case(Tracer *t)
{
    real x[] = {4, 4, 4}, mean, std;
    Matrix column = matrix_view(x, 3, 1);
    real gap = traced(t, "-", x[0], 4), variance = traced(t, "*", gap, gap);
    traced(t, "/", gap, traced(t, "sqrt", variance, 0));
    dataset_mean_std(matrix_view(&mean, 1, 1), matrix_view(&std, 1, 1), column);
    dataset_standardise(column, column, matrix_view(&mean, 1, 1),
                        matrix_view(&std, 1, 1));
    return x[0];
}

/* The deviation as the mean of the squares less the square of the mean; mended, from
 * the gaps to the mean, whose squares are never below 0 */
static real variance_case(Tracer *t)
{
    const real x = (real)0.1 * 7; // three times the same
    real sum = 0, squares = 0, gaps = 0;
    for (int i = 0; i < 3; i++) {
        sum = traced(t, "+", sum, x);
        squares = traced(t, "+", squares, traced(t, "*", x, x));
    }
    real mean = traced(t, "/", sum, 3), square = traced(t, "/", squares, 3);
    traced(t, "sqrt", traced(t, "-", square, traced(t, "*", mean, mean)), 0);
    for (int i = 0; i < 3; i++) gaps += (x - mean) * (x - mean);
    return real_sqrt(gaps / 3);
}

/* How much likelier is one answer than another: ln(e^800 / e^801), as a difference */
static real difference_case(Tracer *t)
{
    real first = traced(t, "log", traced(t, "exp", 800, 0), 0);
    traced(t, "-", first, traced(t, "log", traced(t, "exp", 801, 0), 0));
    real z[] = {800, 801}, out[2];
    log_softmax(matrix_view(out, 1, 2), matrix_view(z, 1, 2));
    return out[0] - out[1];
}

/* The term y z of a class that is ruled out, with z = -inf and y = 0 */
static real ruled_out_case(Tracer *t)
{
    real z[] = {0, -INFINITY, 0}, dz[3], label = 0;
    traced(t, "*", 0, z[1]);
    return fused_cross_entropy(matrix_view(dz, 1, 3), matrix_view(z, 1, 3),
                               matrix_view(&label, 1, 1));
}

void sources(Report *report)
{
    const struct {
        const char *what;
        real (*run)(Tracer *);
    } cases[] = {
        {"softmax of 1000, 1001", softmax_case},
        {"ln(1 - p), sure", log_of_zero_case},
        {"a constant column", constant_column_case},
        {"deviation by squares", variance_case},
        {"ln e^800 - ln e^801", difference_case},
        {"a class ruled out", ruled_out_case},
    };
    report_block(report, "sources", "six NaNs, the first operation that made each");
    table_begin(report, "what|first infinity|first NaN|mended");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Tracer t = tracer_new();
        real mended = cases[i].run(&t);
        source(report, cases[i].what, &t, mended);
    }
    table_print(report);
}

static void print_trace(Report *report, const Lesson *lesson)
{
    char text[160];
    const TrainingState *state = &lesson->state;
    Tracer t = trace_network(state->network, lesson->x, lesson->y, state->loss);
    report_line(report, "    infinity  %s",
                trace_describe(text, sizeof text, t.infinite));
    report_line(report, "    NaN       %s", trace_describe(text, sizeof text, t.nan));
    report_line(report, "    in        %zu operations", t.operations);
}

/* The run of "diverging", watched: what the tracer says when the loss breaks, and
 * what it says when nobody has looked for a step more. */
void tracing(Report *report, Dataset digits, const Options *options)
{
    enum { MOST = 1000 };
    Random random = random_seed(options->seed);
    Lesson lesson = lesson_new(digits, &random, SAMPLES, matrix_max_abs(digits.x), 2,
                               16, "tanh", 1);
    lesson.state.loss = loss_named("squared");
    report_block(report, "tracing", "a network with a rate of 1, which is too high");
    report_line(report, "  before the first step");
    print_trace(report, &lesson);

    real value = 0;
    size_t step = 0;
    for (; step < MOST; step++) {
        value = lesson_slopes(&lesson);
        if (!isfinite(value)) break;
        network_step(lesson.state.network, &lesson.state.gradients, 1);
    }
    report_line(report, "  step %zu, where the loss is %g", step, value);
    print_trace(report, &lesson);
    report_value(report, (real)step, "tracing.first");

    for (; step < MOST && !isnan(value); step++) {
        network_step(lesson.state.network, &lesson.state.gradients, 1);
        value = lesson_slopes(&lesson);
    }
    report_line(report, "  step %zu, where the loss is %g", step, value);
    print_trace(report, &lesson);
    report_value(report, (real)step, "tracing.nan");
    lesson_free(&lesson);
}

/* --- a loss that breaks, and what people put around it ----------------------- */

/* Loss and slopes at the logits z by the textbook, with a guard at its logarithm. */
static real textbook_slopes(Matrix dz, Matrix p, Matrix z, Matrix y, Guard guard)
{
    softmax_naive(p, z);
    guarded_cross_entropy_gradient(dz, p, y, guard);
    return guarded_cross_entropy(p, y, guard);
}

enum { FORMS = 4 };

/* Softmax regression by one form of the loss, for some steps or until the loss is not
 * finite; returns how many steps were made. */
static size_t train_form(Lesson *lesson, int form, size_t steps)
{
    const Guard guard[FORMS - 1] = {{0, 0}, {(real)1e-8, 0}, {0, (real)1e-7}};
    size_t m = lesson->y.rows, classes = lesson->y.cols, step = 0;
    Matrix p = matrix_new(m, classes), dz = matrix_new(m, classes), none = {0, 0, NULL};
    Gradients *g = &lesson->state.gradients;
    for (; step < steps; step++) {
        Matrix z = network_forward(&lesson->state.cache, lesson->state.network,
                                   lesson->x);
        real loss = form < FORMS - 1 ? textbook_slopes(dz, p, z, lesson->y, guard[form])
                                     : fused_cross_entropy(dz, z, lesson->labels);
        if (!isfinite(loss)) break;
        dense_backward(g->dw[0], g->db[0], none, lesson->x,
                       lesson->state.network.layers[0].w, dz);
        network_step(lesson->state.network, g, 1);
    }
    network_forward(&lesson->state.cache, lesson->state.network, lesson->x);
    matrix_free(&p);
    matrix_free(&dz);
    return step;
}

/* The same regression on raw pixels, 0 to 16, by each form of the loss. */
void naive_training(Report *report, Dataset digits, const Options *options)
{
    enum { SEEDS = 20 };
    const char *name[FORMS] = {"naive", "+ 1e-8", "clipped to 1e-7", "fused"};
    size_t steps = options->epochs ? options->epochs : 150;
    report_block(report, "naive loss", "softmax regression on raw pixels, %d seeds",
                 SEEDS);
    table_begin(report, "loss|end finite|fewest steps|right, %|true loss");
    for (int form = 0; form < FORMS; form++) {
        size_t sound = 0, fewest = steps;
        real right = 0, truth = 0;
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            Random random = random_seed(options->seed + seed);
            Lesson lesson = lesson_new(digits, &random, SAMPLES, 1, 1, 0, "identity",
                                       1);
            size_t made = train_form(&lesson, form, steps);
            if (made < fewest) fewest = made;
            if (made == steps) {
                sound++;
                right += 100 * lesson_accuracy(&lesson);
                truth += fused_cross_entropy(lesson.state.gradients.dz[0],
                                             cache_a(&lesson.state.cache, 0),
                                             lesson.labels);
            }
            lesson_free(&lesson);
        }
        real count = sound > 0 ? (real)sound : 1;
        table_cells(report, "%s|%zu{naive.%d.sound} of %d|%zu", name[form], sound, form,
                    SEEDS, fewest);
        table_cells(report, sound > 0 ? "%.1f" : "-", right / count);
        table_cells(report, sound > 0 ? "%.3g" : "-", truth / count);
        report_value(report, right / count / 100, "naive.%d.right", form);
        report_value(report, truth / count, "naive.%d.loss", form);
    }
    table_print(report);
}
