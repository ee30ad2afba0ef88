/* Fashion-MNIST from beginning to end. */
#define _POSIX_C_SOURCE 200809L
#include "main.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { INPUTS = 784, HIDDEN = 128, CLASSES = 10, SIDE = 28 };

typedef struct Lesson {
    const Settings *settings;
    RateLine line;
    PixelScale scale;
} Lesson;

/* Trains on `train`; with a report, an epoch a row and the accuracy on `test`. */
static FastTrainer learn(Report *report, const Lesson *lesson, uint64_t seed,
                         Pixels train, Pixels test, unsigned char *said)
{
    Random random = random_seed(seed);
    FastNetwork network = fast_network(INPUTS, HIDDEN, CLASSES, &random);
    FastTrainer t = fast_trainer(network, lesson->scale, train.count,
                                 lesson->settings->batch, lesson->settings->threads);
    Series series = {.file = NULL};
    if (report) series = series_open(report, "training", "epoch|loss|right");
    Progress progress = progress_begin("Fashion-MNIST", lesson->line.epochs);
    for (size_t e = 0; e < lesson->line.epochs; e++) {
        double start = clock_now();
        real loss = fast_epoch(&t, train, lesson->line, e, &random);
        double rate = (double)train.count / (clock_now() - start);
        progress_step(&progress, e + 1);
        if (!report) continue;
        double right = (double)fast_predict(&t, test, said, NULL) / (double)test.count;
        table_cells(report, "%zu|%.4f{training.%zu.loss}|%.2f%%{.right}|%.0f", e + 1,
                    loss, e + 1, right, rate);
        series_numbers(&series, (double)e + 1, loss, 100 * right);
    }
    progress_end(&progress);
    if (report) series_close(&series);
    return t;
}

static void forget(FastTrainer *t)
{
    fast_network_free(&t->network);
    fast_trainer_free(t);
}

/* The rate is chosen on images that are held back from training, never on the test. */
static void choose(Report *report, const Lesson *lesson, Pixels train)
{
    const real rates[] = {(real)0.02, (real)0.05, (real)0.1, (real)0.2, (real)0.4};
    size_t held = train.count / 6, count = train.count - held;
    unsigned char *said = check_allocate(held, 1, "answers");
    report_block(report, "choosing the rate", "%zu images to learn, %zu held back",
                 count, held);
    table_begin(report, "rate|right of those held back");
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        Lesson l = *lesson;
        l.line.rate = rates[i];
        FastTrainer t = learn(NULL, &l, 1, pixels_part(train, 0, count), train, said);
        size_t right = fast_predict(&t, pixels_part(train, count, held), said, NULL);
        table_cells(report, "%.2f|%.2f%%{choosing.%zu.right}", rates[i],
                    (double)right / (double)held, i);
        forget(&t);
    }
    table_print(report);
    free(said);
}

/* --- what it learned ---------------------------------------------------------- */

static void confusion(Report *report, Pixels test, const unsigned char *said)
{
    size_t seen[CLASSES][CLASSES] = {{0}};
    char heads[128] = "";
    for (size_t i = 0; i < test.count; i++) seen[test.label[i]][said[i]]++;
    for (size_t k = 0; k < CLASSES; k++)
        snprintf(heads + strlen(heads), sizeof heads - strlen(heads), "|%.5s",
                 FASHION_NAMES[k]);
    report_block(report, "confusion",
                 "what it is, down; what it was taken for, across");
    table_begin(report, heads);
    Series series = series_open(report, "confusion", "is|said|count");
    for (size_t is = 0; is < CLASSES; is++) {
        table_cells(report, "%s", FASHION_NAMES[is]);
        for (size_t k = 0; k < CLASSES; k++) {
            table_cells(report, seen[is][k] ? "%zu" : ".", seen[is][k]);
            series_numbers(&series, (double)is, (double)k, (double)seen[is][k]);
            report_value(report, (real)seen[is][k], "confusion.%zu.%zu", is, k);
        }
    }
    series_close(&series);
    table_print(report);
}

/* One picture: column, row, and a number rounded to a hundredth. */
static void picture(Series *series, const double *pixel, double a, double b, double c)
{
    for (size_t j = 0; j < SIDE * SIDE; j++)
        series_numbers(series, (double)(j % SIDE), (double)(j / SIDE),
                       floor(pixel[j] * 100 + 0.5) / 100, a, b, c);
    series_break(series);
    series_break(series);
}

/* The mistakes of which it was most certain. */
static void write_mistaken(Report *report, Pixels test, const unsigned char *said,
                           real *certain)
{
    enum { SHOWN = 12 };
    Series series = series_open(report, "mistaken", "column|row|dark|is|said|percent");
    for (size_t s = 0; s < SHOWN; s++) {
        size_t found = test.count;
        real most = 0;
        for (size_t i = 0; i < test.count; i++) {
            real sure = certain[i * CLASSES + said[i]];
            if (said[i] == test.label[i] || !(sure > most)) continue;
            most = sure, found = i;
        }
        if (found == test.count) break;
        double pixel[SIDE * SIDE];
        for (size_t j = 0; j < SIDE * SIDE; j++)
            pixel[j] = test.pixel[found * test.width + j] / 255.0;
        picture(&series, pixel, test.label[found], said[found], 100 * (double)most);
        report_value(report, most, "mistaken.%zu.percent", s + 1);
        certain[found * CLASSES + said[found]] = 0;
    }
    series_close(&series);
}

/* What training added to the weights of the first hidden neurons, as pictures, each
 * over its largest; the start comes from the same seed. */
static void write_weights(Report *report, Matrix w1, uint64_t seed)
{
    enum { SHOWN = 16 };
    Random random = random_seed(seed);
    FastNetwork start = fast_network(INPUTS, HIDDEN, CLASSES, &random);
    Series series = series_open(report, "weights", "column|row|added|unit|-|-");
    for (size_t h = 0; h < SHOWN && h < w1.cols; h++) {
        double added[SIDE * SIDE], largest = 0;
        for (size_t j = 0; j < SIDE * SIDE; j++) {
            added[j] = (double)(matrix_at(w1, j, h) - matrix_at(start.w1, j, h));
            largest = fabs(added[j]) > largest ? fabs(added[j]) : largest;
        }
        for (size_t j = 0; j < SIDE * SIDE; j++) added[j] /= largest > 0 ? largest : 1;
        picture(&series, added, (double)h, 0, 0);
    }
    series_close(&series);
    fast_network_free(&start);
}

/* Writes the model beside its place, and gives it its name when it is complete. */
static void save(Report *report, const FastTrainer *t)
{
    Failure failure;
    char path[1024], part[1060];
    FastNetwork n = t->network;
    Model model = model_new(2, (size_t[]){n.w1.rows, n.w1.cols, n.w2.cols});
    matrix_copy(model.w[0], n.w1), matrix_copy(model.b[0], n.b1);
    matrix_copy(model.w[1], n.w2), matrix_copy(model.b[1], n.b2);
    model.scale = t->scale.scale, model.shift = t->scale.shift;
    for (size_t k = 0; k < CLASSES; k++)
        snprintf(model.names[k], MODEL_NAME, "%s", FASHION_NAMES[k]);
    size_t size = model_size(model);
    unsigned char *bytes = check_allocate(size, 1, "bytes");
    model_write(bytes, model);
    snprintf(path, sizeof path, "%s/fashion.nncm", report->folder);
    snprintf(part, sizeof part, "%s.part%ld", path, (long)getpid());
    FILE *file = fopen(part, "wb");
    bool good = file && fwrite(bytes, 1, size, file) == size;
    good = (!file || fclose(file) == 0) && good && rename(part, path) == 0;
    if (!good) {
        failure_set(&failure, "%s: cannot be written: %s", path, strerror(errno));
        remove(part);
        failure_exit("chapter8", &failure);
    }
    report_line(report, "  the last network: fashion.nncm, %zu{model.size} bytes",
                size);
    free(bytes);
    model_free(&model);
}

static void memory(Report *report, const Fashion *fashion)
{
    struct rusage usage;
    double data = 0;
    getrusage(RUSAGE_SELF, &usage);
    for (size_t i = 0; i < 4; i++) data += (double)fashion->files[i].size / 1e6;
    double peak = (double)usage.ru_maxrss * 1024 / 1e6;
    report_line(
        report,
        "  memory at most %.1f{memory.peak} MB, of which %.1f{.data} are the images",
        peak, data);
}

/* The other seeds; `right` is what the first got. */
static void seeds(Report *report, const Lesson *lesson, const Fashion *fashion,
                  unsigned char *said, double right)
{
    const Settings *settings = lesson->settings;
    double mean = 0, all = (double)fashion->test.count;
    report_block(report, "seeds", "right of test after %zu epochs",
                 lesson->line.epochs);
    for (size_t s = 0; s < settings->seeds; s++) {
        uint64_t seed = settings->common.seed + s;
        if (s > 0) {
            FastTrainer t = learn(NULL, lesson, seed, fashion->train, fashion->test,
                                  said);
            right = (double)fast_predict(&t, fashion->test, said, NULL);
            forget(&t);
        }
        report_line(report, "  seed %llu: %.2f%%", (unsigned long long)seed,
                    right / all);
        mean += right / all / (double)settings->seeds;
    }
    report_line(report, "  mean: %.2f%%{seeds.mean}", mean);
    choose(report, lesson, fashion->train);
}

void training(Report *report, const Settings *settings, const Fashion *fashion)
{
    size_t epochs = settings->common.epochs ? settings->common.epochs : 3;
    real rate = settings->common.learning_rate;
    Lesson lesson = {settings,
                     {rate > 0 ? rate : (real)0.2, epochs},
                     pixels_standard(fashion->train)};
    Pixels test = fashion->test;
    unsigned char *said = check_allocate(test.count, 1, "answers");
    real *certain = check_allocate(test.count * CLASSES, sizeof(real), "certainties");
    report_block(report, "training", "784-128-10, batch %zu, rate %g falling to 0",
                 settings->batch, lesson.line.rate);
    table_begin(report, "epoch|mean loss|right of test|images/s");
    FastTrainer t = learn(report, &lesson, settings->common.seed, fashion->train, test,
                          said);
    table_print(report);
    save(report, &t);
    memory(report, fashion);
    double right = (double)fast_predict(&t, test, said, certain);
    confusion(report, test, said);
    write_mistaken(report, test, said, certain);
    write_weights(report, t.network.w1, settings->common.seed);
    forget(&t);
    if (settings->seeds > 1) seeds(report, &lesson, fashion, said, right);
    free(said), free(certain);
}
