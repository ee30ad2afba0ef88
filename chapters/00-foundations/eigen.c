#include "foundations.h"

static void require_square(Place from, const char *operation, Matrix a, Matrix v)
{
    matrix_require(from, operation, "a", a, v.rows, v.rows);
    matrix_require(from, operation, "v", v, a.rows, 1);
}

/* (eq:eigen-two) */
void eigenvalues_two(real *larger, real *smaller, Matrix a)
{
    matrix_require(HERE, "eigenvalues_two", "a", a, 2, 2);
    real b = matrix_at(a, 0, 1), below = matrix_at(a, 1, 0);
    if (b != below)
        check_mistake(HERE, "eigenvalues_two", "a is not symmetric: %g and %g", b,
                      below);
    real middle = (matrix_at(a, 0, 0) + matrix_at(a, 1, 1)) / 2;
    real half = (matrix_at(a, 0, 0) - matrix_at(a, 1, 1)) / 2;
    real reach = real_sqrt(half * half + b * b);
    *larger = middle + reach;
    *smaller = middle - reach;
}

/* (eq:rayleigh-quotient) */
real rayleigh_quotient(Matrix a, Matrix v)
{
    require_square(HERE, "rayleigh_quotient", a, v);
    real above = 0, below = vector_dot(v, v);
    if (below == 0) check_mistake(HERE, "rayleigh_quotient", "v is zero");
    for (size_t i = 0; i < v.rows; i++)
        above += matrix_at(v, i, 0) * product_entry(a, i, v, 0);
    return above / below;
}

/* (eq:eigen-residual) */
real eigen_residual(Matrix a, Matrix v)
{
    real r = rayleigh_quotient(a, v), sum = 0;
    for (size_t i = 0; i < v.rows; i++) {
        real off = product_entry(a, i, v, 0) - r * matrix_at(v, i, 0);
        sum += off * off;
    }
    return real_sqrt(sum) / vector_length(v);
}

/* (eq:power-step) */
real power_step(Matrix next, Matrix a, Matrix v)
{
    require_square(HERE, "power_step", a, v);
    matrix_require(HERE, "power_step", "next", next, v.rows, 1);
    matrix_require_apart(HERE, "power_step", "next", next, "v", v);
    for (size_t i = 0; i < v.rows; i++)
        matrix_at(next, i, 0) = product_entry(a, i, v, 0);
    real stretch = vector_length(next);
    if (stretch == 0) check_mistake(HERE, "power_step", "a v is zero");
    matrix_scale(next, next, 1 / stretch);
    return stretch;
}

size_t power_iteration(Matrix v, Matrix room, Matrix a, real tolerance, size_t most)
{
    require_square(HERE, "power_iteration", a, v);
    real length = vector_length(v);
    if (length == 0) check_mistake(HERE, "power_iteration", "v is zero");
    matrix_scale(v, v, 1 / length);

    size_t steps = 0;
    while (steps < most) {
        real r = rayleigh_quotient(a, v), size = r < 0 ? -r : r;
        if (eigen_residual(a, v) <= tolerance * size) break;
        power_step(room, a, v);
        matrix_copy(v, room);
        steps++;
    }
    return steps;
}
