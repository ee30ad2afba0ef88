/* The command line: what is taken, and in which words the rest is refused. */
#include "options.h"
#include "support.h"

#include <string.h>

TestSuite(options, .timeout = 20);

enum { MAX_ARGUMENTS = 16 };

typedef struct Parsed {
    Options common;
    bool verbose;
    size_t hidden;
} Parsed;

static const Parsed DEFAULTS = {{5, 0, 0, "data", "out"}, false, 8};

/* Parses the arguments, up to a NULL, into *p. */
static void parse(Parsed *p, const char *const *arguments)
{
    char *argv[MAX_ARGUMENTS] = {(char[]){"build/bin/demo"}};
    char copies[MAX_ARGUMENTS][128];
    int argc = 1;
    for (; *arguments; arguments++, argc++) {
        snprintf(copies[argc], sizeof copies[argc], "%s", *arguments);
        argv[argc] = copies[argc];
    }
    const Option extra[] = {{"--verbose", OPTION_FLAG, &p->verbose, "say more (off)"},
                            {"--hidden", OPTION_COUNT, &p->hidden, "hidden units (8)"},
                            {NULL, OPTION_FLAG, NULL, NULL}};
    Usage usage = {"demo",
                   "shows the options",
                   "the seed (5)",
                   "epochs (all)",
                   "step size (each)",
                   "the data (data)",
                   "the output (out)",
                   extra};
    options_parse(&p->common, usage, argc, argv);
}

#define ARGUMENTS(...)                                                                 \
    (const char *const[])                                                              \
    {                                                                                  \
        __VA_ARGS__, NULL                                                              \
    }

/* Prints what the arguments became: texts point into parse, so not after it. */
static void print(const char *const *arguments)
{
    Parsed p = DEFAULTS;
    parse(&p, arguments);
    printf("%llu %zu %g %d %zu", (unsigned long long)p.common.seed, p.common.epochs,
           (double)p.common.learning_rate, p.verbose, p.hidden);
}

static void gives(const char *const *arguments, const char *text)
{
    Outcome o;
    IN_CHILD(o, print(arguments));
    OUTCOME(o, 0, text, "");
}

/* Requires status 2 and the line `demo: words` on stderr. */
static void refused(const char *const *arguments, const char *words)
{
    Outcome o;
    char expected[400];
    IN_CHILD(o, print(arguments));
    snprintf(expected, sizeof expected, "demo: %s\n", words);
    OUTCOME(o, 2, "", expected);
}

Test(options, what_is_not_given_keeps_its_default)
{
    gives((const char *const[]){NULL}, "5 0 0 0 8");
}

Test(options, each_option_with_its_argument_behind_or_after_an_equals_sign)
{
    gives(ARGUMENTS("--seed", "7"), "7 0 0 0 8");
    gives(ARGUMENTS("--seed=7"), "7 0 0 0 8");
    gives(ARGUMENTS("--epochs", "12", "--learning-rate=0.5"), "5 12 0.5 0 8");
    gives(ARGUMENTS("--learning-rate", "1e-3"), "5 0 0.001 0 8");
    gives(ARGUMENTS("--lr", "0.25"), "5 0 0.25 0 8");
    gives(ARGUMENTS("--verbose", "--hidden=3"), "5 0 0 1 3");
    gives(ARGUMENTS("--seed", "7", "--seed", "8"), "8 0 0 0 8");
}

static void print_paths(void)
{
    const char *out = NULL;
    Options o = {0};
    const Option extra[] = {{"--list", OPTION_LIST, &out, "list"},
                            {NULL, OPTION_FLAG, NULL, NULL}};
    Usage usage = {"demo", "", NULL, NULL, NULL, "d", "o", extra};
    char *argv[] = {(char[]){"x"},   (char[]){"--data=a=b"}, (char[]){"--out"},
                    (char[]){"o o"}, (char[]){"--list"},     (char[]){"-"}};
    options_parse(&o, usage, 6, argv);
    printf("%s|%s|%s", o.data, o.out, out);
}

Test(options, paths_may_hold_anything)
{
    Outcome o;
    IN_CHILD(o, print_paths());
    OUTCOME(o, 0, "a=b|o o|-", "");
}

static void print_list(char *argument)
{
    const char *list = NULL;
    Options o = {0};
    const Option extra[] = {{"--sizes", OPTION_LIST, &list, "some sizes"},
                            {NULL, OPTION_FLAG, NULL, NULL}};
    Usage usage = {"demo", "lists", NULL, NULL, NULL, NULL, NULL, extra};
    options_parse(&o, usage, 2, (char *[]){(char[]){"x"}, argument});
    printf("%s", list);
}

/* The program takes a list apart: here it is any text but none. */
Test(options, a_list_is_handed_on_as_it_is)
{
    Outcome o;
    IN_CHILD(o, print_list((char[]){"--sizes=4,,x"}));
    OUTCOME(o, 0, "4,,x", "");
    IN_CHILD(o, print_list((char[]){"--sizes="}));
    OUTCOME(o, 2, "", "demo: --sizes takes a list, not ''\n");
    IN_CHILD(o, print_list((char[]){"--help"}));
    OUTCOME(o, 0,
            "demo: lists\n\nusage: demo [option ...]\n\n"
            "  --sizes LIST             some sizes\n"
            "  --help                   print this and stop\n",
            "");
}

Test(options, the_ends_of_the_ranges)
{
    gives(ARGUMENTS("--seed=0"), "0 0 0 0 8");
    gives(ARGUMENTS("--seed=18446744073709551615"), "18446744073709551615 0 0 0 8");
    gives(ARGUMENTS("--epochs=1"), "5 1 0 0 8");
    gives(ARGUMENTS("--epochs=1000000000"), "5 1000000000 0 0 8");
}

static void each_refused(const char *name, const char *wanted, const char *const *texts)
{
    for (; *texts; texts++) {
        char argument[128], words[256];
        snprintf(argument, sizeof argument, "%s=%s", name, *texts);
        snprintf(words, sizeof words, "%s takes %s, not '%s'", name, wanted, *texts);
        refused(ARGUMENTS(argument), words);
    }
}

Test(options, numbers_that_are_malformed_or_out_of_range_are_refused)
{
    each_refused("--seed", "a whole number from 0 to 18446744073709551615",
                 ARGUMENTS("-1", "+1", "", " 7", "7 ", "7.0", "1e3", "0x10", "seven",
                           "18446744073709551616"));
    each_refused("--epochs", "a whole number from 1 to 1000000000",
                 ARGUMENTS("0", "-5", "1e3", "1000000001", "", "2.5", "ten",
                           "99999999999999999999"));
    each_refused("--learning-rate", "a number above 0",
                 ARGUMENTS("0", "-0.1", "", "nan", "inf", "1e999", "1e-999", "0x1p3",
                           "fast", "0.1x", "0,1", " 1", ".", "1-2", "1.2.3", "2e", "e5",
                           "+"));
    each_refused("--data", "a path", ARGUMENTS(""));
    each_refused("--verbose", "nothing", ARGUMENTS("yes", ""));
}

Test(options, an_argument_that_is_missing_is_refused)
{
    refused(ARGUMENTS("--seed"),
            "--seed takes a whole number from 0 to 18446744073709551615, "
            "not ''");
    refused(ARGUMENTS("--out"), "--out takes a path, not ''");
    refused(ARGUMENTS("--epochs", "--seed", "3"),
            "--epochs takes a whole number from 1 to 1000000000, not '--seed'");
    refused(ARGUMENTS("--out", "--seed", "3"), "--out takes a path, not '--seed'");
}

Test(options, an_unknown_option_is_refused_with_the_nearest_one)
{
    refused(ARGUMENTS("--sed"),
            "unknown option '--sed'; did you mean --seed? (--help lists "
            "them all)");
    refused(ARGUMENTS("--epoch=100000"),
            "unknown option '--epoch=100000'; did you mean "
            "--epochs? (--help lists them all)");
    refused(ARGUMENTS("--hlep"),
            "unknown option '--hlep'; did you mean --help? (--help lists "
            "them all)");
    refused(ARGUMENTS("--learningrate", "1"),
            "unknown option '--learningrate'; did you mean "
            "--learning-rate? (--help lists them all)");
    refused(ARGUMENTS("--see", "1"),
            "unknown option '--see'; did you mean --seed? (--help "
            "lists them all)");
    refused(ARGUMENTS("--seeds", "1"), "unknown option '--seeds'; did you mean --seed? "
                                       "(--help lists them all)");
    refused(ARGUMENTS("--out-put-folder"),
            "unknown option '--out-put-folder'; --help lists them all");
    refused(ARGUMENTS("7"), "unknown option '7'; --help lists them all");
    refused(ARGUMENTS(""), "unknown option ''; --help lists them all");
}

/* Three letters away is near, four are far. */
Test(options, what_is_too_far_away_is_not_guessed)
{
    refused(ARGUMENTS("--seedabc"), "unknown option '--seedabc'; did you mean --seed? "
                                    "(--help lists them all)");
    refused(ARGUMENTS("--seedabcd"),
            "unknown option '--seedabcd'; --help lists them all");
    refused(ARGUMENTS("--ed"), "unknown option '--ed'; did you mean --seed? (--help "
                               "lists them all)");
}

Test(options, a_very_long_option_is_shown_in_part)
{
    char given[101], words[200];
    memset(given, 'x', 100);
    given[100] = 0;
    snprintf(words, sizeof words, "unknown option '%.60s'; --help lists them all",
             given);
    refused(ARGUMENTS(given), words);
}

Test(options, help_goes_to_stdout_and_ends_well)
{
    Outcome o;
    IN_CHILD(o, print(ARGUMENTS("--verbose", "--help", "--nonsense")));
    OUTCOME(o, 0,
            "demo: shows the options\n\nusage: demo [option ...]\n\n"
            "  --seed SEED              the seed (5)\n"
            "  --epochs COUNT           epochs (all)\n"
            "  --learning-rate RATE     step size (each)\n"
            "  --lr RATE                short for --learning-rate\n"
            "  --data PATH              the data (data)\n"
            "  --out PATH               the output (out)\n"
            "  --verbose                say more (off)\n"
            "  --hidden COUNT           hidden units (8)\n"
            "  --help                   print this and stop\n",
            "");
}

static void parse_without_epochs(const char *argument)
{
    Options o = {0};
    char copy[40];
    snprintf(copy, sizeof copy, "%s", argument);
    char *argv[] = {(char[]){"x"}, copy};
    options_parse(&o, (Usage){.program = "demo", .purpose = "", .out = "o"}, 2, argv);
}

Test(options, an_option_without_a_text_is_not_there)
{
    Outcome o;
    IN_CHILD(o, parse_without_epochs("--epochs=3"));
    OUTCOME(o, 2, "", "demo: unknown option '--epochs=3'; --help lists them all\n");
    IN_CHILD(o, parse_without_epochs("--help"));
    OUTCOME(o, 0,
            "demo: \n\nusage: demo [option ...]\n\n"
            "  --out PATH               o\n"
            "  --help                   print this and stop\n",
            "");
}
