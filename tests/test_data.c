/* The real data sets in data/, as they should be for ever. */
#include "dataset.h"
#include "support.h"

TestSuite(data, .timeout = 20);

static Dataset read_csv(const char *path)
{
    Dataset data;
    Failure failure = {""};
    cr_assert(dataset_read_csv(&data, path, &failure), "%s", failure.text);
    return data;
}

static size_t count_class(Dataset data, size_t class)
{
    size_t count = 0;
    for (size_t i = 0; i < data.y.rows; i++) count += data.y.data[i] == (real) class;
    return count;
}

Test(data, files_have_their_checksums)
{
    Outcome o = run("cd data && sha256sum --check --strict --quiet SHA256SUMS");
    OUTCOME(o, 0, "", "");
    cr_assert_eq(run("grep -c -e iris.csv -e digits.csv.gz data/SHA256SUMS").out[0],
                 '2');
}

Test(data, iris_has_150_flowers_of_three_kinds)
{
    const char *names[] = {"setosa", "versicolor", "virginica"};
    Dataset iris = read_csv("data/iris.csv");
    cr_assert(iris.x.rows == 150 && iris.x.cols == 4 && iris.classes == 3);
    for (size_t k = 0; k < 3; k++) {
        cr_assert_str_eq(iris.class_names[k], names[k]);
        cr_assert_eq(count_class(iris, k), 50);
    }
    // sepal and petal, length and width in centimetres: the means of Fisher's table
    real moments[8];
    Matrix mean = matrix_view(moments, 1, 4), std = matrix_view(moments + 4, 1, 4);
    dataset_mean_std(mean, std, iris.x);
    const double expected[] = {5.843, 3.057, 3.758, 1.199};
    for (size_t j = 0; j < 4; j++) WITHIN((double)moments[j], expected[j], 0.001);
    dataset_free(&iris);
}

Test(data, digits_are_1797_images_of_64_pixels)
{
    // how many of each digit the UCI test set of optical digits has
    const size_t expected[] = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};
    Dataset digits = read_csv("data/digits.csv.gz");
    cr_assert(digits.x.rows == 1797 && digits.x.cols == 64 && digits.classes == 10);
    for (size_t k = 0; k < 10; k++) cr_assert_eq(count_class(digits, k), expected[k]);
    MatrixSummary s = matrix_summary(digits.x);
    cr_assert(s.min == 0 && s.max == 16 && s.nans == 0);
    for (size_t i = 0; i < digits.x.rows * digits.x.cols; i++)
        cr_assert(digits.x.data[i] == (real)(int)digits.x.data[i]);
    dataset_free(&digits);
}
