#include "foundations.h"
#include "matmul.h"

/* (eq:bowl) */
real bowl_value(Matrix a, Matrix c, Matrix v)
{
    matrix_require(HERE, "bowl_value", "a", a, v.rows, v.rows);
    matrix_require(HERE, "bowl_value", "v", v, a.rows, 1);
    real square = 0;
    for (size_t i = 0; i < v.rows; i++)
        square += matrix_at(v, i, 0) * product_entry(a, i, v, 0);
    return square / 2 - vector_dot(v, c);
}

/* (eq:bowl-gradient) */
void bowl_gradient(Matrix slopes, Matrix a, Matrix c, Matrix v)
{
    matrix_require_apart(HERE, "bowl_gradient", "slopes", slopes, "c", c);
    matrix_multiply(slopes, a, v); // (n, n) @ (n, 1) -> (n, 1)
    matrix_subtract(slopes, slopes, c);
}

/* (eq:descent-step) */
void descent_step(Matrix v, Matrix slopes, real rate)
{
    matrix_add_scaled(v, slopes, -rate);
}

/* (eq:descent-factor) */
real descent_factor(real rate, real curvature)
{
    return 1 - rate * curvature;
}

/* (eq:descent-limit) */
real descent_limit(real largest)
{
    if (!(largest > 0))
        check_mistake(HERE, "descent_limit",
                      "the largest eigenvalue is %g, expected above 0", largest);
    return 2 / largest;
}
