/* What every chapter's program promises, in one table: its blocks and series, the same
 * bytes in every run, its options, and one line for what it cannot use. What a chapter
 * found, and what it alone takes or refuses, stands in tests/chapterN_program.c. */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>

typedef struct Program {
    const char *name;
    const char *shorter;    // the options of a run that is soon over
    const char *blocks[24]; // of that run, in their order
    const char
        *series[14]; // its files beside values.tsv; NAME:ROWS where that is known
    const char *options[16]; // beside those of every program
    const char *full_disk;   // what is said of it, where the reason is still known then
    bool may_run_away;       // a loss in a series
} Program;

static const Program *it;
#define PROGRAM (it->name)
#include "programs.h"

#include <stdlib.h>

#define EPOCHS "--epochs COUNT", "--learning-rate RATE", "--lr RATE"
#define NO_SPACE "No space left on device\n"

static const Program PROGRAMS[] = {
    {"chapter0",
     "",
     {"dot product",
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
      "underflow"},
     {"circle.tsv:181", "coin.tsv", "graph.tsv:6", "means.tsv:7", "paths.tsv:39"},
     .options = {EPOCHS},
     .full_disk = NO_SPACE},
    {"chapter1",
     "",
     {"one weight", "rates", "by hand", "gates", "exclusive or", "perceptron",
      "no line", "linear neuron", "scales", "asleep", "logistic neuron", "log of zero",
      "xor by descent"},
     {"activations.tsv:161", "linear.tsv", "logistic-points.tsv:100", "logistic.tsv",
      "perceptron-points.tsv", "perceptron.tsv", "rates.tsv"},
     .options = {EPOCHS},
     .full_disk = NO_SPACE},
    {"chapter2",
     "--trace",
     {"by hand", "batch", "order", "shapes", "counts", "exclusive or", "one matrix",
      "bump", "curve", "broadcasting", "wrong products", "square", "refused",
      "not a number", "trace"},
     {"bent.tsv", "bump.tsv", "corners.tsv:4", "curve.tsv", "heat.tsv:625",
      "lines.tsv"},
     .options = {"--layers LIST", "--batch COUNT", "--trace"}},
    {"chapter3",
     "--epochs 3",
     {"noise", "outliers", "surprise", "asleep", "surface", "by hand", "uniform",
      "one sample", "flowers", "digits", "confusion", "log of zero", "mean",
      "wrong targets", "broadcast"},
     {"asleep.tsv", "confusion.tsv", "lines.tsv", "losses-error.tsv",
      "losses-logit.tsv", "mean.tsv", "outliers.tsv", "paths.tsv", "splits.tsv",
      "surface.tsv"},
     .options = {EPOCHS, "--iris PATH"}},
    {"chapter4",
     "--seeds 2 --epochs 1",
     {"one chain", "fan-out", "by hand", "products", "multiplications", "nudges",
      "twice", "rates", "xor by width", "xor failures", "spirals", "digits",
      "rate rule", "rate rules", "in place", "no bias", "no mean"},
     {"mistaken.tsv", "rates.tsv:40", "spiral-points.tsv:80", "spiral-regions.tsv"},
     .options = {EPOCHS, "--seeds COUNT"}},
    {"chapter5",
     "--epochs 1",
     {"nudges", "curves", "complex step", "measures", "nine parameters", "report",
      "directions", "every parameter", "museum", "training", "disguise", "steps",
      "kink", "kinks", "not a function"},
     {"curves.tsv:52", "map.tsv:2064", "training.tsv:15"},
     .options = {EPOCHS},
     .may_run_away = true},
    // six schemes of two seeds and one epoch; two schemes of thirty layers
    {"chapter6",
     "--seeds 2 --epochs 1",
     {"ten layers", "lucky", "copies", "coins", "straight stack", "tanh layers", "half",
      "relu stack", "thirty layers", "saturated", "dead", "rates"},
     {"relu-stack.tsv:60", "tanh-activations.tsv", "tanh-gradients.tsv",
      "ten-layers-spread.tsv", "ten-layers.tsv:12", "thirty-layers-spread.tsv",
      "thirty-layers.tsv"},
     .may_run_away = true,
     .options = {EPOCHS, "--depth COUNT", "--seeds COUNT"}},
    {"chapter7",
     "--epochs 2",
     {"formats", "a tenth", "counting", "sums", "one lost", "sigmoids", "softmaxes",
      "forms", "bound", "guards", "sources", "tracing", "naive loss", "diverging",
      "deep", "sixteen bits"},
     {"bound.tsv", "deep.tsv", "diverging0.tsv", "diverging1.tsv", "diverging2.tsv",
      "diverging3.tsv", "diverging4.tsv", "diverging5.tsv", "forms.tsv", "sums.tsv"},
     .options = {EPOCHS},
     .full_disk = NO_SPACE},
    {"chapter8",
     "--exact --data nowhere",
     {"work", "model file", "damaged"},
     {NULL},
     .options = {EPOCHS, "--size COUNT", "--threads COUNT", "--seeds COUNT",
                 "--batch COUNT", "--exact", "--measured"},
     .full_disk = NO_SPACE},
};

static const char *const EVERYWHERE[] = {"--seed SEED", "--data PATH", "--out PATH",
                                         "--help", NULL};

/* What an option's argument has to be, and what it must not. */
static const struct {
    const char *of, *takes, *wrong[6];
} ARGUMENTS[] = {
    {"SEED",
     "a whole number from 0 to 18446744073709551615",
     {"", "-1", "18446744073709551616"}},
    {"COUNT", "a whole number from 1 to 1000000000", {"0", "1.5", "ten", "1000000001"}},
    {"RATE", "a number above 0", {"0", "-1", "nan", "1e999", "0.1x"}},
    {"PATH", "a path", {""}},
};

/* --- what it prints and writes ------------------------------------------------ */

/* A NaN's sign differs between machines, and so is not printed. */
static void tells_its_story_block_by_block(void)
{
    Outcome o = program("%s", it->shorter);
    has_blocks(o, it->blocks);
    cr_assert_null(strstr(o.out, "-nan"));
}

static void writes_every_series_whole(void)
{
    cr_assert_eq(program("%s", it->shorter).status, 0);
    series_are_whole(it->may_run_away);
    Outcome o = run("echo; cd %s && grep -vc '^#\\|^$' * /dev/null", temporary("out"));
    size_t lines = 0, count = 0;
    for (const char *c = o.out + 1; *c; c++) lines += *c == '\n';
    for (; it->series[count]; count++) {
        char line[64];
        const char *name = it->series[count];
        snprintf(line, sizeof line, "\n%s%c", name, strchr(name, ':') ? '\n' : ':');
        cr_assert_not_null(strstr(o.out, line), "%s is not there, but%s", name, o.out);
    }
    cr_assert_not_null(strstr(o.out, "\nvalues.tsv:"));
    cr_assert_eq(lines, count + 2, "more than was expected:%s", o.out);
}

/* The second time into folders that are made for it; and the seed is 1 where none is
 * given. */
static void is_the_same_byte_for_byte_every_time(void)
{
    const char *first = program("%s", it->shorter).out, *again = temporary("a/b/c");
    OUTCOME(program("%s --seed 1 --out=%s", it->shorter, again), 0, first, "");
    OUTCOME(run("diff -r %s %s", again, temporary("out")), 0, "", "");
}

/* One line of the output is read; or the reader is gone before the first byte, and a
 * signal ends the program. */
static void ends_quietly_when_nobody_reads_on(void)
{
    char first[64];
    snprintf(first, sizeof first, "%s: ", it->blocks[0]);
    Outcome o = program("%s | head -1", it->shorter);
    cr_assert_eq(o.status, 0);
    cr_assert_str_empty(o.err);
    cr_assert_eq(strncmp(o.out, first, strlen(first)), 0, "it begins with %s", o.out);
    cr_assert_eq(strchr(o.out, '\n'), o.out + o.out_size - 1, "one line");
    OUTCOME(run("{ sleep 0.3; %s --out %s %s; } | true", program_path(PROGRAM),
                temporary("out"), it->shorter),
            0, "", "");
    OUTCOME(run("ls %s | grep part", temporary("out")), 1, "", "");
}

/* Where the output is longer than the library's buffer, the reason may be forgotten by
 * the time that the last of it is flushed; that it failed is not. */
static void says_when_its_output_cannot_be_written(void)
{
    char line[600];
    Outcome o = program("%s > /dev/full", it->shorter);
    snprintf(line, sizeof line, "%s: the output: cannot be written: %s", PROGRAM,
             it->full_disk ? it->full_disk : "");
    cr_assert_eq(o.status, 1);
    cr_assert_str_empty(o.out);
    cr_assert_eq(strncmp(o.err, line, strlen(line)), 0, "%s", o.err);
    cr_assert_eq(strchr(o.err, '\n'), o.err + o.err_size - 1, "one line: %s", o.err);

    write_file(temporary("file"), "x", 1);
    o = program("%s --out %s", it->shorter, temporary("file"));
    snprintf(line, sizeof line,
             "%s: %s/values.tsv: cannot be written: Not a directory\n", PROGRAM,
             temporary("file"));
    OUTCOME(o, 1, "", line);
}

/* --- options ------------------------------------------------------------------- */

static void help_lists_every_option_and_does_nothing(void)
{
    char line[64];
    Outcome o = program("--help");
    cr_assert_eq(o.status, 0);
    cr_assert_str_empty(o.err);
    snprintf(line, sizeof line, "%s: ", PROGRAM);
    cr_assert_eq(strncmp(o.out, line, strlen(line)), 0, "it begins with %s", o.out);
    snprintf(line, sizeof line, "\nusage: %s [option ...]\n", PROGRAM);
    cr_assert_not_null(strstr(o.out, line), "no usage in %s", o.out);
    for (int own = 0; own < 2; own++)
        for (const char *const *option = own ? it->options : EVERYWHERE; *option;
             option++) {
            snprintf(line, sizeof line, "\n  %s ", *option);
            cr_assert_not_null(strstr(o.out, line), "%s is not listed", *option);
        }
    snprintf(line, sizeof line, "\n%s: ", it->blocks[0]);
    cr_assert_null(strstr(o.out, line));
    nothing_is_written();
}

/* The shell tries them one after another. */
static char tries[2600], statuses[200], said[8000];

static void try(const char *option, const char *format, ...) CHECK_FORMAT(2, 3);
static void try(const char *option, const char *format, ...)
{
    char text[200];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    size_t at = strlen(tries), end = strlen(said);
    snprintf(tries + at, sizeof tries - at, " '%s'", option);
    snprintf(said + end, sizeof said - end, "%s: %s\n", PROGRAM, text);
    strcat(statuses, "2\n");
}

static void try_wrong_arguments(const char *option)
{
    const char *of = strchr(option, ' ');
    for (size_t k = 0; of && k < sizeof ARGUMENTS / sizeof *ARGUMENTS; k++)
        for (size_t i = 0;
             strcmp(of + 1, ARGUMENTS[k].of) == 0 && ARGUMENTS[k].wrong[i]; i++) {
            char text[64];
            int size = (int)strcspn(option, " ");
            snprintf(text, sizeof text, "%.*s%s%s", size, option, i % 2 ? "=" : " ",
                     ARGUMENTS[k].wrong[i]);
            try(text, "%.*s takes %s, not '%s'", size, option, ARGUMENTS[k].takes,
                ARGUMENTS[k].wrong[i]);
        }
}

static void refuses_unknown_and_malformed_options_with_one_line(void)
{
    try("--momentum 5", "unknown option '--momentum'; --help lists them all");
    try("--momentum=1", "unknown option '--momentum=1'; --help lists them all");
    try("data.csv", "unknown option 'data.csv'; --help lists them all");
    try("--see 5",
        "unknown option '--see'; did you mean --seed? (--help lists them all)");
    for (int own = 0; own < 2; own++)
        for (const char *const *option = own ? it->options : EVERYWHERE; *option;
             option++)
            try_wrong_arguments(*option);
    OUTCOME(run("for option in %s; do %s --out %s $option; echo $?; done", tries,
                program_path(PROGRAM), temporary("out")),
            0, statuses, said);
    nothing_is_written();
}

static void names_data_that_is_missing(void)
{
    refuses_file("--data", temporary("none.csv"),
                 ": cannot be opened: No such file or directory");
}

/* --- every program -------------------------------------------------------------- */

/* For a run that is soon over: a hundred digits. */
static void few_digits(void)
{
    const char *path = temporary("digits.csv");
    cr_assert_eq(run("gzip -dc data/digits.csv.gz | head -100 > %s", path).status, 0);
    setenv("DIGITS", path, 1);
}

#define PROMISE(n, promise)                                                            \
    Test(chapter##n, promise)                                                          \
    {                                                                                  \
        it = &PROGRAMS[n];                                                             \
        if (strstr(it->shorter, "$DIGITS")) few_digits();                              \
        promise();                                                                     \
    }
#define PROMISES(n)                                                                    \
    TestSuite(chapter##n, .timeout = 240, .fini = temporary_remove);                   \
    PROMISE(n, tells_its_story_block_by_block)                                         \
    PROMISE(n, writes_every_series_whole)                                              \
    PROMISE(n, is_the_same_byte_for_byte_every_time)                                   \
    PROMISE(n, ends_quietly_when_nobody_reads_on)                                      \
    PROMISE(n, says_when_its_output_cannot_be_written)                                 \
    PROMISE(n, help_lists_every_option_and_does_nothing)                               \
    PROMISE(n, refuses_unknown_and_malformed_options_with_one_line)

PROMISES(0)
PROMISES(1)
PROMISES(2)
PROMISES(3)
PROMISES(4)
PROMISES(5)
PROMISES(6)
PROMISES(7)
PROMISES(8)

/* Chapter 8's data is a folder: its own test has what is said of one that is not there. */
PROMISE(0, names_data_that_is_missing)
PROMISE(1, names_data_that_is_missing)
PROMISE(2, names_data_that_is_missing)
PROMISE(3, names_data_that_is_missing)
PROMISE(4, names_data_that_is_missing)
PROMISE(5, names_data_that_is_missing)
PROMISE(6, names_data_that_is_missing)
PROMISE(7, names_data_that_is_missing)
