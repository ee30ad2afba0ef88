#include "targets.h"

void require_same(Place from, const char *operation, Matrix out, Matrix y)
{
    matrix_require(from, operation, "y", y, out.rows, out.cols);
    matrix_require(from, operation, "the output", out, y.rows, y.cols);
}

void require_targets(Place from, const char *operation, Matrix out, Matrix y, real low,
                     real high)
{
    require_same(from, operation, out, y);
    for (size_t i = 0; i < y.rows * y.cols; i++) {
        real target = y.data[i];
        if (!isfinite(target))
            check_mistake(from, operation,
                          "row %zu, column %zu of y is %g, expected a finite number",
                          i / y.cols, i % y.cols, real_printable((double)target));
        if (target < low || target > high)
            check_mistake(from, operation,
                          "row %zu, column %zu of y is %g, expected %g to %g",
                          i / y.cols, i % y.cols, target, low, high);
    }
}

void require_distributions(Place from, const char *operation, const char *what,
                           Matrix y)
{
    matrix_require(from, operation, what, y, y.rows, y.cols);
    for (size_t i = 0; i < y.rows; i++) {
        real sum = 0;
        for (size_t k = 0; k < y.cols; k++) {
            real part = y.data[i * y.cols + k];
            if (!(part >= 0))
                check_mistake(from, operation,
                              "row %zu, column %zu of %s is %g, expected a "
                              "probability",
                              i, k, what, real_printable((double)part));
            sum += part;
        }
        real off = sum > 1 ? sum - 1 : 1 - sum;
        int digits = off < (real)1e-5 ? 17 : 6; // so that no sum off 1 reads as 1
        if (!(off <= 8 * REAL_EPSILON * (real)y.cols))
            check_mistake(
                from, operation,
                "row %zu of %s sums to %.*g, expected 1 without negative parts", i,
                what, digits, sum);
    }
}
