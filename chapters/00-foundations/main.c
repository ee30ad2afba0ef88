/* Chapter 0, the program: which mathematics does a neural network use, and what does
 * each piece decide? */
#include "main.h"

static Options parse(int argc, char **argv)
{
    Options options = {.seed = 1, .data = "data/iris.csv", .out = "build/chapter0"};
    Usage usage = {
        .program = "chapter0",
        .purpose = "the mathematics of the book, each piece run",
        .seed = "of the dice (default 1)",
        .epochs = "steps of the descents on flowers (default 2000)",
        .learning_rate = "of one more row of \"two sides\"",
        .data = "flowers, in the format of data/README.md (default data/iris.csv)",
        .out = "folder for series and values (default build/chapter0)",
    };
    options_parse(&options, usage, argc, argv);
    return options;
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    Dataset iris = dataset_load("chapter0", options.data,
                                (DatasetNeeds){.features = {4}, .column = 3});
    Report report = report_open("chapter0", options.out);

    dot_product(&report);
    recipes(&report);
    order_matters(&report);

    circle(&report);
    power(&report);
    equal_sizes(&report);
    wrong_start(&report);

    directions(&report);
    small_nudges(&report);
    fan_out(&report);
    overwritten(&report);
    prices_back(&report);

    two_sides(&report, options.learning_rate);
    descent_paths(&report);
    bad_direction(&report);
    flowers(&report, iris, &options);

    die(&report);
    sums(&report, &options);
    means(&report, &options);
    few_samples(&report, &options);
    coin(&report);
    underflow(&report);

    report_close(&report);
    dataset_free(&iris);
    return 0;
}
