/* Dead units get new weights; the living keep theirs. */
#include "exercises/support.h"
#include "init.h"
#include "monitor.h"

size_t revive(Matrix w, Matrix b, Matrix a, uint64_t seed);

TestSuite(ex6_2, .timeout = 10);

enum { IN = 40, OUT = 30, ROWS = 9 };

/* A layer whose units 3, 6, 9 ... are dead, and what it said. Units that are alive say
 * something to one sample at least, negative numbers among it. */
typedef struct Case {
    real w_data[IN * OUT], b_data[OUT], a_data[ROWS * OUT];
    Matrix w, b, a;
} Case;

static bool is_dead(size_t j)
{
    return j % 3 == 0 && j > 0;
}

static void case_begin(Case *c)
{
    Random random = random_seed(exercise_seed());
    c->w = matrix_view(c->w_data, IN, OUT);
    c->b = matrix_view(c->b_data, 1, OUT);
    c->a = matrix_view(c->a_data, ROWS, OUT);
    random_fill_uniform(&random, c->w, 5, 6);
    random_fill_uniform(&random, c->b, -6, -5);
    matrix_fill(c->a, 0);
    for (size_t j = 0; j < OUT; j++)
        if (!is_dead(j)) matrix_at(c->a, j % ROWS, j) = (real)(j % 2 ? 0.25 : -0.25);
}

static size_t dead_units(void)
{
    size_t count = 0;
    for (size_t j = 0; j < OUT; j++) count += is_dead(j);
    return count;
}

Test(ex6_2, a_counts_the_dead)
{
    Case c;
    case_begin(&c);
    size_t got = revive(c.w, c.b, c.a, 1);
    cr_assert(got == dead_units(), "%zu units revived, expected %zu", got,
              dead_units());
    matrix_fill(c.a, 1);
    got = revive(c.w, c.b, c.a, 1);
    cr_assert(got == 0, "%zu units revived, of a layer in which none is dead", got);
}

Test(ex6_2, b_the_living_keep_every_bit)
{
    Case c, before;
    case_begin(&c);
    case_begin(&before);
    size_t got = revive(c.w, c.b, c.a, 2);
    cr_assert(got == dead_units(), "%zu units revived, expected %zu", got,
              dead_units());
    for (size_t j = 0; j < OUT; j++) {
        if (is_dead(j)) continue;
        cr_assert(c.b_data[j] == before.b_data[j], "the bias of unit %zu has changed",
                  j);
        for (size_t i = 0; i < IN; i++)
            cr_assert(matrix_at(c.w, i, j) == matrix_at(before.w, i, j),
                      "weight (%zu, %zu) has changed, and unit %zu is not dead", i, j,
                      j);
    }
    cr_assert(matrix_equal(c.a, before.a), "a is an input, and was changed");
}

/* All old weights lie between 5 and 6, new ones near 0. */
Test(ex6_2, b_the_dead_get_new_weights_and_no_bias)
{
    Case c;
    case_begin(&c);
    size_t got = revive(c.w, c.b, c.a, 3);
    cr_assert(got == dead_units(), "%zu units revived, expected %zu", got,
              dead_units());
    for (size_t j = 0; j < OUT; j++) {
        if (!is_dead(j)) continue;
        cr_assert(c.b_data[j] == 0, "the bias of dead unit %zu is %g, expected 0", j,
                  (double)c.b_data[j]);
        for (size_t i = 0; i < IN; i++)
            cr_assert(fabs((double)matrix_at(c.w, i, j)) < 3,
                      "weight (%zu, %zu) is %g: unit %zu is dead, and kept its weights",
                      i, j, (double)matrix_at(c.w, i, j), j);
    }
}

/* 360 normal numbers: their mean square is off by sqrt(2 / 360) = 0.075 of itself, five
 * of these are 0.38; a uniform draw would have none beyond 1.74 standard deviations, of
 * normal ones 8% are. */
Test(ex6_2, c_the_new_weights_are_hes)
{
    Case c;
    case_begin(&c);
    revive(c.w, c.b, c.a, exercise_seed() + 4);
    double square = 0, far = 0, count = (double)dead_units() * IN, want = 2.0 / IN;
    for (size_t j = 0; j < OUT; j++)
        for (size_t i = 0; i < IN && is_dead(j); i++) {
            double weight = (double)matrix_at(c.w, i, j);
            square += weight * weight / count;
            far += fabs(weight) > 1.8 * sqrt(want);
        }
    cr_assert(
        fabs(square - want) <= 0.38 * want,
        "the mean square of the new weights is %.4f, expected %.4f%s", square, want,
        fabs(square - want * want) < 0.4 * want * want
            ? ": a number of variance 1 times s has the variance s^2"
        : fabs(square - 2.0 / OUT) < 0.1 * want ? ": n_in is the count of rows of w"
                                                : "");
    cr_assert(far > 0, "no new weight beyond 1.8 standard deviations: is it normal?");
}

Test(ex6_2, c_no_twins_and_the_seed_decides)
{
    Case c, again, other;
    case_begin(&c);
    case_begin(&again);
    case_begin(&other);
    revive(c.w, c.b, c.a, 5);
    revive(again.w, again.b, again.a, 5);
    revive(other.w, other.b, other.a, 6);
    cr_assert(matrix_equal(c.w, again.w), "the same seed gave other weights");
    cr_assert_not(matrix_equal(c.w, other.w), "another seed gave the same weights");
    Layer layer = {c.w, c.b, {NULL, NULL, NULL}};
    cr_assert(layer_distinct(layer) == OUT,
              "%zu of %d units are distinct: is the generator made anew for each unit?",
              layer_distinct(layer), OUT);
}

/* One sample, one input: the smallest layer. */
Test(ex6_2, a_one_unit)
{
    real w = 7, b = -3, a = 0;
    size_t got = revive(matrix_view(&w, 1, 1), matrix_view(&b, 1, 1),
                        matrix_view(&a, 1, 1), 8);
    cr_assert(
        got == 1 && w != 7 && b == 0,
        "%zu revived, w is %g and b %g; expected 1, a w drawn anew (it was 7), and b 0",
        got, (double)w, (double)b);
}
