/* Chapter 2's program from the outside: what it prints and writes.
 * chapter2_options.c: what it is told. */
#define PROGRAM "chapter2"
#include "programs.h"

#include <stdlib.h>
#include <string.h>

TestSuite(chapter2, .timeout = 60, .fini = temporary_remove);

/* What the chapter claims. The mean of all 25 squares of p_i - y_j is the mean square
 * of p_i - mean, and the variance of y: for 1, 2, 4, 5, 8 that is 6 + 6 when p is y,
 * and 0 + 6 when p is the mean. */
Test(chapter2, what_it_found_is_so)
{
    Outcome o = run_with_defaults();
    cr_assert_not_null(strstr(o.out, "\n    1   0  -2  -3  -6\n"), "y_1 - y_j");
    WITHIN(program_value("batch.compared.0"), 150 * 22, 0);
    for (int k = 0; k < 4; k++) {
        char name[32];
        snprintf(name, sizeof name, "batch.different.%d", k);
        WITHIN(program_value(name), 0, 0);
    }
    WITHIN(program_value("xor.right"), 4, 0);
    WITHIN(program_value("counts.784-128-10"), 101770, 0);
    WITHIN(program_value("collapse.parameters"), 54, 0);
    // five sums of at most 5 products a layer, sizes near 3: some hundred roundings
    cr_assert(program_value("collapse.difference") < 200 * (double)REAL_EPSILON);
    WITHIN(program_value("broadcast.0.five"), 0, 0);
    WITHIN(program_value("broadcast.0.all"), 12, 0);
    WITHIN(program_value("broadcast.1.five"), 6, 0);
    WITHIN(program_value("broadcast.1.all"), 6, 0);
    WITHIN(program_value("broadcast.stopped"), 1, 0);
}

/* The worst place of the bumps is x = 0: there the wave is 0 and the first bump as
 * high as the wave in its cell's middle, sin(pi / N). */
Test(chapter2, bumps_follow_the_curve_as_closely_as_the_bound_says)
{
    cr_assert_eq(run_with_defaults().status, 0);
    for (int n = 4; n <= 64; n *= 2) {
        char error[32], bound[32];
        snprintf(error, sizeof error, "curve.error.%d", n);
        snprintf(bound, sizeof bound, "curve.bound.%d", n);
        WITHIN(program_value(error), sin(REAL_PI / n), 1e4 * (double)REAL_EPSILON);
        WITHIN(program_value(bound), 2 * REAL_PI * 0.75 / n, 8 * (double)REAL_EPSILON);
        cr_assert(program_value(error) < program_value(bound));
    }
}

/* Of the eight products of X (4, 2) and W (2, 3) one is (4, 3). */
Test(chapter2, every_wrong_product_and_every_mistake_is_stopped_with_its_line)
{
    const char *lines[] = {
        "  X W      is (4, 3)\n",
        "  X W^T    matrix_multiply_a_bt: a (4, 2) x b^T (3, 2): inner sizes 2 and 3 "
        "differ  [main_refused.c:",
        "  X^T W    matrix_multiply_at_b: a^T (2, 4) x b (2, 3): inner sizes 4 and 2 "
        "differ  [main_refused.c:",
        "  X^T W^T  matrix_multiply: a (2, 4) x b (3, 2): inner sizes 4 and 3 differ  "
        "[",
        "  W X      matrix_multiply: a (2, 3) x b (4, 2): inner sizes 3 and 4 differ  "
        "[",
        "  W X^T    matrix_multiply_a_bt: a (2, 3) x b^T (2, 4): inner sizes 3 and 2 ",
        "  W^T X    matrix_multiply_at_b: a^T (3, 2) x b (4, 2): inner sizes 2 and 4 ",
        "  W^T X^T  matrix_multiply: a (3, 2) x b (2, 4) is (3, 4), but out is (4, 3)",
        "  7 of 8 ended with SIGABRT\n",
        "  here: matrix_subtract: a (5, 1) and b (1, 5): shapes differ  [main_wrong.c:",
        "    network: layer 1 takes 3 inputs, layer 0 gives 2  [",
        "    network: layer 0: b is (2, 1), expected (1, 2)  [",
        "    matrix_multiply: a (4, 3) x b (2, 2): inner sizes 3 and 2 differ  [",
        "    network_forward: x (0, 2) holds no samples  [",
        "    network_forward: x (5, 2) through 2 layers, but the cache is for 4 rows",
        "    matrix_multiply: out (4, 2) shares memory with a (aliasing)  [",
        "    network_forward: a (4, 2) and x (4, 2) share memory (aliasing)  ["};
    Outcome o = run_with_defaults();
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        cr_assert_not_null(strstr(o.out, lines[i]), "not printed: %s", lines[i]);
    WITHIN(program_value("products.stopped"), 7, 0);
    WITHIN(program_value("products.tried"), 8, 0);
    WITHIN(program_value("refused.stopped"), 7, 0);
}

/* A row of 8 and of 3; nothing once the ReLU hides it; a column of 150, then all. And
 * the square products, which nobody can refuse. */
Test(chapter2, what_no_check_can_see_is_counted)
{
    // row (1, 2, 3) times W is (-2, 4, 9), times W^T (5, 11, 2)
    cr_assert_not_null(strstr(run_with_defaults().out,
                              "\n   -2      4      9      5     11      2\n"));
    const struct {
        const char *name;
        double nans;
    } known[] = {{"nan.none.z0", 0},     {"nan.none.z1", 0},    {"nan.sample.z0", 8},
                 {"nan.sample.a0", 8},   {"nan.sample.z1", 3},  {"nan.hidden.z0", 8},
                 {"nan.hidden.a0", 0},   {"nan.hidden.z1", 0},  {"nan.weight.z0", 150},
                 {"nan.weight.a0", 150}, {"nan.weight.z1", 450}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        WITHIN(program_value(known[i].name), known[i].nans, 0);
    WITHIN(program_value("square.difference"), 7, 0);
    WITHIN(program_value("square.symmetric"), 0, 0);
}
