/* LSUV: orthogonal draws, scaled so that every z has the standard deviation 1. */
#include "exercises/support.h"
#include "init.h"
#include "matmul.h"
#include "monitor.h"

#include <string.h>

void lsuv(Matrix *w, size_t depth, Matrix x, const char *f, uint64_t seed);

TestSuite(ex6_5, .timeout = 20);

enum { DEEP = 30, WIDE = 24, ROWS = 40 };

typedef struct Stack {
    real numbers[DEEP][WIDE * WIDE], input[ROWS * WIDE], drawn[DEEP][WIDE * WIDE];
    Matrix w[DEEP], orthogonal[DEEP], x;
    size_t depth;
} Stack;

static Stack s;

/* Weights of these widths, full of NaN, and a batch whose mean is not 0; beside them the
 * orthogonal draws that the seed gives. */
static void stack_begin(size_t depth, const size_t *sizes, uint64_t seed)
{
    Random random = random_seed(exercise_seed() + depth), start = random_seed(seed);
    real bias[WIDE];
    s.depth = depth;
    s.x = matrix_view(s.input, ROWS, sizes[0]);
    random_fill_normal(&random, s.x, (real)0.5, 3);
    for (size_t l = 0; l < depth; l++) {
        s.w[l] = matrix_view(s.numbers[l], sizes[l], sizes[l + 1]);
        s.orthogonal[l] = matrix_view(s.drawn[l], sizes[l], sizes[l + 1]);
        matrix_fill(s.w[l], NAN);
        Layer layer = {.w = s.orthogonal[l], .b = matrix_view(bias, 1, sizes[l + 1])};
        layer_init(layer, init_named("orthogonal"), &start);
    }
}

static void run_lsuv(const char *f, uint64_t seed)
{
    real before[ROWS * WIDE];
    memcpy(before, s.input, sizeof before);
    lsuv(s.w, s.depth, s.x, f, seed);
    cr_assert(memcmp(before, s.input, sizeof before) == 0,
              "x is an input, and was changed");
    for (size_t l = 0; l < s.depth; l++) require_finite("a weight", s.w[l]);
}

/* Requires that z of every layer has the standard deviation 1: some hundred roundings a
 * layer. */
static void require_ones(const char *f)
{
    real in_data[ROWS * WIDE], z_data[ROWS * WIDE];
    Matrix in = matrix_view(in_data, ROWS, s.x.cols);
    matrix_copy(in, s.x);
    for (size_t l = 0; l < s.depth; l++) {
        Matrix z = matrix_view(z_data, ROWS, s.w[l].cols);
        matrix_multiply(z, in, s.w[l]);
        real std = matrix_summary(z).std, rms = real_sqrt(mean_square(z));
        cr_assert(close_to(std, 1, 0, 2000),
                  "%s, layer %zu of %zu: the standard deviation of z is %.6f, not 1%s",
                  f, l + 1, s.depth, (double)std,
                  close_to(rms, 1, 0, 2000)
                      ? ": the mean square is 1; the mean was not taken out"
                  : l > 0 ? ": was the layer before it scaled first?"
                          : "");
        in = matrix_view(in_data, ROWS, z.cols);
        activation_forward(in, z, activation_named(f));
    }
}

/* Requires that each w is the draw times one positive number. */
static void require_scaled_draws(void)
{
    for (size_t l = 0; l < s.depth; l++) {
        Matrix w = s.w[l], draw = s.orthogonal[l], want = matrix_new(w.rows, w.cols);
        real factor = real_sqrt(mean_square(w) / mean_square(draw));
        matrix_scale(want, draw, factor);
        const Diagnosis turned[] = {{-1, "the sign is turned"}, {0, NULL}};
        char what[80];
        snprintf(what, sizeof what,
                 "layer %zu, which is the orthogonal draw times %.4f", l + 1,
                 (double)factor);
        require_close(what, w, want, 500, 500, turned);
        matrix_free(&want);
    }
}

Test(ex6_5, a_one_layer)
{
    const size_t sizes[] = {7, 4};
    stack_begin(1, sizes, 5);
    run_lsuv("identity", 5);
    require_ones("identity");
}

Test(ex6_5, b_one_layer_is_a_scaled_draw)
{
    const size_t sizes[] = {7, 4};
    stack_begin(1, sizes, 6);
    run_lsuv("relu", 6);
    require_scaled_draws();
}

Test(ex6_5, b_layers_of_many_widths)
{
    const size_t sizes[] = {9, 20, 3, 24, 8};
    const char *names[] = {"tanh", "relu", "sigmoid", "identity"};
    for (int k = 0; k < 4; k++) {
        stack_begin(4, sizes, 7);
        run_lsuv(names[k], 7);
        require_ones(names[k]);
        require_scaled_draws();
    }
}

/* Thirty layers; by the draws alone z would die away under tanh and the sigmoid. */
Test(ex6_5, c_thirty_layers_of_any_activation)
{
    size_t sizes[DEEP + 1];
    for (size_t l = 0; l <= DEEP; l++) sizes[l] = WIDE;
    const char *names[] = {"tanh", "relu", "sigmoid"};
    for (int k = 0; k < 3; k++) {
        stack_begin(DEEP, sizes, exercise_seed());
        run_lsuv(names[k], exercise_seed());
        require_ones(names[k]);
        require_scaled_draws();
    }
}

Test(ex6_5, c_the_seed_decides)
{
    const size_t sizes[] = {6, 6, 6};
    real first[WIDE * WIDE];
    stack_begin(2, sizes, 1);
    run_lsuv("tanh", 1);
    memcpy(first, s.numbers[1], 36 * sizeof(real));
    run_lsuv("tanh", 1);
    cr_assert(memcmp(first, s.numbers[1], 36 * sizeof(real)) == 0,
              "the same seed gave other weights");
    run_lsuv("tanh", 2);
    cr_assert(memcmp(first, s.numbers[1], 36 * sizeof(real)) != 0,
              "another seed gave the same weights");
    cr_assert_not(matrix_equal(s.w[0], s.w[1]), "both layers are the same draw: one "
                                                "generator for all layers");
    s.depth = 0; // no layer to scale, and x is not yours to free
    run_lsuv("tanh", 1);
}
