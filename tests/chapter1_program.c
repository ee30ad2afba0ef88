/* Chapter 1, the program: what it prints and writes, its options, and what it says of
 * data that it cannot use. */
#define _POSIX_C_SOURCE 200809L
#define PROGRAM "chapter1"
#include "programs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter1, .timeout = 20, .fini = temporary_remove);

static const double LN_2 = 0.69314718055994531;

/* What the chapter claims, from the values that its sentences quote. */
Test(chapter1, what_it_found_is_so)
{
    double e = (double)REAL_EPSILON;
    cr_assert_eq(run_with_defaults().status, 0);
    WITHIN(program_value("nudge.derived"), -4, 0);
    WITHIN(program_value("rates.2.step3"), -2, 16 * e);
    WITHIN(program_value("xor.tried"), 41 * 41 * 41, 0);
    WITHIN(program_value("xor.best"), 3, 0);
    WITHIN(program_value("xor.loss"), LN_2, fmax(1e-9, 4 * e));
    cr_assert(program_value("perceptron.mistakes") > 0);
    cr_assert(program_value("perceptron.mistakes") <=
              program_value("perceptron.bound"));
    cr_assert(program_value("no-line.last") > 0 && program_value("no-line.fewest") > 0);
    WITHIN(program_value("linear.w"), program_value("linear.slope"),
           fmax(1e-6, 100 * e));
    WITHIN(program_value("linear.b"), program_value("linear.intercept"),
           fmax(1e-6, 100 * e));
    // R's lm(Petal.Width ~ Petal.Length) and the residual deviance of its glm
    WITHIN(program_value("linear.slope"), 0.41576, 0.00001);
    WITHIN(program_value("linear.intercept"), -0.36308, 0.00001);
    WITHIN(2 * program_value("logistic.samples") * program_value("logistic.loss"),
           20.564, 0.0005);
}

Test(chapter1, seed_chooses_the_random_starts_and_nothing_else)
{
    const char *one = run_with_defaults().out;
    double start = program_value("xor.start");
    Outcome o = program("--seed=20250101");
    cr_assert(program_value("xor.start") != start);
    WITHIN(program_value("xor.loss"), LN_2, fmax(1e-9, 4 * (double)REAL_EPSILON));
    const char *block = strstr(one, "xor by descent"); // the last one
    cr_assert_eq(strncmp(o.out, one, (size_t)(block - one)), 0);
    cr_assert_str_neq(strstr(o.out, "xor by descent"), block);
}

/* A head line and the epochs 0 .. 5 make seven lines. */
Test(chapter1, epochs_shortens_the_runs)
{
    cr_assert_eq(program("--epochs 5").status, 0);
    OUTCOME(run("cd %s && grep -c . linear.tsv logistic.tsv", temporary("out")), 0,
            "linear.tsv:7\nlogistic.tsv:7\n", "");
    OUTCOME(run("tail -1 %s | cut -f 1", temporary("out/logistic.tsv")), 0, "5\n", "");
}

/* The factor is 1 - 0.49 * 2^2 = -0.96: the error 2 turns -1.92, 1.8432, -1.7695. */
Test(chapter1, learning_rate_adds_a_row_of_its_own)
{
    const char *row = "\n  0.49  2.0000  -1.9200  1.8432  -1.7695 ";
    cr_assert_null(strstr(run_with_defaults().out, "  0.49  "));
    Outcome o = program("--learning-rate 0.49");
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, row));
    cr_assert_not_null(strstr(strstr(o.out, row), " -0.96  shrinks, swinging\n"));
    cr_assert_not_null(strstr(o.out, "versicolor against virginica, rate 0.49\n"));
    CLOSE(program_value("rates.4.step3"), 2 * -0.96 * -0.96 * -0.96, 32,
          0); // w is near 3
}

/* --- the reader's own data ---------------------------------------------------- */

/* The same flowers, in whatever wrapping, give the same output. */
Test(chapter1, reads_iris_in_every_wrapping)
{
    char *plain = strdup(run_with_defaults().out); // the runs below overwrite it
    const char *wrappings[] = {"cat",
                               "gzip -c",
                               "sed 's/$/\\r/'",
                               "{ printf '\\357\\273\\277'; cat; }",
                               "{ cat; printf '\\n\\n'; }",
                               "sed 's/,/ , /g'"};
    for (size_t i = 0; i < sizeof wrappings / sizeof wrappings[0]; i++) {
        cr_assert_eq(
            run("%s < data/iris.csv > %s", wrappings[i], temporary("wrapped.csv"))
                .status,
            0);
        OUTCOME(program("--data %s", temporary("wrapped.csv")), 0, plain, "");
    }
    free(plain);
}

#define HEAD "3,4,a,b,c\n"
#define REST "4,5,6,7,1\n5,6,7,9,2\n"

Test(chapter1, refuses_malformed_data_with_its_line_and_column)
{
    const char *const cases[][2] = {
        {"", ": is empty"},
        {HEAD, ": holds no samples"},
        {HEAD REST, ": 2 samples, but its first line promises 3"},
        {HEAD "1,2,3,0\n" REST, ":2:8: 4 columns, expected 5"},
        {HEAD REST "1,2,3,4,0,1\n", ":4:11: 6 columns, expected 5"},
        {HEAD "1,2,3,0.5x,0\n" REST, ":2:7: found \"0.5x\", expected a number"},
        {HEAD REST "1,2,,4,0\n", ":4:5: an empty field, expected a number"},
        {HEAD "1,nan,3,4,0\n" REST, ":2:3: found \"nan\", expected a number"},
        {HEAD "1,2,inf,4,0\n" REST, ":2:5: found \"inf\", expected a number"},
        {HEAD "1e999,2,3,4,0\n" REST,
         ":2:1: found \"1e999\", expected a number within range"},
        {HEAD "1,2,3,4,3\n" REST,
         ":2:9: found \"3\", expected a class, a whole number from 0 to 2"},
        {HEAD "1,2,3,4,-1\n" REST,
         ":2:9: found \"-1\", expected a class, a whole number from 0 to 2"},
        {"3,4,a,b\n1,2,3,4,0\n2,3,5,4,0\n3,2,1,4,1\n",
         ": 2 classes, expected at least 3"},
        {"3,3,a,b,c\n1,2,3,0\n2,3,5,1\n3,2,1,2\n", ": 3 features, expected at least 4"},
    };
    refuses_texts("--data", sizeof cases / sizeof cases[0], cases);
}

Test(chapter1, refuses_what_is_no_file_or_breaks_off)
{
    refuses_file("--data", "/tmp", ": is a directory, not a file");
    cr_assert_eq(
        run("gzip -c data/iris.csv | head -c 600 > %s", temporary("cut.csv.gz")).status,
        0);
    Outcome o = program("--data %s", temporary("cut.csv.gz"));
    cr_assert_eq(o.status, 1);
    cr_assert_str_empty(o.out);
    cr_assert_not_null(strstr(o.err, "cut.csv.gz: the gzip stream breaks after "));
    cr_assert_not_null(strstr(o.err, " unpacked bytes: cut short\n"));
}

/* 10 MB without a line's end, as one field and as five million. */
Test(chapter1, refuses_a_line_of_ten_megabytes)
{
    const char *path = temporary("long.csv");
    run("head -c 10000000 /dev/zero | tr '\\0' 7 > %s", path);
    refuses_file("--data", path, ":1:1: 1 column, expected 2 to 100000");
    run("yes 7, | head -5000000 | tr -d '\\n' > %s", path);
    refuses_file("--data", path, ":1:1: 5000001 columns, expected 2 to 100000");
}

/* Well-formed, but nothing to learn from: a class without samples, petals all alike. */
Test(chapter1, refuses_data_that_its_experiments_cannot_use)
{
    const char *const useless[] = {HEAD "1,2,3,4,0\n2,3,4,5,0\n3,4,5,7,0\n",
                                   HEAD "1,2,3,4,0\n2,3,3,5,1\n3,4,3,7,2\n"};
    for (size_t i = 0; i < 2; i++) {
        const char *path = temporary("useless.csv"), *newline;
        write_file(path, useless[i], strlen(useless[i]));
        Outcome o = program("--data %s", path);
        cr_assert_eq(o.status, 1, "case %zu: status %d, %s", i, o.status, o.err);
        cr_assert_str_empty(o.out);
        cr_assert_not_null(strstr(o.err, path), "%s", o.err);
        newline = strchr(o.err, '\n');
        cr_assert(newline && newline[1] == 0, "one line, not: %s", o.err);
    }
}

/* Lengths in millimetres make the linear neuron's rate too high: it ends in NaN, whose
 * sign differs between machines and so is not printed. */
Test(chapter1, prints_a_nan_without_its_sign)
{
    cr_assert_eq(run("awk -F , -v OFS=, 'NR > 1 { $3 *= 10; $4 *= 10 } 1' "
                     "data/iris.csv > %s",
                     temporary("mm.csv"))
                     .status,
                 0);
    Outcome o = program("--data %s", temporary("mm.csv"));
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, "nan"), "the rate is not too high");
    cr_assert_null(strstr(o.out, "-nan"));
}
