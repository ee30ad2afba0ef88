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

/* How many different classes occur. */
static size_t classes_present(Dataset data)
{
    size_t present = 0;
    for (size_t k = 0; k < data.classes; k++) {
        bool found = false;
        for (size_t i = 0; i < data.y.rows; i++)
            found = found || matrix_at(data.y, i, 0) == (real)k;
        present += found;
    }
    return present;
}

/* A table holds this many classes beside its own columns. */
enum { MOST_CLASSES = 12 };

static bool digits_suit(Dataset data, const char *path, Failure *failure)
{
    if (data.x.rows < 10)
        return failure_set(failure, "%s: %zu samples, expected at least 10", path,
                           data.x.rows);
    if (data.classes < 2 || data.classes > MOST_CLASSES)
        return failure_set(failure, "%s: %zu classes, expected 2 to %d", path,
                           data.classes, MOST_CLASSES);
    if (matrix_max_abs(data.x) > 0) return true;
    return failure_set(failure, "%s: every number is 0, and nothing can be learned",
                       path);
}

static bool iris_suits(Dataset data, const char *path, Failure *failure)
{
    if (data.x.cols < 4 || data.classes != 3)
        return failure_set(failure,
                           "%s: %zu features and %zu classes, expected at least 4 and "
                           "exactly 3",
                           path, data.x.cols, data.classes);
    if (classes_present(data) < 3)
        return failure_set(failure, "%s: samples of %zu classes, expected 3", path,
                           classes_present(data));
    for (size_t i = 1; i < data.x.rows; i++)
        if (matrix_at(data.x, i, 2) != matrix_at(data.x, 0, 2)) return true;
    return failure_set(failure, "%s: column 3 is %g in every row, and no line fits it",
                       path, matrix_at(data.x, 0, 2));
}

static Dataset load(const char *path,
                    bool (*suits)(Dataset data, const char *path, Failure *failure))
{
    Dataset data;
    Failure failure;
    if (!dataset_read_csv(&data, path, &failure)) failure_exit("chapter3", &failure);
    if (suits(data, path, &failure)) return data;
    dataset_free(&data);
    failure_exit("chapter3", &failure);
}

int main(int argc, char **argv)
{
    const char *iris_path = "data/iris.csv";
    Options options = parse(argc, argv, &iris_path);
    Dataset iris = load(iris_path, iris_suits);
    Dataset digits = load(options.data, digits_suit);
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
