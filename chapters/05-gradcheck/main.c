/* Chapter 5, the program: how do you know that a derived gradient is right? */
#include "main.h"

static Options parse(int argc, char **argv)
{
    Options options = {
        .seed = 1, .data = "data/digits.csv.gz", .out = "build/chapter5"};
    Usage usage = {
        .program = "chapter5",
        .purpose = "gradients held against nudges, and a museum of wrong ones",
        .seed = "of the random networks and batches (default 1)",
        .epochs = "of each network in \"training\" (default 20)",
        .learning_rate = "of \"training\" (default 0.3)",
        .data = "digits, in the format of data/README.md (default data/digits.csv.gz)",
        .out = "folder for series and values (default build/chapter5)",
    };
    options_parse(&options, usage, argc, argv);
    if (options.epochs == 0) options.epochs = 20;
    if (!(options.learning_rate > 0)) options.learning_rate = (real)0.3;
    return options;
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    DatasetNeeds needs = {.samples = {800}, .features = {64, 64}, .classes = {10, 10}};
    Dataset digits = dataset_load("chapter5", options.data, needs);
    matrix_scale(digits.x, digits.x, (real)1 / 16); // 0 .. 16 becomes 0 .. 1
    Report report = report_open("chapter5", options.out);

    nudges(&report);
    curves(&report);
    complex_steps(&report);
    measures(&report);

    nine_parameters(&report);
    error_map(&report, digits, &options);
    directions(&report, digits, &options);
    every_parameter(&report, &options);

    museum_checked(&report, digits, &options);
    museum_trained(&report, digits, &options);
    museum_disguised(&report, digits, &options);

    steps(&report, digits, &options);
    kink(&report);
    kinks(&report, &options);
    not_a_function(&report, digits, &options);

    report_close(&report);
    dataset_free(&digits);
    return 0;
}
