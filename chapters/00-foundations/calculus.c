#include "foundations.h"

static void require_step(Place from, const char *operation, real h)
{
    if (!(h > 0)) check_mistake(from, operation, "the step is %g, expected above 0", h);
}

/* (eq:nudge) */
real nudge_slope(real (*f)(real), real x, real h)
{
    require_step(HERE, "nudge_slope", h);
    return (f(x + h) - f(x - h)) / (2 * h);
}

/* (eq:nudge-gradient) */
void nudge_gradient(Matrix slopes, Scalar f, const void *context, Matrix v, real h)
{
    matrix_require(HERE, "nudge_gradient", "slopes", slopes, v.rows, v.cols);
    matrix_require(HERE, "nudge_gradient", "v", v, slopes.rows, slopes.cols);
    matrix_require_apart(HERE, "nudge_gradient", "slopes", slopes, "v", v);
    require_step(HERE, "nudge_gradient", h);
    for (size_t k = 0; k < v.rows * v.cols; k++) {
        real here = v.data[k];
        v.data[k] = here + h;
        real above = f(v, context);
        v.data[k] = here - h;
        real below = f(v, context);
        v.data[k] = here;
        slopes.data[k] = (above - below) / (2 * h);
    }
}

/* (eq:directional) */
real slope_along(Matrix gradient, Matrix d)
{
    real length = vector_length(d);
    if (length == 0) check_mistake(HERE, "slope_along", "d is zero: no direction");
    return vector_dot(gradient, d) / length;
}

/* (eq:graph-forward) */
void graph_forward(Graph *g)
{
    g->s = g->w + g->x;
    g->p = g->w * g->s;
    g->loss = (g->p - g->y) * (g->p - g->y) / 2;
}

/* (eq:graph-backward) */
void graph_backward(Graph *g)
{
    g->dx = g->dw = g->ds = 0;

    // loss = 1/2 (p - y)^2
    g->dp = g->p - g->y;
    // p = w s
    g->dw += g->dp * g->s;
    g->ds += g->dp * g->w;
    // s = w + x
    g->dw += g->ds;
    g->dx += g->ds;
}
