#include "dataset.h"

#include <stdlib.h>
#include <string.h>

void dataset_free(Dataset *data)
{
    matrix_free(&data->x);
    matrix_free(&data->y);
    for (size_t k = 0; data->class_names && k < data->classes; k++)
        free(data->class_names[k]);
    free(data->class_names);
    *data = (Dataset){.classes = 0};
}

bool dataset_number_classes(Dataset *out, const char *path, Failure *failure)
{
    enum { DIGITS = 24 };
    out->class_names = calloc(out->classes, sizeof *out->class_names);
    for (size_t k = 0; out->class_names && k < out->classes; k++) {
        out->class_names[k] = malloc(DIGITS);
        if (!out->class_names[k]) break;
        snprintf(out->class_names[k], DIGITS, "%zu", k);
    }
    if (!out->class_names || !out->class_names[out->classes - 1])
        return failure_set(failure, "%s: no memory for %zu names", path, out->classes);
    return true;
}

static char **copy_names(Dataset data)
{
    char **copy = check_allocate(data.classes, sizeof *copy, "names of classes");
    for (size_t k = 0; k < data.classes; k++) {
        size_t size = strlen(data.class_names[k]) + 1;
        copy[k] = check_allocate(size, 1, "letters of a name");
        memcpy(copy[k], data.class_names[k], size);
    }
    return copy;
}

Dataset dataset_select(Dataset data, const size_t *index, size_t count)
{
    Dataset out = {matrix_new(count, data.x.cols), matrix_new(count, 1), data.classes,
                   copy_names(data)};
    for (size_t i = 0; i < count; i++) {
        matrix_copy(matrix_rows(out.x, i, 1), matrix_rows(data.x, index[i], 1));
        matrix_copy(matrix_rows(out.y, i, 1), matrix_rows(data.y, index[i], 1));
    }
    return out;
}

void dataset_split(Dataset *train, Dataset *test, Dataset data, real fraction,
                   Random *random)
{
    size_t rows = data.x.rows;
    size_t first = fraction > 0 && fraction < 1
                       ? (size_t)(fraction * (real)rows + (real)0.5)
                       : 0;
    if (first == 0 || first >= rows)
        check_mistake(HERE, "dataset_split",
                      "a fraction of %g of %zu rows leaves one side "
                      "empty",
                      fraction, rows);

    size_t *index = check_allocate(rows, sizeof *index, "rows to shuffle");
    for (size_t i = 0; i < rows; i++) index[i] = i;
    random_shuffle(random, index, rows);
    *train = dataset_select(data, index, first);
    *test = dataset_select(data, index + first, rows - first);
    free(index);
}

Dataset dataset_batch(Dataset data, size_t first, size_t count)
{
    data.x = matrix_rows(data.x, first, count);
    data.y = matrix_rows(data.y, first, count);
    return data;
}

void dataset_one_hot_from(Place from, Matrix out, Matrix y)
{
    matrix_require(from, "dataset_one_hot", "y", y, out.rows, 1);
    matrix_require_apart(from, "dataset_one_hot", "out", out, "y", y);
    matrix_fill_from(from, out, 0);
    for (size_t i = 0; i < y.rows; i++) {
        real label = y.data[i];
        if (!(label >= 0 && label < (real)out.cols) || label != (real)(size_t)label)
            check_mistake(from, "dataset_one_hot",
                          "row %zu: class %g, expected a whole number below %zu", i,
                          label, out.cols);
        matrix_at(out, i, (size_t)label) = 1;
    }
}

Matrix dataset_targets(Dataset data)
{
    Matrix targets = matrix_new(data.y.rows, data.classes);
    dataset_one_hot(targets, data.y);
    return targets;
}

void dataset_mean_std(Matrix mean, Matrix std, Matrix x)
{
    matrix_require(HERE, "dataset_mean_std", "std", std, 1, x.cols);
    matrix_require_apart(HERE, "dataset_mean_std", "std", std, "x", x);
    matrix_require_apart(HERE, "dataset_mean_std", "std", std, "mean", mean);
    matrix_sum_rows(mean, x);
    matrix_scale(mean, mean, 1 / (real)x.rows);
    for (size_t j = 0; j < x.cols; j++) {
        // a column that never changes: its sum over m may miss its value by a rounding
        real squares = 0, first = matrix_at(x, 0, j);
        bool changes = false;
        for (size_t i = 1; i < x.rows; i++) changes |= matrix_at(x, i, j) != first;
        if (!changes) matrix_at(mean, 0, j) = first;
        for (size_t i = 0; i < x.rows; i++) {
            real d = matrix_at(x, i, j) - matrix_at(mean, 0, j);
            squares += d * d;
        }
        real spread = real_sqrt(squares / (real)x.rows);
        matrix_at(std, 0, j) = spread > 0 ? spread : 1;
    }
}

void dataset_standardise(Matrix out, Matrix x, Matrix mean, Matrix std)
{
    matrix_require(HERE, "dataset_standardise", "mean", mean, 1, x.cols);
    matrix_require(HERE, "dataset_standardise", "std", std, 1, x.cols);
    matrix_require_apart(HERE, "dataset_standardise", "out", out, "mean", mean);
    matrix_require_apart(HERE, "dataset_standardise", "out", out, "std", std);
    matrix_copy(out, x);
    for (size_t i = 0; i < x.rows; i++)
        for (size_t j = 0; j < x.cols; j++)
            matrix_at(out, i, j) = (matrix_at(out, i, j) - matrix_at(mean, 0, j)) /
                                   matrix_at(std, 0, j);
}

void dataset_standardise_both(Matrix train, Matrix test, real scale)
{
    Matrix mean = matrix_new(1, train.cols), std = matrix_new(1, train.cols);
    dataset_mean_std(mean, std, train);
    if (scale > 0) matrix_fill(std, scale);
    dataset_standardise(train, train, mean, std);
    if (test.data) dataset_standardise(test, test, mean, std);
    matrix_free(&mean);
    matrix_free(&std);
}
