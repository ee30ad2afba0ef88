/* Chapter 6, the program: what it prints and writes, its options, and what it says of
 * data that it cannot use. Most runs here are of few seeds and epochs: the facts have
 * tests of their own. */
#define _POSIX_C_SOURCE 200809L
#include "programs.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter6, .timeout = 120, .fini = temporary_remove);

#define SHORT "--seeds 2 --epochs 1"

/* Runs the program with these arguments, its folder for output beside them. */
static Outcome chapter6(const char *arguments)
{
    return run("%s --out %s %s", program_path("chapter6"), temporary("out"), arguments);
}

/* A number that the last run wrote into values.tsv. */
static double value(const char *name)
{
    char line[256];
    double number = NAN;
    FILE *file = fopen(temporary("out/values.tsv"), "r");
    cr_assert_not_null(file, "no values");
    while (fgets(line, sizeof line, file)) {
        size_t size = strcspn(line, "\t");
        if (strlen(name) == size && strncmp(line, name, size) == 0)
            number = strtod(line + size, NULL);
    }
    fclose(file);
    cr_assert_not(isnan(number), "values.tsv has no %s", name);
    return number;
}

Test(chapter6, tells_its_story_block_by_block)
{
    const char *blocks[] = {"ten layers",     "lucky",       "copies", "coins",
                            "straight stack", "tanh layers", "half",   "relu stack",
                            "thirty layers",  "saturated",   "dead",   "rates"};
    Outcome o = chapter6(SHORT);
    require_blocks(o, blocks, sizeof blocks / sizeof *blocks);
    cr_assert_null(strstr(o.out, "-nan"));
}

/* Not the numbers of today, but what the chapter claims of them. Six seeds and four
 * epochs are a third of the default on each side: enough for the order of the schemes. */
Test(chapter6, what_it_found_is_so)
{
    cr_assert_eq(chapter6("--seeds 6 --epochs 6").status, 0);
    double nothing = log(10);
    WITHIN(value("nothing"), nothing, 1e-6);
    WITHIN(value("ten-layers.0.median"), nothing, 0.03); // zeros
    WITHIN(value("ten-layers.1.median"), nothing, 0.03); // small
    cr_assert(value("ten-layers.4.median") < value("ten-layers.3.median"), "he");
    cr_assert(value("ten-layers.5.median") < value("ten-layers.3.median"),
              "orthogonal");
    cr_assert(value("thirty-layers.0.low") > 2.25, "xavier stalls");
    cr_assert(value("thirty-layers.1.median") < 2.2, "he learns");
    WITHIN(value("copies.zeros.distinct"), 1, 0);
    WITHIN(value("copies.tenths.distinct"), 1, 0);
    WITHIN(value("copies.small.distinct"), 32, 0);
    WITHIN(value("coins.square"), 4, 0.08); // five standard deviations of 100000
    WITHIN(value("straight.4.low"), 1, 1e-4);
    WITHIN(value("straight.4.high"), 1, 1e-4);
    for (int k = 0; k < 4; k++) {
        char name[32];
        snprintf(name, sizeof name, "half.relu.%d", k);
        WITHIN(value(name), 0.5, 0.02);
    }
    WITHIN(value("dead.0.most"), 0, 0);
    cr_assert(value("dead.1.fewest") >= 1);
    WITHIN(value("dead.1.low"), nothing, 0.03);
    WITHIN(value("dead.2.most"), 0, 0);
    cr_assert(value("dead.2.high") < 1.5, "a mended network learns");
    cr_assert(value("saturated.0.9.part") > 0.2);
    cr_assert(value("saturated.1.9.part") < 0.01);
    WITHIN(value("rates.0.sound"), 6, 0);
    WITHIN(value("rates.3.sound"), 0, 1);
}

Test(chapter6, writes_every_series_whole)
{
    cr_assert_eq(chapter6(SHORT).status, 0);
    OUTCOME(run("cd %s && ls", temporary("out")), 0,
            "relu-stack.tsv\ntanh-activations.tsv\ntanh-gradients.tsv\n"
            "ten-layers-spread.tsv\nten-layers.tsv\nthirty-layers-spread.tsv\n"
            "thirty-layers.tsv\nvalues.tsv\n",
            "");
    OUTCOME(run("cd %s && for f in [rt]*.tsv; do awk -F '\\t' '"
                "FNR == 1 { if (!/^# /) print FILENAME, \"no head\"; width = NF; next }"
                "NF && NF != width { print FILENAME, FNR, $0 }' $f; done",
                temporary("out")),
            0, "", "");
    // six schemes of two seeds and one epoch; two schemes of thirty layers
    OUTCOME(run("cd %s && grep -vc '^#\\|^$' ten-layers.tsv relu-stack.tsv",
                temporary("out")),
            0, "ten-layers.tsv:12\nrelu-stack.tsv:60\n", "");
}

/* Every part of a histogram sums to 1: 2 schemes, 9 hidden layers. */
Test(chapter6, histograms_count_every_number_once)
{
    cr_assert_eq(chapter6(SHORT).status, 0);
    OUTCOME(
        run("cd %s && for f in tanh-*.tsv; do awk -F '\\t' '!/^#/ && NF { sum += $3 }"
            " END { print (sum > 17.9999 && sum < 18.0001) }' $f; done",
            temporary("out")),
        0, "1\n1\n", "");
}

Test(chapter6, is_the_same_byte_for_byte_every_time)
{
    const char *first = chapter6(SHORT).out;
    cr_assert_eq(run("mv %s %s", temporary("out"), temporary("first")).status, 0);
    OUTCOME(chapter6(SHORT), 0, first, "");
    OUTCOME(run("diff -r %s %s", temporary("first"), temporary("out")), 0, "", "");
}

/* --- options ------------------------------------------------------------------- */

Test(chapter6, help_lists_every_option_and_does_nothing)
{
    HELP("chapter6", "--seed SEED", "--epochs COUNT", "--learning-rate RATE",
         "--depth COUNT", "--seeds COUNT", "--data PATH", "--out PATH");
}

Test(chapter6, options_do_what_they_say)
{
    cr_assert_eq(chapter6(SHORT).status, 0);
    double median = value("ten-layers.4.median"), thirty = value("thirty-layers.1.low");
    cr_assert_eq(chapter6(SHORT " --seed 7").status, 0);
    cr_assert(value("ten-layers.4.median") != median, "--seed");
    cr_assert_eq(chapter6(SHORT " --learning-rate 0.01").status, 0);
    cr_assert(value("ten-layers.4.median") != median, "--learning-rate");
    cr_assert(value("thirty-layers.1.low") == thirty,
              "--learning-rate is of ten layers");
    Outcome o = chapter6("--seeds 1 --epochs 2 --depth 1");
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, "of 1 ReLU layers after 2 epochs, from 1 starts"));
}

Test(chapter6, refuses_malformed_options_with_one_line)
{
    const char *const cases[][2] = {
        {"--epoch 5",
         "unknown option '--epoch'; did you mean --epochs? (--help lists them all)"},
        {"--depth 0", "--depth takes a whole number from 1 to 1000000000, not '0'"},
        {"--seeds x", "--seeds takes a whole number from 1 to 1000000000, not 'x'"},
        {"--learning-rate 0", "--learning-rate takes a number above 0, not '0'"},
        {"--seed",
         "--seed takes a whole number from 0 to 18446744073709551615, not ''"},
        {"--data", "--data takes a path, not ''"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[256];
        snprintf(line, sizeof line, "chapter6: %s\n", cases[i][1]);
        OUTCOME(chapter6(cases[i][0]), 2, "", line);
    }
    cr_assert_neq(access(temporary("out"), F_OK), 0, "nothing is written");
}

/* --- data ------------------------------------------------------------------------ */

/* Requires status 1, nothing printed and one line, `chapter6: PATH` and what is said. */
static void refuses(const char *said)
{
    char line[1024], arguments[512];
    const char *path = temporary("bad.csv");
    snprintf(line, sizeof line, "chapter6: %s%s\n", path, said);
    snprintf(arguments, sizeof arguments, "--data %s", path);
    OUTCOME(chapter6(arguments), 1, "", line);
    cr_assert_neq(access(temporary("out"), F_OK), 0, "something is written");
}

Test(chapter6, refuses_data_that_it_cannot_use)
{
    refuses(": cannot be opened: No such file or directory");
    write_file(temporary("bad.csv"), "", 0);
    refuses(": is empty");
    write_file(temporary("bad.csv"), "1,2,0\n3,4,1\n", 12);
    refuses(": 2 samples, expected at least 200");
    run("yes 1,2,0 | head -300 > %s", temporary("bad.csv"));
    refuses(": 1 classes, expected at least 2");
    run("{ yes 1,2,0 | head -300; echo 1,x,1; } > %s", temporary("bad.csv"));
    refuses(":301:3: found \"x\", expected a number");
    run("{ yes 1,2,0 | head -300; echo 1,3,1; } > %s", temporary("bad.csv"));
    refuses(": the first 200 samples are all the same");
}

/* Any samples with two or more classes do: here two features and three classes. */
Test(chapter6, takes_the_readers_own_data)
{
    run("awk 'BEGIN { for (i = 0; i < 210; i++) print i %% 7 \",\" i * i %% 11 \",\" "
        "i %% 3 }' > %s",
        temporary("own.csv"));
    Outcome o = run("%s --out %s --data %s " SHORT, program_path("chapter6"),
                    temporary("out"), temporary("own.csv"));
    cr_assert_eq(o.status, 0, "%s", o.err);
    cr_assert_not_null(strstr(o.out, "ln 3, for saying nothing: 1.099"));
}
