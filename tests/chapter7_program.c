/* Chapter 7, the program: what it prints and writes, its options, and data that it
 * cannot use. */
#define _POSIX_C_SOURCE 200809L
#define PROGRAM "chapter7"
#include "programs.h"
#include "real.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter7, .timeout = 120, .fini = temporary_remove);

static bool is_double(void)
{
    return sizeof(real) == sizeof(double);
}

#if !defined(DEBUG) && !defined(__SANITIZE_ADDRESS__)
/* What the text claims, and the series, from a run at full length; under sanitizers it
 * takes a minute. */
Test(chapter7, what_it_found_is_so)
{
    cr_assert_eq(run_with_defaults().status, 0);
    // a bfloat16 counts to 2^8, and so on
    WITHIN(program_value("counting.half"), 2048, 0);
    WITHIN(program_value("counting.bfloat16"), 256, 0);
    WITHIN(program_value("counting.float"), 16777216, 0);
    WITHIN(program_value("formats.double.over"), 709.78, 0.01);
    WITHIN(program_value("formats.float.over"), 88.72, 0.01);
    // n times 0.1: 256 times as many lose at least 64 times as much
    cr_assert(program_value("sums.131072.tenths") >
              64 * program_value("sums.512.tenths"));
    cr_assert(program_value("sums.131072.pairwise") <= 17);
    cr_assert(program_value("sums.131072.neumaier") <= 1.01);
    cr_assert(program_value("bound.1.worst") <= program_value("bound.1.bound"));
    // a guard holds the loss at -ln 1e-7 where the truth is 40
    WITHIN(program_value("guards.-40.clip"), 16.118, 0.001);
    WITHIN(program_value("guards.-40.epsilon"), 18.421, 0.001);
    WITHIN(program_value("guards.-40.fused"), 40, 1e-5);
    // rates over seeds
    WITHIN(program_value("naive.0.sound"), 0, 0);
    WITHIN(program_value("naive.3.sound"), 20, 0);
    cr_assert(program_value("naive.3.right") > 0.95);
    cr_assert(program_value("naive.1.right") < 0.6 &&
              program_value("naive.2.right") < 0.6); // or NaN at once
    WITHIN(program_value("diverging.0.sound"), 0, 0);
    for (int k = 1; k < 6; k++) {
        char name[2][40];
        snprintf(name[0], sizeof name[0], "diverging.%d.sound", k);
        snprintf(name[1], sizeof name[1], "diverging.%d.right", k);
        WITHIN(program_value(name[0]), 10, 0);
        cr_assert(program_value(name[1]) > 0.75, "%s is %g", name[1],
                  program_value(name[1]));
    }
    // the sigmoid's slope is at most a quarter; the weights' share is near 1
    cr_assert(program_value("deep.0.factor") < 0.25 &&
              program_value("deep.0.first") < 1e-10);
    cr_assert(program_value("deep.2.factor") > 0.9 &&
              program_value("deep.2.factor") < 1.2);
    cr_assert(program_value("deep.3.factor") > 1.2 &&
              program_value("deep.3.first") > 10);
    cr_assert(program_value("deep.2.right") > 2 * program_value("deep.0.right"));
    series_are_whole(false);
}
#endif

/* What the text says of the numbers of a double. */
Test(chapter7, tracing_finds_the_batch_that_overflowed)
{
    Outcome o = program("--epochs 1");
    cr_assert_not_null(strstr(o.out, "exp(1000) = inf  inf / inf = nan"));
    cr_assert_not_null(strstr(o.out, "  infinity  loss of the batch: squared of ["));
    if (is_double()) cr_assert_not_null(strstr(o.out, "sqrt(-5.55112e-17) = nan"));
    cr_assert(program_value("tracing.nan") > program_value("tracing.first"));
}

Test(chapter7, seed_chooses_what_is_drawn)
{
    const char *first = program("--epochs 2").out;
    Outcome o = program("--epochs 2 --seed 2");
    cr_assert_eq(o.status, 0);
    cr_assert(strcmp(o.out, first) != 0, "the seed changes nothing");
    const char *drawn = strstr(first, "\n\nsums: ");
    cr_assert_eq(strncmp(o.out, first, (size_t)(drawn - first)), 0);
}

/* A head line, and the losses of steps 0 .. 6. */
Test(chapter7, epochs_and_rate_reach_the_runs)
{
    Outcome o = program("--epochs 7 --learning-rate 0.05");
    cr_assert_eq(o.status, 0);
    OUTCOME(run("grep -c . %s", temporary("out/diverging0.tsv")), 0, "8\n", "");
    cr_assert_not_null(strstr(o.out, "a tanh network, rate 0.05, 10 seeds\n"));
    WITHIN(program_value("diverging.0.sound"), 10, 0);
}

Test(chapter7, refuses_data_that_it_cannot_use_with_status_1)
{
    const char *const awk[] = {
        "BEGIN { for (i = 0; i < 100; i++) print i \",\" i % 2 }",
        "BEGIN { for (i = 0; i < 200; i++) print i \",0\" }",
        "BEGIN { for (i = 0; i < 200; i++) print \"0,\" i % 2 }",
    };
    const char *const said[] = {
        ": 100 samples, expected at least 101",
        ": 1 classes, expected at least 2",
        ": every number is 0, and nothing can be learned",
    };
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(run("awk '%s' > %s", awk[i], temporary("d.csv")).status, 0);
        refuses_file("--data", temporary("d.csv"), said[i]);
    }
}
