/* Where the time of training goes: from chapter 4's loop to this, and by part. */
#include "main.h"
#include "roofline.h"
#include "train.h"

#include <stdlib.h>

enum { INPUTS = 784, HIDDEN = 128, CLASSES = 10, SAMPLES = 2048 };

/* --- rungs: the same epoch, faster and faster --------------------------------- */

typedef struct Rung {
    Pixels data;
    PixelScale scale;
    size_t batch;
    Matrix x, y;  // for chapter 4
    Trainer slow; // of chapter 4
    FastTrainer fast;
    Random random;
    size_t epoch;
} Rung;

static void run_slow(void *with)
{
    Rung *r = with;
    train_epoch(&r->slow, r->x, r->y, (real)0.01, &r->random);
}

static void run_fast(void *with)
{
    Rung *r = with;
    fast_epoch(&r->fast, r->data, (RateLine){(real)0.01, 1000}, r->epoch++, &r->random);
}

static Rung rung_new(Pixels train, const Settings *settings)
{
    Rung r = {
        .data = pixels_part(train, 0, train.count < SAMPLES ? train.count : SAMPLES),
        .scale = pixels_standard(train),
        .batch = settings->batch,
        .random = random_seed(settings->common.seed)};
    size_t count = r.data.count,
           *order = check_allocate(count, sizeof *order, "images");
    r.x = matrix_new(count, INPUTS), r.y = matrix_new(count, CLASSES);
    for (size_t i = 0; i < count; i++) order[i] = i;
    pixels_gather(r.x, r.data, order, r.scale);
    free(order);
    matrix_fill(r.y, 0);
    for (size_t i = 0; i < count; i++) matrix_at(r.y, i, r.data.label[i]) = 1;
    Network network = network_stack(2, INPUTS, HIDDEN, CLASSES, "relu");
    network_randomize(network, &r.random);
    r.slow = trainer_new(network, loss_named("softmax cross-entropy"), count, r.batch);
    r.fast = fast_trainer(fast_network(INPUTS, HIDDEN, CLASSES, &r.random), r.scale,
                          count, r.batch, 1);
    return r;
}

static void rung_free(Rung *r)
{
    matrix_free(&r->x), matrix_free(&r->y);
    trainer_free(&r->slow);
    fast_network_free(&r->fast.network);
    fast_trainer_free(&r->fast);
}

static void rungs(Report *report, const Settings *settings, Pixels train)
{
    static const char *const names[] = {
        "chapter 4, three loops", "chapter 4, exact kernel", "chapter 4, fused kernel",
        "fused passes", "fused passes, more threads"};
    const MatmulMode fast = fast_mode();
    const MatmulMode modes[] = {MATMUL_PLAIN, MATMUL_EXACT, fast, fast, fast};
    Rung r = rung_new(train, settings);
    size_t more = threads_to_show(settings), rows = more > 1 ? 5 : 4;
    double before = 0, each = (double)sample_operations(INPUTS, HIDDEN, CLASSES);
    Progress progress = progress_begin("rungs", rows);
    report_block(report, "rungs", "training on %zu images, batch %zu, the best of %d",
                 r.data.count, r.batch, REPEATS);
    table_begin(report, "code|images/s|times the one above|GFLOP/s|spread");
    for (size_t i = 0; i < rows; i++) {
        size_t threads = i == 4 ? more : 1;
        matmul_use((MatmulPlan){modes[i], threads, NULL});
        r.fast.threads = threads;
        Timed t = timed(i < 3 ? run_slow : run_fast, &r);
        double rate = (double)r.data.count / t.best;
        table_cells(report, "%s|%.0f{rungs.%zu.rate}", names[i], rate, i);
        table_cells(report, i > 0 ? "%.1f" : "-", rate / before);
        table_cells(report, "%.1f|%.0f%%", rate * each / 1e9, t.spread);
        if (i > 0) report_value(report, rate / before, "rungs.%zu.gain", i);
        report_value(report, rate * each / 1e9, "rungs.%zu.flops", i);
        before = rate;
        progress_step(&progress, i + 1);
    }
    progress_end(&progress);
    table_print(report);
    rung_free(&r);
}

/* --- the parts of a step ------------------------------------------------------ */

enum { PARTS = 8, STEPS = 400 };
static const char *const PART_NAMES[PARTS] = {
    "gather",         "forward products", "bias and ReLU",     "softmax and loss",
    "small backward", "slope of ReLU",    "X^T dZ, the large", "update"};

/* One step of training with the clock read between its parts. */
static void clocked_step(FastTrainer *t, Pixels data, size_t step, size_t last,
                         double seconds[PARTS][STEPS])
{
    double at[PARTS + 1];
    FastNetwork n = t->network;
    at[0] = clock_now();
    fast_gather(t, data, t->order + step * t->batch, t->batch);
    pixels_call_for(data, t->order + (step + 1) * t->batch,
                    step + 1 < last ? t->batch : 0);
    at[1] = clock_now();
    matrix_multiply(t->a, t->x, n.w1);
    at[2] = clock_now();
    fast_bias_relu(t->a, n.b1);
    at[3] = clock_now();
    matrix_multiply(t->z, t->a, n.w2);
    double second = clock_now() - at[3];
    fast_softmax_loss(t->z, n.b2, t->label);
    at[4] = clock_now();
    matrix_multiply_at_b(t->dw2, t->a, t->z);
    matrix_sum_rows(t->db2, t->z);
    matrix_multiply_a_bt(t->da, t->z, n.w2);
    at[5] = clock_now();
    fast_relu_backward(t->da, t->db1, t->a);
    at[6] = clock_now();
    matrix_multiply_at_b(t->dw1, t->x, t->da);
    at[7] = clock_now();
    fast_update(t, (real)0.01);
    at[8] = clock_now();
    for (size_t i = 0; i < PARTS; i++) seconds[i][step] = at[i + 1] - at[i];
    seconds[1][step] += second, seconds[3][step] -= second;
}

void parts(Report *report, const Settings *settings, Pixels train)
{
    rungs(report, settings, train);
    Random random = random_seed(settings->common.seed);
    FastTrainer t = fast_trainer(fast_network(INPUTS, HIDDEN, CLASSES, &random),
                                 pixels_standard(train), train.count, settings->batch,
                                 1);
    double all = 0;
    matmul_use((MatmulPlan){fast_mode(), 1, NULL});
    for (size_t i = 0; i < train.count; i++) t.order[i] = i;
    random_shuffle(&random, t.order, train.count);
    size_t steps = train.count / t.batch < STEPS ? train.count / t.batch : STEPS;
    double(*each)[STEPS] = check_allocate(PARTS, sizeof *each, "times");
    double middle[PARTS];
    for (size_t s = 0; s < steps; s++) clocked_step(&t, train, s, steps, each);
    for (size_t i = 0; i < PARTS; i++) all += middle[i] = median(each[i], steps);
    free(each);

    report_block(report, "parts",
                 "a step of training by part, one thread, median of %zu", steps);
    table_begin(report, "part|microseconds|of the step");
    Series series = series_open(report, "parts", "part|microseconds|percent");
    for (size_t i = 0; i < PARTS; i++) {
        double share = middle[i] / all;
        table_cells(report, "%s|%.1f|%.1f%%{parts.%zu.percent}", PART_NAMES[i],
                    1e6 * middle[i], share, i);
        series_numbers(&series, (double)i, 1e6 * middle[i], 100 * share);
    }
    table_print(report);
    series_close(&series);
    double products = (middle[1] + middle[4] + middle[6]) / all;
    report_line(report,
                "  together %.1f; the products take %.1f%%{parts.products} of it",
                1e6 * all, products);
    fast_network_free(&t.network);
    fast_trainer_free(&t);
}
