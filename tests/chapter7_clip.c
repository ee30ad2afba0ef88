/* Chapter 7, gradients: clipping by value and by norm. */
#include "clip.h"
#include "networks.h"

TestSuite(clip, .timeout = 20);

/* A 3-2-4 network, and gradients of its shape full of this number. */
static Batch pair_new(real value)
{
    Batch pair = batch_of(
        network_new(2, (size_t[]){3, 2, 4}, (const char *[]){"tanh", "relu"}), 5,
        "squared");
    gradients_fill(&pair.state.gradients, value);
    return pair;
}

/* eq:clip-norm: the limit as length, the same direction, and the norm that was */
Test(clip, by_norm_shortens_and_does_not_turn)
{
    Batch pair = pair_new(2), before = pair_new(2);
    Random random = random_seed(1);
    for (size_t l = 0; l < 2; l++) {
        random_fill_normal(&random, pair.state.gradients.dw[l], 0, 10);
        random_fill_normal(&random, pair.state.gradients.db[l], 0, 10);
        matrix_copy(before.state.gradients.dw[l], pair.state.gradients.dw[l]);
        matrix_copy(before.state.gradients.db[l], pair.state.gradients.db[l]);
    }
    real norm = gradients_norm(&pair.state.gradients), limit = norm / 3;
    cr_assert(gradients_clip_norm(&pair.state.gradients, limit) == norm);
    CLOSE(gradients_norm(&pair.state.gradients), (double)limit, 16, 0);
    gradients_scale(&before.state.gradients, limit / norm);
    for (size_t l = 0; l < 2; l++) {
        MATRIX_CLOSE(pair.state.gradients.dw[l], before.state.gradients.dw[l], 4, 0);
        MATRIX_CLOSE(pair.state.gradients.db[l], before.state.gradients.db[l], 4, 0);
    }
    // short enough already: not a bit changes
    real short_norm = gradients_norm(&pair.state.gradients);
    for (size_t l = 0; l < 2; l++)
        matrix_copy(before.state.gradients.dw[l], pair.state.gradients.dw[l]);
    cr_assert(gradients_clip_norm(&pair.state.gradients, short_norm) == short_norm);
    cr_assert(gradients_clip_norm(&pair.state.gradients, 2 * norm) == short_norm);
    for (size_t l = 0; l < 2; l++)
        cr_assert(
            matrix_equal(before.state.gradients.dw[l], pair.state.gradients.dw[l]));
    batch_free(&pair);
    batch_free(&before);
}

/* eq:step-bound: a step of rate eta on a clipped gradient is eta limit long at most */
Test(clip, a_clipped_step_is_no_longer_than_rate_times_limit)
{
    Batch pair = pair_new(1000);
    real old[20], moved = 0;
    size_t at = 0;
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(pair.state.network.layers[l].w, 1);
        matrix_fill(pair.state.network.layers[l].b, -1);
    }
    gradients_clip_norm(&pair.state.gradients, (real)0.5);
    network_step(pair.state.network, &pair.state.gradients, (real)0.25);
    for (size_t l = 0; l < 2; l++) {
        Layer layer = pair.state.network.layers[l];
        for (size_t i = 0; i < layer.w.rows * layer.w.cols; i++)
            old[at++] = layer.w.data[i] - 1;
        for (size_t i = 0; i < layer.b.cols; i++) old[at++] = layer.b.data[i] + 1;
    }
    cr_assert_eq(at, 20);
    moved = matrix_norm(matrix_view(old, 20, 1));
    CLOSE(moved, 0.125, 0, 32); // weights of 1 are rounded to an epsilon each
    batch_free(&pair);
}

/* eq:clip-value: each by itself, signs kept, infinities made finite, NaN left to be
 * seen */
Test(clip, by_value_clips_each_alone)
{
    Batch pair = pair_new((real)0.25);
    real *w = pair.state.gradients.dw[0].data, *b = pair.state.gradients.db[1].data;
    w[0] = 3, w[1] = -3, w[2] = INFINITY, w[3] = -INFINITY, w[4] = 1, w[5] = NAN;
    b[3] = -7;
    gradients_clip_value(&pair.state.gradients, 1);
    cr_assert(w[0] == 1 && w[1] == -1 && w[2] == 1 && w[3] == -1 && w[4] == 1);
    cr_assert(isnan(w[5]) && b[3] == -1);
    cr_assert(b[0] == (real)0.25 && pair.state.gradients.dw[1].data[7] == (real)0.25);
    cr_assert(pair.state.gradients.db[0].data[1] == (real)0.25);
    batch_free(&pair);
}

Test(clip, a_gradient_that_is_not_finite_is_left_alone)
{
    Batch pair = pair_new(2);
    pair.state.gradients.db[0].data[0] = INFINITY;
    cr_assert(isinf(gradients_clip_norm(&pair.state.gradients, 1)));
    cr_assert(pair.state.gradients.dw[1].data[3] == 2 &&
              isinf(pair.state.gradients.db[0].data[0]));
    pair.state.gradients.dw[1].data[0] = NAN;
    cr_assert(isnan(gradients_clip_norm(&pair.state.gradients, 1)));
    cr_assert(pair.state.gradients.dw[1].data[3] == 2);
    batch_free(&pair);
}

Test(clip, a_limit_must_be_above_zero)
{
    Batch pair = pair_new(1);
    const real limits[] = {0, -1, NAN};
    const char *said[] = {"0", "-1", "nan"};
    for (int i = 0; i < 3; i++) {
        char line[100];
        snprintf(line, sizeof line,
                 "gradients_clip_norm: the limit is %s, expected a number above 0",
                 said[i]);
        MISTAKE_IN("clip.c", line,
                   gradients_clip_norm(&pair.state.gradients, limits[i]));
        snprintf(line, sizeof line,
                 "gradients_clip_value: the limit is %s, expected a number above 0",
                 said[i]);
        MISTAKE_IN("clip.c", line,
                   gradients_clip_value(&pair.state.gradients, limits[i]));
    }
    batch_free(&pair);
}
