/* Chapter 7, the program: what happens when real numbers meet 64, 32 or 16 bits? */
#include "main.h"

static Options parse(int argc, char **argv)
{
    Options options = {
        .seed = 1, .data = "data/digits.csv.gz", .out = "build/chapter7"};
    Usage usage = {
        .program = "chapter7",
        .purpose = "numbers in 64, 32 and 16 bits: what breaks, and what mends it",
        .seed = "of the drawn numbers, samples and starts (default 1)",
        .epochs = "steps of each training run (default 150; 40 with 20 layers)",
        .learning_rate = "of \"diverging\" (default 1)",
        .data = "images, in the format of data/README.md (default data/digits.csv.gz)",
        .out = "folder for series and values (default build/chapter7)",
    };
    options_parse(&options, usage, argc, argv);
    return options;
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    DatasetNeeds needs = {.samples = {SAMPLES + 1}, .classes = {2}, .not_zero = true};
    Dataset digits = dataset_load("chapter7", options.data, needs);
    Report report = report_open("chapter7", options.out);

    formats(&report);
    a_tenth(&report);
    counting(&report);
    sums(&report, &options);
    one_lost(&report);

    sigmoids(&report);
    softmaxes(&report);
    forms(&report);
    bound(&report, &options);
    guards(&report);

    sources(&report);
    tracing(&report, digits, &options);
    naive_training(&report, digits, &options);

    diverging(&report, digits, &options);
    deep(&report, digits, &options);
    sixteen_bits(&report, digits, &options);

    report_close(&report);
    dataset_free(&digits);
    return 0;
}
