/* Chapter 2, the program: how does data flow through many neurons, many layers and
 * many samples at once, and how do shapes keep it honest? */
#include "main.h"

#include <stdlib.h>

static const char *const FLOWERS = "data/iris.csv";

/* Stops with status 2 when an option's argument makes no sense. */
static _Noreturn void refuse_option(const char *option, const char *wanted,
                                    const char *found)
{
    fprintf(stderr, "chapter2: %s takes %s, not '%.60s'\n", option, wanted, found);
    exit(2);
}

/* Takes "4,8,3" apart. */
static bool read_sizes(Shape *shape)
{
    size_t count = 0;
    for (const char *at = shape->layers;; at++) {
        char *end;
        if (*at < '0' || *at > '9' || count == MOST_SIZES) return false;
        unsigned long size = strtoul(at, &end, 10);
        if (size < 1 || size > LARGEST_SIZE) return false;
        shape->sizes[count++] = size;
        at = end;
        if (*at == 0) break;
        if (*at != ',') return false;
    }
    shape->depth = count - 1;
    return count >= 2;
}

static void parse(Options *options, Shape *shape, int argc, char **argv)
{
    const Option extra[] = {
        {"--layers", OPTION_LIST, &shape->layers,
         "sizes of the network whose shapes are shown (default 4,8,3)"},
        {"--batch", OPTION_COUNT, &shape->batch,
         "samples that go through it (default 5)"},
        {"--trace", OPTION_FLAG, &shape->trace, "describe every matrix on their way"},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    Usage usage = {
        .program = "chapter2",
        .purpose = "layers: how data flows through them, and how shapes keep it honest",
        .seed = "of every drawn weight and sample (default 1)",
        .data = "flowers, in the format of data/README.md (default data/iris.csv); "
                "--trace sends them through the network (default: drawn samples)",
        .out = "folder for series and values (default build/chapter2)",
        .extra = extra,
    };
    options_parse(options, usage, argc, argv);
    if (!read_sizes(shape))
        refuse_option("--layers", "2 to 9 sizes from 1 to 4096, with commas between",
                      shape->layers);
    if (shape->batch > MOST_SAMPLES) {
        char found[32];
        snprintf(found, sizeof found, "%zu", shape->batch);
        refuse_option("--batch", "a whole number from 1 to 1000", found);
    }
}

/* The flowers, or the reader's own data, which --trace sends through the network. */
static Dataset load(const Options *options, const Shape *shape)
{
    const char *path = options->data ? options->data : FLOWERS;
    DatasetNeeds needs = {.samples = {10}, .features = {3}};
    Dataset data = dataset_load("chapter2", path, needs);
    if (!shape->trace || !options->data || shape->sizes[0] == data.x.cols) return data;

    Failure failure;
    failure_set(&failure, "%s: %zu features, but --layers %.60s takes %zu inputs", path,
                data.x.cols, shape->layers, shape->sizes[0]);
    dataset_free(&data);
    failure_exit("chapter2", &failure);
}

int main(int argc, char **argv)
{
    Options options = {.seed = 1, .out = "build/chapter2"};
    Shape shape = {.layers = "4,8,3", .batch = 5};
    parse(&options, &shape, argc, argv);
    Dataset flowers = load(&options, &shape);
    Report report = report_open("chapter2", options.out);

    by_hand(&report);
    batch(&report, flowers.x, &options);
    order(&report);
    shapes(&report, &shape, &options);
    counts(&report);

    exclusive_or(&report);
    heat(&report, &options);
    one_matrix(&report, &options);
    bump(&report);
    curve(&report);

    broadcasting(&report);
    wrong_products(&report);
    square(&report);
    refused(&report);
    not_a_number(&report, flowers.x, &options);

    if (shape.trace) trace(&report, &shape, options.data ? &flowers : NULL, &options);
    report_close(&report);
    dataset_free(&flowers);
    return 0;
}
