#include "clip.h"

/* NaN where x holds one; else the largest size. */
static real largest_size(Matrix m, real so_far)
{
    real here = matrix_max_abs(m);
    return here <= so_far ? so_far : here;
}

/* The sum of (x / scale)^2. */
static real sum_of_squares(Matrix m, real scale)
{
    real sum = 0;
    for (size_t i = 0; i < m.rows * m.cols; i++) {
        real part = m.data[i] / scale;
        sum += part * part;
    }
    return sum;
}

/* (eq:norm) */
real matrix_norm(Matrix m)
{
    real scale = matrix_max_abs(m);
    if (scale == 0 || !isfinite(scale)) return scale;
    return scale * real_sqrt(sum_of_squares(m, scale));
}

/* (eq:norm) */
real gradients_norm(const Gradients *gradients)
{
    real scale = 0, sum = 0;
    for (size_t l = 0; l < gradients->depth && !isnan(scale); l++) {
        scale = largest_size(gradients->dw[l], scale);
        scale = isnan(scale) ? scale : largest_size(gradients->db[l], scale);
    }
    if (scale == 0 || !isfinite(scale)) return scale;
    for (size_t l = 0; l < gradients->depth; l++)
        sum += sum_of_squares(gradients->dw[l], scale) +
               sum_of_squares(gradients->db[l], scale);
    return scale * real_sqrt(sum);
}

static void require_limit(Place from, const char *operation, real limit)
{
    if (!(limit > 0))
        check_mistake(from, operation, "the limit is %g, expected a number above 0",
                      (double)limit);
}

static void clip_elements(Matrix m, real limit)
{
    for (size_t i = 0; i < m.rows * m.cols; i++) {
        if (m.data[i] > limit) m.data[i] = limit;
        if (m.data[i] < -limit) m.data[i] = -limit;
    }
}

/* (eq:clip-value) */
void gradients_clip_value(Gradients *gradients, real limit)
{
    require_limit(HERE, "gradients_clip_value", limit);
    for (size_t l = 0; l < gradients->depth; l++) {
        clip_elements(gradients->dw[l], limit);
        clip_elements(gradients->db[l], limit);
    }
}

/* (eq:clip-norm) */
real gradients_clip_norm(Gradients *gradients, real limit)
{
    require_limit(HERE, "gradients_clip_norm", limit);
    real norm = gradients_norm(gradients);
    if (!(norm > limit) || !isfinite(norm)) return norm;
    for (size_t l = 0; l < gradients->depth; l++) {
        matrix_scale(gradients->dw[l], gradients->dw[l], limit / norm);
        matrix_scale(gradients->db[l], gradients->db[l], limit / norm);
    }
    return norm;
}
