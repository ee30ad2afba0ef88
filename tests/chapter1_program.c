/* Chapter 1, the program: what it prints and writes, its options, and what it says of
 * data that it cannot use. */
#define _POSIX_C_SOURCE 200809L
#include "programs.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter1, .timeout = 20, .fini = temporary_remove);

static const double LN_2 = 0.69314718055994531;

/* Runs the program with these arguments, its folder for output beside them. */
static Outcome chapter1(const char *arguments)
{
    return run("%s --out %s %s", program_path("chapter1"), temporary("out"), arguments);
}

/* The same on a file of data. */
static Outcome chapter1_on(const char *data)
{
    return run("%s --out %s --data '%s'", program_path("chapter1"), temporary("out"),
               data);
}

/* --- what it prints and writes ------------------------------------------------ */

Test(chapter1, tells_its_story_block_by_block)
{
    const char *blocks[] = {
        "one weight",      "rates",       "by hand",       "gates",  "exclusive or",
        "perceptron",      "no line",     "linear neuron", "scales", "asleep",
        "logistic neuron", "log of zero", "xor by descent"};
    Outcome o = chapter1("");
    require_blocks(o, blocks, sizeof blocks / sizeof *blocks);
}

/* What the chapter claims, from the values that its sentences quote. */
Test(chapter1, what_it_found_is_so)
{
    double e = (double)REAL_EPSILON;
    cr_assert_eq(chapter1("").status, 0);
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

Test(chapter1, writes_every_series_whole)
{
    cr_assert_eq(chapter1("").status, 0);
    OUTCOME(run("cd %s && ls", temporary("out")), 0,
            "activations.tsv\nlinear.tsv\nlogistic-points.tsv\nlogistic.tsv\n"
            "perceptron-points.tsv\nperceptron.tsv\nrates.tsv\nvalues.tsv\n",
            "");
    // a head, then rows as wide as the head, of finite numbers
    OUTCOME(run("cd %s && awk -F '\\t' '"
                "FNR == 1 { if (!/^# /) print FILENAME, \"no head\"; width = NF; next }"
                "NF && (NF != width || /nan|inf/) { print FILENAME, FNR, $0 }' "
                "activations.tsv linear.tsv logistic*.tsv perceptron*.tsv rates.tsv",
                temporary("out")),
            0, "", "");
    OUTCOME(run("cd %s && grep -vc '^#\\|^$' activations.tsv logistic-points.tsv",
                temporary("out")),
            0, "activations.tsv:161\nlogistic-points.tsv:100\n", "");
}

Test(chapter1, is_the_same_byte_for_byte_every_time)
{
    const char *first = chapter1("").out;
    cr_assert_eq(run("mv %s %s", temporary("out"), temporary("first")).status, 0);
    OUTCOME(chapter1(""), 0, first, "");
    OUTCOME(run("diff -r %s %s", temporary("first"), temporary("out")), 0, "", "");
}

Test(chapter1, ends_quietly_when_nobody_reads_on)
{
    OUTCOME(run("%s --out %s | head -1", program_path("chapter1"), temporary("out")), 0,
            "one weight: w 0.5, x 2, target 3, and the loss as w grows\n", "");
    // here the reader is gone before the first byte; a signal then ends the program
    OUTCOME(run("{ sleep 0.3; %s --out %s; } | true", program_path("chapter1"),
                temporary("out")),
            0, "", "");
    OUTCOME(run("ls %s | grep part", temporary("out")), 1, "", "");
}

Test(chapter1, says_when_its_output_cannot_be_written)
{
    OUTCOME(run("%s --out %s > /dev/full", program_path("chapter1"), temporary("out")),
            1, "",
            "chapter1: the output: cannot be written: No space left on device\n");
    write_file(temporary("file"), "x", 1);
    Outcome o = run("%s --out %s", program_path("chapter1"), temporary("file"));
    char line[600];
    snprintf(line, sizeof line,
             "chapter1: %s/values.tsv: cannot be written: "
             "Not a directory\n",
             temporary("file"));
    OUTCOME(o, 1, "", line);
}

/* --- options ------------------------------------------------------------------ */

Test(chapter1, help_lists_every_option_and_does_nothing)
{
    Outcome o = HELP("chapter1", "--seed SEED", "--epochs COUNT",
                     "--learning-rate RATE", "--data PATH", "--out PATH");
    cr_assert_null(strstr(o.out, "one weight: w"));
    cr_assert_neq(access(temporary("out"), F_OK), 0, "nothing is written");
}

Test(chapter1, seed_chooses_the_random_starts_and_nothing_else)
{
    const char *one = chapter1("").out;
    double start = program_value("xor.start");
    OUTCOME(chapter1("--seed 1"), 0, one, "");
    Outcome o = chapter1("--seed=20250101");
    cr_assert(program_value("xor.start") != start);
    WITHIN(program_value("xor.loss"), LN_2, fmax(1e-9, 4 * (double)REAL_EPSILON));
    const char *block = strstr(one, "xor by descent"); // the last one
    cr_assert_eq(strncmp(o.out, one, (size_t)(block - one)), 0);
    cr_assert_str_neq(strstr(o.out, "xor by descent"), block);
}

/* A head line and the epochs 0 .. 5 make seven lines. */
Test(chapter1, epochs_shortens_the_runs)
{
    cr_assert_eq(chapter1("--epochs 5").status, 0);
    OUTCOME(run("cd %s && grep -c . linear.tsv logistic.tsv", temporary("out")), 0,
            "linear.tsv:7\nlogistic.tsv:7\n", "");
    OUTCOME(run("tail -1 %s | cut -f 1", temporary("out/logistic.tsv")), 0, "5\n", "");
}

/* The factor is 1 - 0.49 * 2^2 = -0.96: the error 2 turns -1.92, 1.8432, -1.7695. */
Test(chapter1, learning_rate_adds_a_row_of_its_own)
{
    const char *row = "\n  0.49  2.0000  -1.9200  1.8432  -1.7695 ";
    cr_assert_null(strstr(chapter1("").out, "  0.49  "));
    Outcome o = chapter1("--learning-rate 0.49");
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, row));
    cr_assert_not_null(strstr(strstr(o.out, row), " -0.96  shrinks, swinging\n"));
    cr_assert_not_null(strstr(o.out, "versicolor against virginica, rate 0.49\n"));
    CLOSE(program_value("rates.4.step3"), 2 * -0.96 * -0.96 * -0.96, 32,
          0); // w is near 3
}

Test(chapter1, out_makes_the_folders_above_it)
{
    OUTCOME(
        run("%s --out=%s > /dev/null", program_path("chapter1"), temporary("a/b/c")), 0,
        "", "");
    cr_assert_eq(access(temporary("a/b/c/values.tsv"), F_OK), 0);
}

#define SEED "--seed takes a whole number from 0 to 18446744073709551615, not "
#define EPOCHS "--epochs takes a whole number from 1 to 1000000000, not "
#define RATE "--learning-rate takes a number above 0, not "

Test(chapter1, refuses_unknown_and_malformed_options_with_one_line)
{
    const char *const cases[][2] = {
        {"--epoch 5",
         "unknown option '--epoch'; did you mean --epochs? (--help lists them all)"},
        {"--momentum=1", "unknown option '--momentum=1'; --help lists them all"},
        {"data.csv", "unknown option 'data.csv'; --help lists them all"},
        {"--seed", SEED "''"},
        {"--seed -1", SEED "'-1'"},
        {"--seed 18446744073709551616", SEED "'18446744073709551616'"},
        {"--epochs 0", EPOCHS "'0'"},
        {"--epochs 1.5", EPOCHS "'1.5'"},
        {"--epochs ten", EPOCHS "'ten'"},
        {"--epochs 1000000001", EPOCHS "'1000000001'"},
        {"--learning-rate 0", RATE "'0'"},
        {"--learning-rate -1", RATE "'-1'"},
        {"--learning-rate nan", RATE "'nan'"},
        {"--learning-rate 1e999", RATE "'1e999'"},
        {"--learning-rate 0.1x", RATE "'0.1x'"},
        {"--data", "--data takes a path, not ''"},
        {"--data=", "--data takes a path, not ''"},
        {"--out", "--out takes a path, not ''"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[256];
        snprintf(line, sizeof line, "chapter1: %s\n", cases[i][1]);
        OUTCOME(chapter1(cases[i][0]), 2, "", line);
    }
}

/* --- the reader's own data ---------------------------------------------------- */

/* The same flowers, in whatever wrapping, give the same output. */
Test(chapter1, reads_iris_in_every_wrapping)
{
    char *plain = strdup(chapter1("").out); // the runs below overwrite it
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
        OUTCOME(chapter1_on(temporary("wrapped.csv")), 0, plain, "");
    }
    free(plain);
}

/* Requires status 1, nothing printed, nothing written, and `chapter1: PATH` with what
 * is said of it, in one line. */
#define REFUSES(path, said)                                                            \
    do {                                                                               \
        char line_[1024];                                                              \
        snprintf(line_, sizeof line_, "chapter1: %s%s\n", path, said);                 \
        OUTCOME(chapter1_on(path), 1, "", line_);                                      \
        cr_assert_neq(access(temporary("out"), F_OK), 0, "something is written");      \
    } while (0)

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
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        write_file(temporary("bad.csv"), cases[i][0], strlen(cases[i][0]));
        REFUSES(temporary("bad.csv"), cases[i][1]);
    }
}

Test(chapter1, refuses_what_is_no_file_or_breaks_off)
{
    REFUSES(temporary("none.csv"), ": cannot be opened: No such file or directory");
    REFUSES("/tmp", ": is a directory, not a file");
    cr_assert_eq(
        run("gzip -c data/iris.csv | head -c 600 > %s", temporary("cut.csv.gz")).status,
        0);
    Outcome o = chapter1_on(temporary("cut.csv.gz"));
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
    REFUSES(path, ":1:1: 1 column, expected 2 to 100000");
    run("yes 7, | head -5000000 | tr -d '\\n' > %s", path);
    REFUSES(path, ":1:1: 5000001 columns, expected 2 to 100000");
}

/* Well-formed, but nothing to learn from: a class without samples, petals all alike. */
Test(chapter1, refuses_data_that_its_experiments_cannot_use)
{
    const char *const useless[] = {HEAD "1,2,3,4,0\n2,3,4,5,0\n3,4,5,7,0\n",
                                   HEAD "1,2,3,4,0\n2,3,3,5,1\n3,4,3,7,2\n"};
    for (size_t i = 0; i < 2; i++) {
        const char *path = temporary("useless.csv"), *newline;
        write_file(path, useless[i], strlen(useless[i]));
        Outcome o = chapter1_on(path);
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
    Outcome o = chapter1_on(temporary("mm.csv"));
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, "nan"), "the rate is not too high");
    cr_assert_null(strstr(o.out, "-nan"));
}
