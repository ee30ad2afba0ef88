#include "clip.h"

static void require_limit(Place from, const char *operation, real limit)
{
    if (!(limit > 0))
        check_mistake(from, operation, "the limit is %g, expected a number above 0",
                      limit);
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
    gradients_scale(gradients, limit / norm);
    return norm;
}
