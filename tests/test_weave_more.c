/* weave check, continued: outputs, links, exercises, what never ends; and the commands
 * trace, lint, starter, solution and hint. */
#define _POSIX_C_SOURCE 200809L
#include "weave/weave_run.h"

TestSuite(weave_more, .timeout = 20);

#define TEXT(fixture) fixture "/01-x/README.md"
#define AT(fixture) "tests/weave/" fixture "/01-x/README.md:"
#define OUTPUT "tests/weave/run/chapter1/output.txt"
#define EXERCISES "tests/weave/exercises/01-x/exercises/"
#define GOOD_EXERCISE "tests/weave/good/01-x/exercises/1.1-softplus.c"
#define LOW "tests/weave/lint-bad/chapters/01-low/"
#define HIGH "tests/weave/lint-bad/chapters/02-high/"

Test(weave_more, outputs)
{
    expect(CHECK TEXT("outputs"), 1,
           AT("outputs") "3: no block of " OUTPUT
                         " begins with 'one wait:'; the nearest "
                         "is 'one weight'");
    expect(CHECK TEXT("outputs"), 1,
           AT("outputs") "7: 'twice:' is ambiguous: it begins 2 blocks of " OUTPUT "; "
                         "wanted one");
    expect(
        CHECK TEXT("outputs"), 1,
        AT("outputs") "14: stale output 'chapter1 \"one weight\"': found '  slope by "
                      "the nudge       -3.997000', wanted '  slope by the nudge       "
                      "-3.998000'; "
                      "'weave update' mends it");
    expect(CHECK TEXT("outputs"), 1,
           AT("outputs") "18: tests/weave/run/chapter9/output.txt: No such file or "
                         "directory; run the chapter first");
    expect(CHECK TEXT("outputs"), 1,
           AT("outputs") "22: found 'output: one weight'; wanted output: chapter1 "
                         "\"name\"");
}

Test(weave_more, dead_link)
{
    expect(CHECK TEXT("dead-link"), 1,
           AT("dead-link") "3: the link leads to tests/weave/dead-link/01-x/gone.md, "
                           "which does not exist; wanted a file");
}

Test(weave_more, exercises)
{
    expect(CHECK TEXT("exercises"), 1,
           AT("exercises") "3: found 0 files " EXERCISES "1.9-*.c; wanted one");
    expect(CHECK TEXT("exercises"), 1,
           EXERCISES "1.1-breezy.c:4: difficulty: found 'breezy'; wanted easy, medium "
                     "or hard");
    expect(CHECK TEXT("exercises"), 1,
           EXERCISES "1.2-timeless.c:5: minutes: found 'points: 10'; wanted this field "
                     "here");
    expect(CHECK TEXT("exercises"), 1,
           EXERCISES "1.3-unpaired.c:28: found '* END SOLUTION */'; wanted the marker "
                     "'/* STUB'");
}

Test(weave_more, fence_without_an_end)
{
    expect(CHECK TEXT("open-fence"), 1,
           AT("open-fence") "3: a fenced block opens here and never ends; wanted a "
                            "closing ```");
}

Test(weave_more, comment_without_an_end)
{
    expect(
        CHECK TEXT("open-comment"), 1,
        AT("open-comment") "3: a comment opens here and never ends; wanted a closing "
                           "-->");
}

Test(weave_more, text_that_is_not_there)
{
    expect("check tests/weave/none.md", 1,
           "tests/weave/none.md:1: No such file or directory; wanted a text to weave");
    expect("check tests/weave", 1,
           "tests/weave:1: it is no regular file; wanted a text to weave");
}

Test(weave_more, command_line)
{
    expect("", 2, "weave: no command ''; 'weave --help' lists what there is");
    expect("wave", 2,
           "weave: unknown command 'wave'; 'weave --help' lists what there "
           "is");
    expect("check --fast x", 2,
           "weave: unknown option '--fast'; 'weave --help' lists "
           "what there is");
    expect("check --run", 2,
           "weave: no value behind the option '--run'; 'weave --help' "
           "lists what there is");
    expect("check", 2,
           "weave: the wrong number of files for 'check'; 'weave --help' "
           "lists what there is");
    expect("--help", 0, "weave keeps prose, code, output and numbers the same.");
}

Test(weave_more, trace_shows_all_corners)
{
    expect("trace --tests tests/weave/trace/tests tests/weave/trace/01-x/README.md", 0,
           "| slope | (1.3) tests/weave/trace/01-x/README.md:9 | `slope` "
           "tests/weave/trace/01-x/x.c:11 | `x.slope_by_nudge` "
           "tests/weave/trace/tests/test_x.c:15 |");
    expect("trace --tests tests/weave/trace/tests tests/weave/trace/01-x/README.md", 0,
           "| chain | (1.2) tests/weave/trace/01-x/README.md:6 | -"
           "                                     | -"
           "                                                      |");
}

Test(weave_more, trace_misses_corners)
{
    const char *trace = "trace --tests tests/weave/trace-bad/tests tests/weave/" TEXT(
        "trace-bad");
    expect(trace, 1,
           AT("trace-bad") "3: equation 'mean' has no test; wanted e"
                           "q:mean "
                           "in the test that checks it");
    expect(trace, 1,
           AT("trace-bad") "6: equation 'slope' has no function; wanted "
                           "e"
                           "q:slope in the comment of the C function that computes it, "
                           "or the word "
                           "derivation");
    expect(trace, 1,
           "tests/weave/trace-bad/tests/test_x.c:3: e"
           "q:slop is the label "
           "of no equation; the nearest is 'slope'");
    expect("trace x", 2, "weave: trace needs --tests DIR; 'weave --help' shows it");
}

Test(weave_more, lint_passes_good_code)
{
    expect("lint tests/weave/lint-good", 0,
           "lint: 6 files, 4 functions: staircase, copies, purity and sizes hold");
    expect("lint tests/weave/trace", 1,
           "tests/weave/trace:1: no C file in common/ or chapters/NN-*/ below; wanted "
           "the root of the repository");
}

Test(weave_more, lint_staircase)
{
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:1: chapter 1 includes high.h of chapter 2; wanted common/ or a "
               "chapter not above");
    expect("lint tests/weave/lint-bad", 1,
           LOW "exercises/1.1-up.c:1: chapter 1 includes high.h of chapter 2; wanted "
               "common/ or a chapter not above");
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:2: includes ../02-high/high.h by a path; wanted the header's "
               "name alone");
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:3: includes the .c file low.c; wanted its header");
    expect("lint tests/weave/lint-bad", 1,
           "tests/weave/lint-bad/common/sum.c:1: common/ includes low.h of chapter 1; "
           "wanted no chapter's header");
}

Test(weave_more, lint_copies)
{
    expect("lint tests/weave/lint-bad", 1,
           HIGH "high.c:1: function helper is defined at " LOW
                "low.c:8 too; wanted one "
                "of them");
    expect("lint tests/weave/lint-bad", 1,
           HIGH
           "high.c:9: 7 lines of high stand in sum at "
           "tests/weave/lint-bad/common/sum.c:6 too; wanted one function that both "
           "call");
}

Test(weave_more, lint_purity)
{
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:5: 'calls' is a variable at file "
               "level; wanted const or an argument");
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:6: 'name' is a variable at file "
               "level; wanted const or an argument");
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:15: 'last' is a static variable "
               "that can change; wanted const or an argument");
    expect("lint tests/weave/lint-bad", 1,
           LOW "low.c:16: 'printf' is called in a "
               "module; wanted it in main.c");
}

Test(weave_more, lint_sizes)
{
    const char *const said[] = {
        HIGH "sizes.c:1: function longest has 47 lines; wanted 45 at most",
        HIGH "sizes.c:49: a tab; wanted spaces",
        HIGH "sizes.c:50: spaces at the end; wanted none",
        HIGH "sizes.c:51: a line of 95 columns; wanted 88 at most",
        HIGH "sizes.c:51: a byte that is no ASCII; wanted none",
        HIGH "sizes.c:263: a file of 263 lines; wanted 260 at most",
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        expect("lint tests/weave/lint-bad", 1, said[i]);
    }
}

Test(weave_more, starter_has_stubs_and_no_hints)
{
    Run starter = run_weave("starter " GOOD_EXERCISE);
    cr_expect_eq(starter.status, 0);
    cr_expect(says(&starter, " * Then say why it never is 0. */"), "%s", starter.said);
    cr_expect(says(&starter, "    return 0.0;"), "%s", starter.said);
    cr_expect_null(strstr(starter.said, "log1p"), "%s", starter.said);
    cr_expect_null(strstr(starter.said, "Hint"), "%s", starter.said);
    cr_expect_null(strstr(starter.said, "STUB"), "%s", starter.said);
}

Test(weave_more, solution_and_hints)
{
    Run solution = run_weave("solution " GOOD_EXERCISE);
    cr_expect_str_eq(solution.said, "    return log1p(exp(x));\n");
    Run hint = run_weave("hint " GOOD_EXERCISE " 1");
    cr_expect_str_eq(hint.said, "Try large inputs\nof both signs.\n");
    expect("hint " GOOD_EXERCISE " 3", 1, GOOD_EXERCISE ":1: no hint 3; there are 2");
}
