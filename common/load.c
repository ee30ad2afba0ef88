/* Reading a program's data, and refusing what its experiments cannot use. */
#include "dataset.h"

static bool count_suits(size_t count, const size_t range[2], const char *what,
                        const char *path, Failure *failure)
{
    if (count >= range[0] && (range[1] == 0 || count <= range[1])) return true;
    if (range[1] == 0)
        return failure_set(failure, "%s: %zu %s, expected at least %zu", path, count,
                           what, range[0]);
    if (range[0] == range[1])
        return failure_set(failure, "%s: %zu %s, expected %zu", path, count, what,
                           range[0]);
    return failure_set(failure, "%s: %zu %s, expected %zu to %zu", path, count, what,
                       range[0], range[1]);
}

static bool has_class(Dataset data, size_t k)
{
    for (size_t i = 0; i < data.y.rows; i++)
        if (data.y.data[i] == (real)k) return true;
    return false;
}

static bool is_constant(Matrix m, size_t j)
{
    for (size_t i = 1; i < m.rows; i++)
        if (matrix_at(m, i, j) != matrix_at(m, 0, j)) return false;
    return true;
}

static bool suits(Dataset data, DatasetNeeds needs, const char *path, Failure *failure)
{
    if (!count_suits(data.x.rows, needs.samples, "samples", path, failure) ||
        !count_suits(data.x.cols, needs.features, "features", path, failure) ||
        !count_suits(data.classes, needs.classes, "classes", path, failure))
        return false;
    for (size_t k = 0; needs.every_class && k < needs.classes[0]; k++)
        if (!has_class(data, k))
            return failure_set(failure, "%s: no sample of class %zu (%s)", path, k,
                               data.class_names[k]);
    if (needs.column > 0 && is_constant(data.x, needs.column - 1))
        return failure_set(failure,
                           "%s: column %zu is %g in every row, and no line fits it",
                           path, needs.column, matrix_at(data.x, 0, needs.column - 1));
    return !needs.not_zero || matrix_max_abs(data.x) > 0 ||
           failure_set(failure, "%s: every number is 0, and nothing can be learned",
                       path);
}

Dataset dataset_load(const char *program, const char *path, DatasetNeeds needs)
{
    Dataset data;
    Failure failure;
    if (!dataset_read_csv(&data, path, &failure)) failure_exit(program, &failure);
    if (suits(data, needs, path, &failure)) return data;
    dataset_free(&data);
    failure_exit(program, &failure);
}
