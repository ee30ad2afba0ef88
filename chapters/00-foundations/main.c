/* Chapter 0, the program: which mathematics does a neural network use, and what does
 * each piece decide? */
#include "main.h"

static Dataset load(const char *path)
{
    Dataset iris;
    Failure failure;
    if (!dataset_read_csv(&iris, path, &failure)) failure_exit("chapter0", &failure);
    bool wide = iris.x.cols >= 4, varies = false;
    for (size_t i = 1; wide && i < iris.x.rows; i++)
        varies = varies || matrix_at(iris.x, i, 2) != matrix_at(iris.x, 0, 2);
    if (varies) return iris;

    if (!wide)
        failure_set(&failure, "%s: %zu features, expected at least 4", path,
                    iris.x.cols);
    else
        failure_set(&failure,
                    "%s: feature 3 is the same in all %zu samples: no line "
                    "through them",
                    path, iris.x.rows);
    dataset_free(&iris);
    failure_exit("chapter0", &failure);
}

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
    Dataset iris = load(options.data);
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
