/* Chapter 4, the program: how does every weight learn what it did to the loss? */
#include "main.h"

static Settings parse(int argc, char **argv)
{
    Settings settings = {
        .common = {.seed = 1, .data = "data/digits.csv.gz", .out = "build/chapter4"},
        .seeds = 100};
    const Option extra[] = {{"--seeds", OPTION_COUNT, &settings.seeds,
                             "random starts of XOR and of the spirals (default 100)"},
                            {NULL, OPTION_FLAG, NULL, NULL}};
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
        .extra = extra,
    };
    options_parse(&settings.common, usage, argc, argv);
    return settings;
}

int main(int argc, char **argv)
{
    Settings settings = parse(argc, argv);
    DatasetNeeds needs = {.samples = {10}, .features = {64, 64}, .classes = {2}};
    Dataset digits = dataset_load("chapter4", settings.common.data, needs);
    Report report = report_open("chapter4", settings.common.out);

    one_chain(&report);
    fan_out(&report);
    by_hand(&report);
    products(&report);
    multiplications(&report);
    nudges(&report);
    every_sample_twice(&report);

    rates(&report, digits, &settings);
    xor_by_width(&report, &settings);
    xor_failures(&report, &settings);
    spirals(&report, &settings);
    eight_splits(&report, digits, &settings);
    rate_rules(&report, digits, &settings);

    in_place(&report, &settings);
    no_bias(&report, &settings);
    no_mean(&report, digits, &settings);

    report_close(&report);
    dataset_free(&digits);
    return 0;
}
