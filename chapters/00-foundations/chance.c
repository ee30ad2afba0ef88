#include "foundations.h"

static void require_chances(Place from, const char *operation, Matrix x, Matrix p)
{
    matrix_require(from, operation, "x", x, x.rows, x.cols);
    matrix_require(from, operation, "p", p, x.rows, x.cols);
    real sum = 0, allowed = 8 * (real)(x.rows * x.cols) * REAL_EPSILON; // for roundings
    for (size_t i = 0; i < p.rows * p.cols; i++) {
        if (!(p.data[i] >= 0))
            check_mistake(from, operation, "a chance is %g", p.data[i]);
        sum += p.data[i];
    }
    if (sum < 1 - allowed || sum > 1 + allowed)
        check_mistake(from, operation, "the chances sum to %g, expected 1", sum);
}

/* (eq:expectation) */
real expectation(Matrix x, Matrix p)
{
    require_chances(HERE, "expectation", x, p);
    return vector_dot(x, p);
}

/* (eq:variance) */
real variance_of(Matrix x, Matrix p)
{
    require_chances(HERE, "variance_of", x, p);
    real middle = vector_dot(x, p), sum = 0;
    for (size_t i = 0; i < x.rows * x.cols; i++) {
        real off = x.data[i] - middle;
        sum += p.data[i] * off * off;
    }
    return sum;
}

/* (eq:sample-mean) */
real sample_mean(Matrix x)
{
    return matrix_sum(x) / (real)(x.rows * x.cols);
}

/* (eq:sample-variance) */
real sample_variance(Matrix x)
{
    real mean = sample_mean(x), sum = 0;
    for (size_t i = 0; i < x.rows * x.cols; i++) {
        real off = x.data[i] - mean;
        sum += off * off;
    }
    return sum / (real)(x.rows * x.cols);
}

static void require_chance(Place from, const char *operation, real p)
{
    if (!(p >= 0 && p <= 1))
        check_mistake(from, operation, "a chance of %g, expected 0 to 1", p);
}

static void require_flips(Place from, const char *operation, size_t heads, size_t flips)
{
    if (flips == 0 || heads > flips)
        check_mistake(from, operation, "%zu heads in %zu flips", heads, flips);
}

/* (eq:coin-likelihood) */
real coin_likelihood(real p, size_t heads, size_t flips)
{
    require_chance(HERE, "coin_likelihood", p);
    require_flips(HERE, "coin_likelihood", heads, flips);
    real chance = 1;
    for (size_t i = 0; i < heads; i++) chance *= p;
    for (size_t i = heads; i < flips; i++) chance *= 1 - p;
    return chance;
}

/* count ln p, where what never happened costs nothing */
static real times_log(real count, real p)
{
    return count == 0 ? 0 : count * real_log(p);
}

/* (eq:coin-log-likelihood) */
real coin_log_likelihood(real p, size_t heads, size_t flips)
{
    require_chance(HERE, "coin_log_likelihood", p);
    require_flips(HERE, "coin_log_likelihood", heads, flips);
    return times_log((real)heads, p) + times_log((real)(flips - heads), 1 - p);
}

/* (eq:coin-best) */
real coin_best(size_t heads, size_t flips)
{
    require_flips(HERE, "coin_best", heads, flips);
    return (real)heads / (real)flips;
}

/* (eq:coin-cross-entropy) */
real coin_cross_entropy(real q, real p)
{
    require_chance(HERE, "coin_cross_entropy", q);
    require_chance(HERE, "coin_cross_entropy", p);
    return -(times_log(q, p) + times_log(1 - q, 1 - p));
}
