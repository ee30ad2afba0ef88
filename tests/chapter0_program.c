/* Chapter 0, the program: what it prints and writes, its options, and what it says of
 * data that it cannot use. */
#define _POSIX_C_SOURCE 200809L
#define PROGRAM "chapter0"
#include "programs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter0, .timeout = 60, .fini = temporary_remove);

/* What the chapter claims of matrices and slopes, from the values it quotes. */
Test(chapter0, what_it_found_about_matrices_and_slopes_is_so)
{
    cr_assert_eq(run_with_defaults().status, 0);
    double e = (double)REAL_EPSILON;
    WITHIN(program_value("dot.bill"), 13, 0);
    // the tangent is 3^-step: the error falls by (1 + 9 t^2) / 9 / (1 + t^2)
    WITHIN(program_value("power.1.ratio"), 0.2, 32 * e);
    WITHIN(program_value("power.4.ratio"), 1.0 / 9, 1e-3);
    WITHIN(program_value("start.stuck"), 1, 64 * e);
    WITHIN(program_value("start.freed"), (5 + sqrt(5)) / 2,
           64 * e); // rounding sets it free
    WITHIN(program_value("start.smaller"), (5 - sqrt(5)) / 2, 16 * e);
    WITHIN(program_value("graph.dw"), -8, 0);
    cr_assert(program_value("nudges.least") < program_value("nudges.1.error") / 10);
    cr_assert(program_value("nudges.least") < program_value("nudges.15.error") / 10);
    WITHIN(program_value("nudges.17.error"), exp(1),
           4 * e); // no digit of the slope is right
    cr_assert(program_value("overwritten.wrong") >
              3 * program_value("overwritten.right"));
}

/* 0.99^2000 leaves 2e-9 of the steep start, 1.01^1000 makes 1e4 of it. */
Test(chapter0, what_it_found_about_descent_is_so)
{
    cr_assert_eq(run_with_defaults().status, 0);
    for (int k = 0; k < 5; k++) {
        char name[32];
        snprintf(name, sizeof name, "sides.%d.1000", k);
        if (k < 3) cr_assert(program_value(name) < 1e-6);
        if (k == 3)
            WITHIN(program_value(name), 3, 0.01); // 3/2 of the steep part, 2, for ever
        if (k == 4) cr_assert(program_value(name) > 1e8);
    }
    cr_assert(program_value("sides.4.1") < program_value("sides.4.0") / 1.9,
              "at first it falls");
    WITHIN(program_value("bad.3"), 20, 0);       // 2^-20 is the first under a millionth
    WITHIN(program_value("bad.1000"), 6908, 20); // ln 10^6 / ln (1001 / 999)
    // numpy.linalg.eigvalsh of the mean of (x, 1)^T (x, 1), and numpy.polyfit of degree 1
    WITHIN(program_value("flowers.largest"), 18.04650, 0.0001);
    WITHIN(program_value("flowers.smaller"), 0.17151, 0.0001);
    WITHIN(program_value("flowers.0.slope"), 0.41576, 0.0001);
    WITHIN(program_value("flowers.0.intercept"), -0.36308, 0.0001);
    cr_assert(fabs(program_value("flowers.1.slope")) > 1e6);
}

/* 20000 repeats know a variance to root (2 / 20000) = 1% at most; four times that. For a
 * root mean square from 5000 repeats it is 1%, and the fitted power is off by less. */
static void chance_is_so(void)
{
    double variance = 35.0 / 12, std = sqrt(variance);
    WITHIN(program_value("die.variance"), variance, 32 * (double)REAL_EPSILON);
    for (int n = 1; n <= 256; n *= 4) {
        char apart[32], same[32];
        snprintf(apart, sizeof apart, "sums.%d.apart", n);
        snprintf(same, sizeof same, "sums.%d.same", n);
        WITHIN(program_value(apart), variance, 0.04 * variance);
        WITHIN(program_value(same), n * variance, 0.04 * n * variance);
    }
    for (int n = 1; n <= 4096; n *= 4) {
        char name[32];
        snprintf(name, sizeof name, "means.%d", n);
        WITHIN(program_value(name) * sqrt(n), std, 0.05 * std);
    }
    WITHIN(program_value("means.slope"), -0.5, 0.015);
    WITHIN(program_value("few.2.ratio"), 1.0 / 2, 0.04);
    WITHIN(program_value("few.5.ratio"), 4.0 / 5, 0.04);
    WITHIN(program_value("few.100.ratio"), 99.0 / 100, 0.01);
}

Test(chapter0, what_it_found_about_chance_is_so_for_any_seed)
{
    const char *seeds[] = {"", "--seed 2", "--seed=987654321"};
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(program("%s", seeds[i]).status, 0);
        chance_is_so();
    }
}

Test(chapter0, what_it_found_about_a_coin_is_so)
{
    cr_assert_eq(run_with_defaults().status, 0);
    CLOSE(program_value("coin.half"), log(2), 8, 0);
    CLOSE(program_value("coin.best"), -0.7 * log(0.7) - 0.3 * log(0.3), 16, 0);
}

Test(chapter0, seed_rolls_other_dice_and_nothing_else)
{
    const char *one = run_with_defaults().out;
    Outcome o = program("--seed=20250101");
    const char *sums = strstr(one, "sums: ");
    cr_assert_eq(strncmp(o.out, one, (size_t)(sums - one)), 0);
    cr_assert_str_neq(strstr(o.out, "sums: "), sums);
    cr_assert_str_eq(strstr(o.out, "coin: "), strstr(one, "coin: "));
}

/* At the rate 0.6 the factors are 1 - 1.8 = -0.8 and 1 - 0.6 = 0.4: after one step the
 * bowl's height is 3 * 0.64 + 4 * 0.16 = 2.56. */
Test(chapter0, learning_rate_adds_a_row_of_its_own)
{
    cr_assert_null(strstr(run_with_defaults().out, "\n  0.6000 "));
    Outcome o = program("--learning-rate 0.6");
    cr_assert_eq(o.status, 0);
    const char *row = strstr(o.out, "\n  0.6000 ");
    cr_assert_not_null(row);
    cr_assert_not_null(strstr(row, " -0.80  0.40 "));
    WITHIN(program_value("sides.5.1"), 2.56, 1e-5);
    cr_assert(program_value("sides.5.1000") < 1e-6);
    const char *ends[][2] = {{"--learning-rate 0.00001", "  on its way\n"},
                             {"--learning-rate 0.666", "  on its way\n"},
                             {"--learning-rate 0.667", "  flies off\n"}};
    for (size_t i = 0; i < 3; i++) {
        Outcome end = program("%s", ends[i][0]); // the sixth row of the block
        const char *at = strstr(end.out, "two sides:");
        for (int line = 0; line < 7 && at; line++) at = strchr(at + 1, '\n');
        cr_assert_not_null(at);
        cr_assert_not_null(strstr(at, ends[i][1]), "%s", ends[i][0]);
        cr_assert(strstr(at, ends[i][1]) < strchr(at + 1, '\n'), "%s", ends[i][0]);
    }
}

/* One step from zero goes along c, times the rate: 1.99 / 18.0465 of the mean of x y. */
Test(chapter0, epochs_shortens_the_descent_on_flowers)
{
    Outcome o = program("--epochs 1");
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, ", 1 steps: slope "));
    WITHIN(program_value("flowers.0.slope"), 1.99 / 18.04650 * 5.794067, 0.0002);
}

/* --- the reader's own data ---------------------------------------------------- */

Test(chapter0, refuses_data_that_it_cannot_use)
{
    const char *const cases[][2] = {
        {"", ": is empty"},
        {"1,2,3,0.5x,0\n", ":1:7: found \"0.5x\", expected a number"},
        {"1,2,3,0\n4,5,6,1\n", ": 3 features, expected at least 4"},
        {"1,2,3,4,0\n5,6,3,7,1\n", ": column 3 is 3 in every row, and no line fits it"},
    };
    refuses_texts("--data", sizeof cases / sizeof cases[0], cases);
}
