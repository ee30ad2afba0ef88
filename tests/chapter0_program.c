/* Chapter 0, the program: what it prints and writes, its options, and what it says of
 * data that it cannot use. */
#define _POSIX_C_SOURCE 200809L
#include "programs.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter0, .timeout = 60, .fini = temporary_remove);

/* Runs the program with these arguments, its folder for output beside them. */
static Outcome chapter0(const char *arguments)
{
    return run("%s --out %s %s", program_path("chapter0"), temporary("out"), arguments);
}

static const char *const BLOCKS[] = {"dot product",
                                     "recipes",
                                     "order matters",
                                     "eigenvectors",
                                     "power iteration",
                                     "equal sizes",
                                     "wrong start",
                                     "directions",
                                     "small nudges",
                                     "fan-out",
                                     "overwritten",
                                     "prices go back",
                                     "two sides",
                                     "bad direction",
                                     "flowers",
                                     "die",
                                     "sums",
                                     "means",
                                     "few samples",
                                     "coin",
                                     "underflow"};

Test(chapter0, tells_its_story_block_by_block)
{
    Outcome o = chapter0("");
    require_blocks(o, BLOCKS, sizeof BLOCKS / sizeof *BLOCKS);
}

/* What the chapter claims of matrices and slopes, from the values it quotes. */
Test(chapter0, what_it_found_about_matrices_and_slopes_is_so)
{
    cr_assert_eq(chapter0("").status, 0);
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
    cr_assert_eq(chapter0("").status, 0);
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
        cr_assert_eq(chapter0(seeds[i]).status, 0);
        chance_is_so();
    }
}

Test(chapter0, what_it_found_about_a_coin_is_so)
{
    cr_assert_eq(chapter0("").status, 0);
    CLOSE(program_value("coin.half"), log(2), 8, 0);
    CLOSE(program_value("coin.best"), -0.7 * log(0.7) - 0.3 * log(0.3), 16, 0);
}

Test(chapter0, writes_every_series_whole)
{
    cr_assert_eq(chapter0("").status, 0);
    OUTCOME(run("cd %s && ls", temporary("out")), 0,
            "circle.tsv\ncoin.tsv\ngraph.tsv\nmeans.tsv\npaths.tsv\nvalues.tsv\n", "");
    OUTCOME(run("cd %s && awk -F '\\t' '"
                "FNR == 1 { if (!/^# /) print FILENAME, \"no head\"; width = NF; next }"
                "NF && (NF != width || /nan|inf/) { print FILENAME, FNR, $0 }' "
                "circle.tsv coin.tsv graph.tsv means.tsv paths.tsv",
                temporary("out")),
            0, "", "");
    OUTCOME(run("cd %s && grep -vc '^#\\|^$' circle.tsv graph.tsv means.tsv paths.tsv",
                temporary("out")),
            0, "circle.tsv:181\ngraph.tsv:6\nmeans.tsv:7\npaths.tsv:39\n", "");
}

Test(chapter0, is_the_same_byte_for_byte_every_time)
{
    const char *first = chapter0("").out;
    cr_assert_eq(run("mv %s %s", temporary("out"), temporary("first")).status, 0);
    OUTCOME(chapter0(""), 0, first, "");
    OUTCOME(run("diff -r %s %s", temporary("first"), temporary("out")), 0, "", "");
}

/* --- options ------------------------------------------------------------------ */

Test(chapter0, help_lists_every_option_and_does_nothing)
{
    Outcome o = HELP("chapter0", "--seed SEED", "--epochs COUNT",
                     "--learning-rate RATE", "--data PATH", "--out PATH");
    cr_assert_null(strstr(o.out, "dot product: "));
    cr_assert_neq(access(temporary("out"), F_OK), 0, "nothing is written");
}

Test(chapter0, seed_rolls_other_dice_and_nothing_else)
{
    const char *one = chapter0("").out;
    OUTCOME(chapter0("--seed 1"), 0, one, "");
    Outcome o = chapter0("--seed=20250101");
    const char *sums = strstr(one, "sums: ");
    cr_assert_eq(strncmp(o.out, one, (size_t)(sums - one)), 0);
    cr_assert_str_neq(strstr(o.out, "sums: "), sums);
    cr_assert_str_eq(strstr(o.out, "coin: "), strstr(one, "coin: "));
}

/* At the rate 0.6 the factors are 1 - 1.8 = -0.8 and 1 - 0.6 = 0.4: after one step the
 * bowl's height is 3 * 0.64 + 4 * 0.16 = 2.56. */
Test(chapter0, learning_rate_adds_a_row_of_its_own)
{
    cr_assert_null(strstr(chapter0("").out, "\n  0.6000 "));
    Outcome o = chapter0("--learning-rate 0.6");
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
        Outcome end = chapter0(ends[i][0]); // the sixth row of the block
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
    Outcome o = chapter0("--epochs 1");
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, ", 1 steps: slope "));
    WITHIN(program_value("flowers.0.slope"), 1.99 / 18.04650 * 5.794067, 0.0002);
}

Test(chapter0, refuses_unknown_and_malformed_options_with_one_line)
{
    const char *const cases[][2] = {
        {"--epoch 5",
         "unknown option '--epoch'; did you mean --epochs? (--help lists them all)"},
        {"data.csv", "unknown option 'data.csv'; --help lists them all"},
        {"--seed -1", "--seed takes a whole number from 0 to 18446744073709551615, "
                      "not '-1'"},
        {"--epochs 0", "--epochs takes a whole number from 1 to 1000000000, not '0'"},
        {"--learning-rate -1", "--learning-rate takes a number above 0, not '-1'"},
        {"--data", "--data takes a path, not ''"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[256];
        snprintf(line, sizeof line, "chapter0: %s\n", cases[i][1]);
        OUTCOME(chapter0(cases[i][0]), 2, "", line);
    }
    cr_assert_neq(access(temporary("out"), F_OK), 0, "nothing is written");
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
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[1024], arguments[512];
        const char *path = temporary("bad.csv");
        write_file(path, cases[i][0], strlen(cases[i][0]));
        snprintf(arguments, sizeof arguments, "--data %s", path);
        snprintf(line, sizeof line, "chapter0: %s%s\n", path, cases[i][1]);
        OUTCOME(chapter0(arguments), 1, "", line);
    }
    char line[600];
    snprintf(line, sizeof line,
             "chapter0: %s: cannot be opened: No such file or directory\n",
             temporary("none.csv"));
    OUTCOME(run("%s --data %s", program_path("chapter0"), temporary("none.csv")), 1, "",
            line);
}

Test(chapter0, says_when_its_output_cannot_be_written)
{
    OUTCOME(run("%s --out %s > /dev/full", program_path("chapter0"), temporary("out")),
            1, "",
            "chapter0: the output: cannot be written: No space left on device\n");
}
