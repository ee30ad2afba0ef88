/* Chapter 4, the program: how does every weight learn what it did to the loss? */
#include "main.h"

static Options parse(int argc, char **argv)
{
    Options options = {
        .seed = 1, .data = "data/digits.csv.gz", .out = "build/chapter4"};
    Usage usage = {
        .program = "chapter4",
        .purpose = "backpropagation, and networks that learn by it",
        .seed = "of the first random start and the first split of the digits "
                "(default 1); the others follow it",
        .epochs = "of the networks on the eight splits (default 40)",
        .learning_rate =
            "of the networks on the eight splits (default 0.3), and one more row of "
            "\"rates\"",
        .data = "8 x 8 digits, in the format of data/README.md (default "
                "data/digits.csv.gz)",
        .out = "folder for series and values (default build/chapter4)",
    };
    options_parse(&options, usage, argc, argv);
    return options;
}

static Dataset load(const char *path)
{
    enum { PIXELS = 64, SAMPLES = 10 };
    Dataset digits;
    Failure failure;
    if (!dataset_read_csv(&digits, path, &failure)) failure_exit("chapter4", &failure);
    if (digits.x.cols == PIXELS && digits.classes >= 2 && digits.x.rows >= SAMPLES)
        return digits;

    failure_set(&failure,
                "%s: %zu samples of %zu features and %zu classes, expected at least "
                "%d samples of %d features and 2 classes",
                path, digits.x.rows, digits.x.cols, digits.classes, SAMPLES, PIXELS);
    dataset_free(&digits);
    failure_exit("chapter4", &failure);
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    Dataset digits = load(options.data);
    Report report = report_open("chapter4", options.out);

    one_chain(&report);
    fan_out(&report);
    by_hand(&report);
    products(&report);
    multiplications(&report);
    nudges(&report);
    every_sample_twice(&report);

    rates(&report, digits, &options);
    xor_by_width(&report, &options);
    spirals(&report, &options);
    eight_splits(&report, digits, &options);
    rate_rules(&report, digits, &options);

    in_place(&report, &options);
    no_bias(&report, &options);
    no_mean(&report, digits, &options);

    report_close(&report);
    dataset_free(&digits);
    return 0;
}
