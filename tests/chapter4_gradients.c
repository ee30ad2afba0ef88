/* Chapter 4, gradients as one long vector: product, norm and multiples. */
#include "networks.h"

TestSuite(gradients, .timeout = 20);

/* eq:gradients-dot: of (1, 2; 3, 4), bias (5, 6), with itself: 91; with 10 ones: 21 */
Test(gradients, dot_by_hand)
{
    Batch pair = batch_of(network_stack(1, 2, 0, 2, ""), 1, "squared");
    Gradients g = pair.state.gradients, ones = pair.measured;
    for (size_t k = 0; k < 4; k++) g.dw[0].data[k] = (real)(k + 1);
    g.db[0].data[0] = 5, g.db[0].data[1] = 6;
    gradients_fill(&ones, 1);
    cr_assert(gradients_dot(&g, &g) == 91);
    cr_assert(gradients_dot(&g, &ones) == 21 && gradients_dot(&ones, &g) == 21);
    batch_free(&pair);
}

/* Every slope of every layer, and nothing but the slopes. */
Test(gradients, scale_by_hand)
{
    Batch pair = batch_of(network_stack(2, 3, 2, 4, "tanh"), 1, "squared");
    Gradients g = pair.state.gradients;
    gradients_fill(&g, 3);
    matrix_fill(g.dz[0], 3), matrix_fill(g.dz[1], 3);
    gradients_scale(&g, (real)-0.5);
    for (size_t l = 0; l < 2; l++) {
        Matrix parts[] = {g.dw[l], g.db[l]};
        for (size_t p = 0; p < 2; p++)
            for (size_t i = 0; i < parts[p].rows * parts[p].cols; i++)
                cr_assert(parts[p].data[i] == (real)-1.5);
        cr_assert(g.dz[l].data[0] == 3);
    }
    batch_free(&pair);
}

/* Only slopes of the same shapes have a scalar product. */
Test(gradients, dot_refuses_other_shapes)
{
    Batch two = batch_of(network_stack(1, 2, 0, 3, ""), 1, "squared");
    Batch four = batch_of(network_stack(1, 4, 0, 3, ""), 1, "squared");
    Batch deep = batch_of(network_stack(2, 2, 3, 3, "tanh"), 1, "squared");
    Gradients a = two.state.gradients, b = four.state.gradients;
    MISTAKE_IN("vectors.c", "vector_dot: b is (4, 3), expected (2, 3)",
               gradients_dot(&a, &b));
    MISTAKE_IN("vectors.c", "vector_dot: b is (1, 2), expected (1, 3)", {
        b.dw[0] = a.dw[0], b.db[0].cols = 2;
        gradients_dot(&a, &b);
    });
    MISTAKE_IN("gradients.c", "gradients_dot: 1 layers against 2",
               gradients_dot(&a, &deep.state.gradients));
    batch_free(&two);
    batch_free(&four);
    batch_free(&deep);
}

/* eq:norm: 2 3 6 make 7 */
Test(gradients, norm_of_a_matrix)
{
    Matrix m = matrix_view((real[]){2, -3, 0, 6}, 2, 2);
    CLOSE(matrix_norm(m), 7, 4, 0);
    matrix_fill(m, 0);
    cr_assert(matrix_norm(m) == 0);
}

/* eq:norm: squares that overflow or vanish, and a length that does not */
Test(gradients, norm_does_not_overflow_on_the_way)
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
Test(gradients, norm_is_over_all_parameters)
{
    Batch pair = batch_of(network_stack(2, 3, 2, 4, "tanh"), 1, "squared");
    Gradients g = pair.state.gradients;
    gradients_fill(&g, 2);
    CLOSE(gradients_norm(&g), sqrt(80), 8, 0);
    Matrix *parts[] = {&g.dw[0], &g.db[0], &g.dw[1], &g.db[1]};
    for (int k = 0; k < 4; k++) {
        gradients_fill(&g, 0);
        cr_assert(gradients_norm(&g) == 0);
        parts[k]->data[1] = REAL_MIN;
        cr_assert(gradients_norm(&g) == REAL_MIN, "its square is 0");
        parts[k]->data[1] = -REAL_MAX / 2;
        CLOSE(gradients_norm(&g), (double)(REAL_MAX / 2), 4, 0);
        parts[k]->data[1] = REAL_MAX;
        cr_assert(gradients_norm(&g) == REAL_MAX);
        parts[k]->data[1] = NAN;
        cr_assert(isnan(gradients_norm(&g)), "a NaN in part %d", k);
        parts[k]->data[1] = INFINITY;
        cr_assert(gradients_norm(&g) == INFINITY, "an infinity in part %d", k);
    }
    g.dw[0].data[0] = NAN; // behind it comes an infinity in db[1]
    cr_assert(isnan(gradients_norm(&g)));
    batch_free(&pair);
}
