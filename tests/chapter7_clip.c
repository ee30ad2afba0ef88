/* Chapter 7, gradients: their norm, and clipping by value and by norm. */
#include "clip.h"
#include "random.h"
#include "support.h"

TestSuite(clip, .timeout = 20);

/* A 3-2-4 network, and gradients of its shape full of this number. */
typedef struct Pair {
    Network network;
    Gradients g;
} Pair;

static Pair pair_new(real value)
{
    Pair pair;
    pair.network = network_new(2, (size_t[]){3, 2, 4},
                               (const char *[]){"tanh", "relu"});
    pair.g = gradients_new(pair.network, 5);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(pair.g.dw[l], value);
        matrix_fill(pair.g.db[l], value);
    }
    return pair;
}

static void pair_free(Pair *pair)
{
    gradients_free(&pair->g);
    network_free(&pair->network);
}

/* eq:norm: 2 3 6 make 7 */
Test(clip, norm_of_a_matrix)
{
    Matrix m = matrix_view((real[]){2, -3, 0, 6}, 2, 2);
    CLOSE(matrix_norm(m), 7, 4, 0);
    matrix_fill(m, 0);
    cr_assert(matrix_norm(m) == 0);
}

/* eq:norm: squares that overflow or vanish, and a length that does not */
Test(clip, norm_does_not_overflow_on_the_way)
{
    real big = REAL_MAX / 16, tiny = REAL_MIN * 16;
    CLOSE(matrix_norm(matrix_view((real[]){3 * big, 4 * big}, 1, 2)) / big, 5, 8, 0);
    CLOSE(matrix_norm(matrix_view((real[]){3 * tiny, -4 * tiny}, 2, 1)) / tiny, 5, 8,
          0);
    cr_assert(matrix_norm(matrix_view((real[]){0, -REAL_MAX}, 1, 2)) == REAL_MAX);
    cr_assert(matrix_norm(matrix_view((real[]){-INFINITY, 1}, 1, 2)) == INFINITY);
    cr_assert(isnan(matrix_norm(matrix_view((real[]){INFINITY, NAN}, 1, 2))));
    cr_assert(isnan(matrix_norm(matrix_view((real[]){NAN, 1}, 1, 2))));
}

/* eq:norm: over both layers, weights and biases: 6 + 2 + 8 + 4 slopes of 2 are
 * sqrt(80); every single one counts */
Test(clip, norm_is_over_all_parameters)
{
    Pair pair = pair_new(2);
    CLOSE(gradients_norm(&pair.g), sqrt(80), 8, 0);
    Matrix *parts[] = {&pair.g.dw[0], &pair.g.db[0], &pair.g.dw[1], &pair.g.db[1]};
    for (int k = 0; k < 4; k++) {
        for (size_t l = 0; l < 2; l++) {
            matrix_fill(pair.g.dw[l], 0);
            matrix_fill(pair.g.db[l], 0);
        }
        cr_assert(gradients_norm(&pair.g) == 0);
        parts[k]->data[1] = REAL_MIN;
        cr_assert(gradients_norm(&pair.g) == REAL_MIN, "its square is 0");
        parts[k]->data[1] = -REAL_MAX / 2;
        CLOSE(gradients_norm(&pair.g), (double)(REAL_MAX / 2), 4, 0);
        parts[k]->data[1] = REAL_MAX;
        cr_assert(gradients_norm(&pair.g) == REAL_MAX);
        parts[k]->data[1] = NAN;
        cr_assert(isnan(gradients_norm(&pair.g)), "a NaN in part %d", k);
        parts[k]->data[1] = INFINITY;
        cr_assert(gradients_norm(&pair.g) == INFINITY, "an infinity in part %d", k);
    }
    pair.g.dw[0].data[0] = NAN; // behind it comes an infinity in db[1]
    cr_assert(isnan(gradients_norm(&pair.g)));
    pair_free(&pair);
}

/* eq:clip-norm: the limit as length, the same direction, and the norm that was */
Test(clip, by_norm_shortens_and_does_not_turn)
{
    Pair pair = pair_new(2), before = pair_new(2);
    Random random = random_seed(1);
    for (size_t l = 0; l < 2; l++) {
        random_fill_normal(&random, pair.g.dw[l], 0, 10);
        random_fill_normal(&random, pair.g.db[l], 0, 10);
        matrix_copy(before.g.dw[l], pair.g.dw[l]);
        matrix_copy(before.g.db[l], pair.g.db[l]);
    }
    real norm = gradients_norm(&pair.g), limit = norm / 3;
    cr_assert(gradients_clip_norm(&pair.g, limit) == norm);
    CLOSE(gradients_norm(&pair.g), (double)limit, 16, 0);
    for (size_t l = 0; l < 2; l++) {
        matrix_scale(before.g.dw[l], before.g.dw[l], limit / norm);
        matrix_scale(before.g.db[l], before.g.db[l], limit / norm);
        MATRIX_CLOSE(pair.g.dw[l], before.g.dw[l], 4, 0);
        MATRIX_CLOSE(pair.g.db[l], before.g.db[l], 4, 0);
    }
    // short enough already: not a bit changes
    real short_norm = gradients_norm(&pair.g);
    for (size_t l = 0; l < 2; l++) matrix_copy(before.g.dw[l], pair.g.dw[l]);
    cr_assert(gradients_clip_norm(&pair.g, short_norm) == short_norm);
    cr_assert(gradients_clip_norm(&pair.g, 2 * norm) == short_norm);
    for (size_t l = 0; l < 2; l++)
        cr_assert(matrix_equal(before.g.dw[l], pair.g.dw[l]));
    pair_free(&pair);
    pair_free(&before);
}

/* eq:step-bound: a step of rate eta on a clipped gradient is eta limit long at most */
Test(clip, a_clipped_step_is_no_longer_than_rate_times_limit)
{
    Pair pair = pair_new(1000);
    real old[20], moved = 0;
    size_t at = 0;
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(pair.network.layers[l].w, 1);
        matrix_fill(pair.network.layers[l].b, -1);
    }
    gradients_clip_norm(&pair.g, (real)0.5);
    network_step(pair.network, &pair.g, (real)0.25);
    for (size_t l = 0; l < 2; l++) {
        Layer layer = pair.network.layers[l];
        for (size_t i = 0; i < layer.w.rows * layer.w.cols; i++)
            old[at++] = layer.w.data[i] - 1;
        for (size_t i = 0; i < layer.b.cols; i++) old[at++] = layer.b.data[i] + 1;
    }
    cr_assert_eq(at, 20);
    moved = matrix_norm(matrix_view(old, 20, 1));
    CLOSE(moved, 0.125, 0, 32); // weights of 1 are rounded to an epsilon each
    pair_free(&pair);
}

/* eq:clip-value: each by itself, signs kept, infinities made finite, NaN left to be
 * seen */
Test(clip, by_value_clips_each_alone)
{
    Pair pair = pair_new((real)0.25);
    real *w = pair.g.dw[0].data, *b = pair.g.db[1].data;
    w[0] = 3, w[1] = -3, w[2] = INFINITY, w[3] = -INFINITY, w[4] = 1, w[5] = NAN;
    b[3] = -7;
    gradients_clip_value(&pair.g, 1);
    cr_assert(w[0] == 1 && w[1] == -1 && w[2] == 1 && w[3] == -1 && w[4] == 1);
    cr_assert(isnan(w[5]) && b[3] == -1);
    cr_assert(b[0] == (real)0.25 && pair.g.dw[1].data[7] == (real)0.25);
    cr_assert(pair.g.db[0].data[1] == (real)0.25);
    pair_free(&pair);
}

Test(clip, a_gradient_that_is_not_finite_is_left_alone)
{
    Pair pair = pair_new(2);
    pair.g.db[0].data[0] = INFINITY;
    cr_assert(isinf(gradients_clip_norm(&pair.g, 1)));
    cr_assert(pair.g.dw[1].data[3] == 2 && isinf(pair.g.db[0].data[0]));
    pair.g.dw[1].data[0] = NAN;
    cr_assert(isnan(gradients_clip_norm(&pair.g, 1)));
    cr_assert(pair.g.dw[1].data[3] == 2);
    pair_free(&pair);
}

Test(clip, a_limit_must_be_above_zero)
{
    Pair pair = pair_new(1);
    const real limits[] = {0, -1, NAN};
    const char *said[] = {"0", "-1", "nan"};
    for (int i = 0; i < 3; i++) {
        char line[100];
        snprintf(line, sizeof line,
                 "gradients_clip_norm: the limit is %s, expected a number above 0",
                 said[i]);
        MISTAKE_IN("clip.c", line, gradients_clip_norm(&pair.g, limits[i]));
        snprintf(line, sizeof line,
                 "gradients_clip_value: the limit is %s, expected a number above 0",
                 said[i]);
        MISTAKE_IN("clip.c", line, gradients_clip_value(&pair.g, limits[i]));
    }
    pair_free(&pair);
}
