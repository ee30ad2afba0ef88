#include "seeds.h"

#include <stdlib.h>

void seed_train(Matrix losses, Trainer *trainer, Init init, Matrix x, Matrix y,
                real rate, uint64_t seed)
{
    matrix_require(HERE, "seed_train", "losses", losses, 1, losses.cols);
    Random start = random_seed(seed), order = random_seed(0);
    network_init(trainer->state.network, init, &start);
    for (size_t i = 0; i < trainer->samples; i++) trainer->order[i] = i;
    for (size_t epoch = 0; epoch < losses.cols; epoch++)
        losses.data[epoch] = train_epoch(trainer, x, y, rate, &order);
}

/* (eq:quantile) */
real quantile(const real *sorted, size_t count, real p)
{
    if (count == 0 || !(p >= 0 && p <= 1))
        check_mistake(HERE, "quantile", "the part %g of %zu numbers", p, count);
    real place = p * (real)(count - 1);
    size_t below = (size_t)place;
    real rest = place - (real)below;
    if (rest == 0 || isinf(sorted[below])) return sorted[below];
    return sorted[below] + rest * (sorted[below + 1] - sorted[below]);
}

static int by_size(const void *left, const void *right)
{
    real a = *(const real *)left, b = *(const real *)right;
    return (a > b) - (a < b);
}

Spread seeds_spread(Matrix values, size_t column)
{
    matrix_require(HERE, "seeds_spread", "values", values, values.rows, values.cols);
    if (column >= values.cols)
        check_mistake(HERE, "seeds_spread", "column %zu of values (%zu, %zu)", column,
                      values.rows, values.cols);
    size_t count = values.rows;
    real *sorted = check_allocate(count, sizeof *sorted, "numbers to sort");
    for (size_t i = 0; i < count; i++) {
        real value = matrix_at(values, i, column);
        sorted[i] = isnan(value) ? INFINITY : value;
    }
    qsort(sorted, count, sizeof *sorted, by_size);
    Spread spread = {sorted[0], quantile(sorted, count, (real)0.25),
                     quantile(sorted, count, (real)0.5),
                     quantile(sorted, count, (real)0.75), sorted[count - 1]};
    free(sorted);
    return spread;
}

size_t seeds_below(Matrix losses, real limit)
{
    matrix_require(HERE, "seeds_below", "losses", losses, losses.rows, losses.cols);
    size_t count = 0;
    for (size_t i = 0; i < losses.rows; i++)
        count += matrix_at(losses, i, losses.cols - 1) < limit;
    return count;
}
