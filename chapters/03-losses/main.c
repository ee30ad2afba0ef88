/* Chapter 3, the program: what number says how wrong the network is, and why that
 * one? */
#include "main.h"

#include <stdlib.h>

static Options parse(int argc, char **argv, const char **iris)
{
    Options options = {
        .seed = 1, .data = "data/digits.csv.gz", .out = "build/chapter3"};
    const Option extra[] = {{"--iris", OPTION_TEXT, (void *)iris,
                             "flowers, in the same format (default data/iris.csv)"},
                            {0}};
    Usage usage = {
        .program = "chapter3",
        .purpose = "losses: how wrong, and in which direction",
        .seed = "of the random splits into training and test rows (default 1)",
        .epochs = "of softmax regression on each split of the digits (default 300)",
        .learning_rate = "of softmax regression on the digits (default 8)",
        .data = "digits, in the format of data/README.md (default data/digits.csv.gz)",
        .out = "folder for series and values (default build/chapter3)",
        .extra = extra,
    };
    options_parse(&options, usage, argc, argv);
    return options;
}

/* A table holds this many classes beside its own columns. */
enum { MOST_CLASSES = 12 };

int main(int argc, char **argv)
{
    const char *iris_path = "data/iris.csv";
    Options options = parse(argc, argv, &iris_path);
    DatasetNeeds flowers_needed = {
        .features = {4}, .classes = {3, 3}, .every_class = true, .column = 3};
    DatasetNeeds digits_needed = {
        .samples = {10}, .classes = {2, MOST_CLASSES}, .not_zero = true};
    Dataset iris = dataset_load("chapter3", iris_path, flowers_needed);
    Dataset digits = dataset_load("chapter3", options.data, digits_needed);
    Report report = report_open("chapter3", options.out);

    noise(&report);
    outliers(&report, iris);
    surprise(&report);
    asleep(&report);
    surface(&report, iris);

    by_hand(&report);
    uniform(&report);
    one_sample(&report, digits);
    flowers(&report, iris, &options);
    eight_splits(&report, digits, &options);

    log_of_zero(&report);
    mean_twice(&report, iris);
    wrong_targets(&report);
    broadcast(&report);
    curves(&report);

    report_close(&report);
    dataset_free(&iris);
    dataset_free(&digits);
    return 0;
}
