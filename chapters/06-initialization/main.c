/* Chapter 6, the program: why does the same network learn from one random start and not
 * from another? */
#include "main.h"

static Choice parse(int argc, char **argv)
{
    Choice choice = {
        .common = {.seed = 1, .data = "data/digits.csv.gz", .out = "build/chapter6"},
        .depth = 10,
        .seeds = 20,
    };
    const Option extra[] = {
        {"--depth", OPTION_COUNT, &choice.depth,
         "layers of the networks of \"ten layers\" (default 10)"},
        {"--seeds", OPTION_COUNT, &choice.seeds,
         "starts in every experiment over seeds (default 20)"},
        {0},
    };
    Usage usage = {
        .program = "chapter6",
        .purpose = "deep networks from many random starts: which learn, and why",
        .seed = "the first of the seeds; the others follow it (default 1)",
        .epochs = "of every training (default 12, and 6 in \"saturated\")",
        .learning_rate = "of \"ten layers\" (default 0.05)",
        .data = "digits, in the format of data/README.md (default data/digits.csv.gz)",
        .out = "folder for series and values (default build/chapter6)",
        .extra = extra,
    };
    options_parse(&choice.common, usage, argc, argv);
    return choice;
}

/* The first samples of the file, standardised. */
static Digits load(const char *path)
{
    DatasetNeeds needs = {.samples = {SAMPLES}, .classes = {2}};
    Dataset data = dataset_load("chapter6", path, needs);
    Dataset first = dataset_batch(data, 0, SAMPLES);
    Digits digits = {matrix_new(SAMPLES, data.x.cols), dataset_targets(first)};
    matrix_copy(digits.x, first.x);
    dataset_standardise_both(digits.x, (Matrix){0}, 0);
    dataset_free(&data);
    if (mean_square(digits.x) > 0) return digits;

    Failure failure;
    failure_set(&failure, "%s: the first %d samples are all the same", path, SAMPLES);
    failure_exit("chapter6", &failure);
}

int main(int argc, char **argv)
{
    Choice choice = parse(argc, argv);
    Digits digits = load(choice.common.data);
    Report report = report_open("chapter6", choice.common.out);

    ten_layers(&report, digits, &choice);
    copies(&report, digits, &choice);
    coins(&report, &choice);
    straight_stack(&report, digits, &choice);
    tanh_layers(&report, digits, &choice);
    half(&report, &choice);
    relu_stack(&report, digits, &choice);
    thirty_layers(&report, digits, &choice);
    saturated(&report, digits, &choice);
    dead(&report, digits, &choice);

    report_close(&report);
    matrix_free(&digits.x);
    matrix_free(&digits.y);
    return 0;
}
