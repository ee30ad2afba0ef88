#include "gradcheck.h"

static void require_same_layers(Place from, const char *operation, const Gradients *a,
                                const Gradients *b)
{
    if (a->depth != b->depth)
        check_mistake(from, operation, "%zu layers against %zu", a->depth, b->depth);
    for (size_t l = 0; l < a->depth; l++) {
        matrix_require(from, operation, "dw", b->dw[l], a->dw[l].rows, a->dw[l].cols);
        matrix_require(from, operation, "db", b->db[l], 1, a->db[l].cols);
    }
}

static real matrix_dot(Matrix a, Matrix b)
{
    real sum = 0;
    for (size_t k = 0; k < a.rows * a.cols; k++) sum += a.data[k] * b.data[k];
    return sum;
}

/* (eq:gradients-dot) */
real gradients_dot(const Gradients *a, const Gradients *b)
{
    require_same_layers(HERE, "gradients_dot", a, b);
    real sum = 0;
    for (size_t l = 0; l < a->depth; l++)
        sum += matrix_dot(a->dw[l], b->dw[l]) + matrix_dot(a->db[l], b->db[l]);
    return sum;
}

void gradients_random_direction(Gradients *direction, Random *random)
{
    for (size_t l = 0; l < direction->depth; l++) {
        random_fill_normal(random, direction->dw[l], 0, 1);
        random_fill_normal(random, direction->db[l], 0, 1);
    }
    real length = real_sqrt(gradients_dot(direction, direction));
    for (size_t l = 0; l < direction->depth; l++) {
        matrix_scale(direction->dw[l], direction->dw[l], 1 / length);
        matrix_scale(direction->db[l], direction->db[l], 1 / length);
    }
}

DirectionReport direction_check(const Gradients *derived, Network network, Matrix x,
                                Matrix y, Loss loss, Random *random)
{
    Gradients direction = gradients_new(network, 1);
    Cache cache = cache_new(network, x.rows);
    gradients_random_direction(&direction, random);
    real floor = error_floor(network_loss(&cache, network, x, y, loss), check_step());
    DirectionReport report;
    report.derived = gradients_dot(derived, &direction);
    report.measured = direction_measure(&direction, network, x, y, loss, check_step());
    report.error = gradient_error(report.derived, report.measured, floor);
    cache_free(&cache);
    gradients_free(&direction);
    return report;
}
