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

/* What the experiments need of the data: four columns, flowers of the first three
 * classes, and petals of more than one length. */
static bool suits(Dataset iris, const char *path, Failure *failure)
{
    size_t count[3] = {0, 0, 0};
    bool varies = false;
    if (iris.x.cols < 4 || iris.classes < 3)
        return failure_set(
            failure, "%s: %zu features and %zu classes, expected at least 4 and 3",
            path, iris.x.cols, iris.classes);
    for (size_t i = 0; i < iris.y.rows; i++) {
        size_t label = (size_t)matrix_at(iris.y, i, 0);
        if (label < 3) count[label]++;
        varies = varies || matrix_at(iris.x, i, 2) != matrix_at(iris.x, 0, 2);
    }
    for (size_t k = 0; k < 3; k++)
        if (count[k] == 0)
            return failure_set(failure,
                               "%s: no sample of class %zu (%s), expected some", path,
                               k, iris.class_names[k]);
    return varies || failure_set(failure,
                                 "%s: column 3 is %g in every row, and no line can be "
                                 "fitted along one value",
                                 path, matrix_at(iris.x, 0, 2));
}

static Dataset load(const char *path)
{
    Dataset iris;
    Failure failure;
    if (!dataset_read_csv(&iris, path, &failure)) failure_exit("chapter1", &failure);
    if (suits(iris, path, &failure)) return iris;
    dataset_free(&iris);
    failure_exit("chapter1", &failure);
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    Dataset iris = load(options.data);
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
