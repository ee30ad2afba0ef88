/* Chapter 1, the program: what can one neuron compute, and how does it learn? */
#include "main.h"

static Options parse(int argc, char **argv)
{
    Options options = {.seed = 1, .data = "data/iris.csv", .out = "build/chapter1"};
    Usage usage = {
        .program = "chapter1",
        .purpose = "one neuron: what it computes, and how it learns",
        .seed = "of the random starts on XOR (default 1)",
        .epochs = "of the linear neuron (default 2000), the logistic one (10000), "
                  "XOR (1000)",
        .learning_rate =
            "of the logistic neuron (default 4), and one more row of \"rates\"",
        .data = "flowers, in the format of data/README.md (default data/iris.csv)",
        .out = "folder for series and values (default build/chapter1)",
    };
    options_parse(&options, usage, argc, argv);
    return options;
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    DatasetNeeds needs = {
        .features = {4}, .classes = {3}, .every_class = true, .column = 3};
    Dataset iris = dataset_load("chapter1", options.data, needs);
    Report report = report_open("chapter1", options.out);

    one_weight(&report);
    rates(&report, options.learning_rate);
    by_hand(&report);
    gates(&report);
    exclusive_or(&report);

    perceptron(&report, iris);
    no_line(&report, iris);

    linear_neuron(&report, iris, &options);
    scales(&report, iris);
    asleep(&report, iris);

    logistic_neuron(&report, iris, &options);
    log_of_zero(&report);
    xor_by_descent(&report, &options);

    report_close(&report);
    dataset_free(&iris);
    return 0;
}
