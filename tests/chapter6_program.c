/* Chapter 6, the program: what it prints and writes, its options, and what it says of
 * data that it cannot use. Most runs here are of few seeds and epochs: the facts have
 * tests of their own. */
#define _POSIX_C_SOURCE 200809L
#define PROGRAM "chapter6"
#include "programs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter6, .timeout = 120, .fini = temporary_remove);

#define SHORT "--seeds 2 --epochs 1"

/* Not the numbers of today, but what the chapter claims of them. Six seeds and four
 * epochs are a third of the default on each side: enough for the order of the schemes. */
Test(chapter6, what_it_found_is_so)
{
    cr_assert_eq(program("--seeds 6 --epochs 6").status, 0);
    double nothing = log(10);
    WITHIN(program_value("nothing"), nothing, 1e-6);
    WITHIN(program_value("ten-layers.0.median"), nothing, 0.03); // zeros
    WITHIN(program_value("ten-layers.1.median"), nothing, 0.03); // small
    cr_assert(program_value("ten-layers.4.median") <
                  program_value("ten-layers.3.median"),
              "he");
    cr_assert(program_value("ten-layers.5.median") <
                  program_value("ten-layers.3.median"),
              "orthogonal");
    cr_assert(program_value("thirty-layers.0.low") > 2.25, "xavier stalls");
    cr_assert(program_value("thirty-layers.1.median") < 2.2, "he learns");
    WITHIN(program_value("copies.zeros.distinct"), 1, 0);
    WITHIN(program_value("copies.tenths.distinct"), 1, 0);
    WITHIN(program_value("copies.small.distinct"), 32, 0);
    WITHIN(program_value("coins.square"), 4,
           0.08); // five standard deviations of 100000
    WITHIN(program_value("straight.4.low"), 1, 1e-4);
    WITHIN(program_value("straight.4.high"), 1, 1e-4);
    for (int k = 0; k < 4; k++) {
        char name[32];
        snprintf(name, sizeof name, "half.relu.%d", k);
        WITHIN(program_value(name), 0.5, 0.02);
    }
    WITHIN(program_value("dead.0.most"), 0, 0);
    cr_assert(program_value("dead.1.fewest") >= 1);
    WITHIN(program_value("dead.1.low"), nothing, 0.03);
    WITHIN(program_value("dead.2.most"), 0, 0);
    cr_assert(program_value("dead.2.high") < 1.5, "a mended network learns");
    cr_assert(program_value("saturated.0.9.part") > 0.2);
    cr_assert(program_value("saturated.1.9.part") < 0.01);
    WITHIN(program_value("rates.0.sound"), 6, 0);
    WITHIN(program_value("rates.3.sound"), 0, 1);
}

/* Every part of a histogram sums to 1: 2 schemes, 9 hidden layers. */
Test(chapter6, histograms_count_every_number_once)
{
    cr_assert_eq(program(SHORT).status, 0);
    OUTCOME(
        run("cd %s && for f in tanh-*.tsv; do awk -F '\\t' '!/^#/ && NF { sum += $3 }"
            " END { print (sum > 17.9999 && sum < 18.0001) }' $f; done",
            temporary("out")),
        0, "1\n1\n", "");
}

Test(chapter6, options_do_what_they_say)
{
    cr_assert_eq(program(SHORT).status, 0);
    double median = program_value("ten-layers.4.median"),
           thirty = program_value("thirty-layers.1.low");
    cr_assert_eq(program(SHORT " --seed 7").status, 0);
    cr_assert(program_value("ten-layers.4.median") != median, "--seed");
    cr_assert_eq(program(SHORT " --learning-rate 0.01").status, 0);
    cr_assert(program_value("ten-layers.4.median") != median, "--learning-rate");
    cr_assert(program_value("thirty-layers.1.low") == thirty,
              "--learning-rate is of ten layers");
    Outcome o = program("--seeds 1 --epochs 2 --depth 1");
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, "of 1 ReLU layers after 2 epochs, from 1 starts"));
}

/* --- data ------------------------------------------------------------------------ */

Test(chapter6, refuses_data_that_it_cannot_use)
{
    const char *path = temporary("bad.csv"),
               *const texts[][2] = {
                   {"", ": is empty"},
                   {"1,2,0\n3,4,1\n", ": 2 samples, expected at least 200"}};
    refuses_texts("--data", 2, texts);
    run("yes 1,2,0 | head -300 > %s", path);
    refuses_file("--data", path, ": 1 classes, expected at least 2");
    run("{ yes 1,2,0 | head -300; echo 1,x,1; } > %s", path);
    refuses_file("--data", path, ":301:3: found \"x\", expected a number");
    run("{ yes 1,2,0 | head -300; echo 1,3,1; } > %s", path);
    refuses_file("--data", path, ": the first 200 samples are all the same");
}

/* Any samples with two or more classes do: here two features and three classes. */
Test(chapter6, takes_the_readers_own_data)
{
    run("awk 'BEGIN { for (i = 0; i < 210; i++) print i %% 7 \",\" i * i %% 11 \",\" "
        "i %% 3 }' > %s",
        temporary("own.csv"));
    Outcome o = program(SHORT " --data %s", temporary("own.csv"));
    cr_assert_eq(o.status, 0, "%s", o.err);
    cr_assert_not_null(strstr(o.out, "ln 3, for saying nothing: 1.099"));
}
