/* weave check: the good text passes, and every refusal says where and what.
 * Each fixture in tests/weave/ is one chapter with one kind of mistake. */
#define _POSIX_C_SOURCE 200809L
#include "weave/weave_run.h"

TestSuite(weave, .timeout = 20);

/* The text of a fixture, and the beginning of what is said about it. */
#define TEXT(fixture) fixture "/01-x/README.md"
#define AT(fixture) "tests/weave/" fixture "/01-x/README.md:"
#define VALUES "tests/weave/run/chapter1/values.tsv"
#define UNBOUND(number, maths)                                                         \
    "number " number " stands in a sentence and names no "                             \
    "value (bind it with a value directive, or write it as $" maths                    \
    "$ if you chose it)"

Test(weave, good_text_passes)
{
    expect(CHECK "good/00-base/README.md tests/weave/good/01-x/README.md", 0,
           "weave-check: 2 texts, 5 listings, 1 output, 14 numbers, 3 equations: "
           "all come out of the run");
}

Test(weave, scanner_understands_c)
{
    expect(CHECK TEXT("scanner"), 0,
           "weave-check: 1 text, 3 listings, 0 outputs, 0 numbers, 0 equations: "
           "all come out of the run");
}

Test(weave, unknown_name)
{
    expect(CHECK TEXT("unknown-name"), 1,
           AT("unknown-name") "3: x.c defines no 'twize'; the nearest is 'twice'");
}

Test(weave, ambiguous_name)
{
    expect(CHECK TEXT("ambiguous-name"), 1,
           AT("ambiguous-name") "3: 'twice' is ambiguous: x.c defines it at line 2 and "
                                "at line 7");
}

Test(weave, stale_block)
{
    expect(CHECK TEXT("stale-block"), 1,
           AT("stale-block") "7: stale code 'x.c twice': found '    return 3 * x;', "
                             "wanted '    return 2 * x;'; 'weave update' mends it");
}

Test(weave, empty_block)
{
    expect(
        CHECK TEXT("empty-block"), 1,
        AT("empty-block") "3: the block of code 'x.c twice' is empty; 'weave update' "
                          "fills it");
    expect(
        CHECK TEXT("empty-block"), 1,
        AT("empty-block") "11: an empty fenced block ends here; wanted a line in it");
}

Test(weave, missing_block)
{
    expect(CHECK TEXT("missing-block"), 1,
           AT("missing-block") "3: no block follows; wanted that of code 'x.c twice', "
                               "which 'weave update' puts there");
}

Test(weave, wrong_fence)
{
    expect(CHECK TEXT("wrong-fence"), 1,
           AT("wrong-fence") "4: found the fence '```sh' below a directive; wanted "
                             "```c");
}

Test(weave, function_never_shown)
{
    expect(CHECK TEXT("never-shown"), 1,
           "tests/weave/never-shown/01-x/x.c:6: function thrice is never shown in the "
           "text; wanted a code directive in tests/weave/" TEXT("never-shown"));
}

Test(weave, slices_and_their_markers)
{
    expect(CHECK TEXT("markers"), 1,
           AT("markers") "8: 'twice/none' of x.c needs one line '// [none' and one "
                         "'// none]' in the function; found 0 and 0");
    expect(CHECK TEXT("markers"), 1,
           AT("markers") "12: 'twice/hole' of x.c is empty; a slice holds at least one "
                         "line");
    expect(CHECK TEXT("markers"), 1,
           "tests/weave/markers/01-x/x.c:6: one slice marker too many; wanted at most "
           "3% of the lines");
}

Test(weave, stale_number)
{
    expect(CHECK TEXT("stale-number"), 1,
           AT("stale-number") "5: number 0.44 is stale: the run gives 0.43 for 'loss'");
    expect(CHECK TEXT("stale-number"), 1,
           AT("stale-number") "6: number 97.4% is stale: the run gives 97.5% for "
                              "'accuracy'");
    expect(CHECK TEXT("stale-number"), 1,
           AT("stale-number") "9: number 97.6 percent is stale: the run gives 97.5 for "
                              "'accuracy'");
}

Test(weave, unbound_number)
{
    expect(CHECK TEXT("unbound-number"), 1,
           AT("unbound-number") "5: " UNBOUND("-0.43", "-0.43"));
    expect(CHECK TEXT("unbound-number"), 1,
           AT("unbound-number") "5: " UNBOUND("43%", "43\\%"));
    expect(CHECK TEXT("unbound-number"), 1,
           AT("unbound-number") "7: " UNBOUND("1.7", "1.7"));
}

Test(weave, unbound_numbers_are_only_those)
{
    Run run = run_weave(CHECK TEXT("unbound-number"));
    size_t lines = 0;
    for (const char *c = run.said; *c != '\0'; c++) lines += *c == '\n';
    cr_expect_eq(lines, 3, "wanted three lines:\n%s", run.said);
}

Test(weave, unknown_value)
{
    expect(CHECK TEXT("unknown-value"), 1,
           AT("unknown-value") "3: unknown value 'los' in " VALUES "; the nearest is "
                               "'loss'");
    expect(
        CHECK TEXT("unknown-value"), 1,
        AT("unknown-value") "6: tests/weave/run/chapter7/values.tsv: No such file or "
                            "directory; run the chapter first");
}

Test(weave, number_that_is_not_there)
{
    expect(CHECK TEXT("absent-number"), 1,
           AT("absent-number") "3: number 0.4 does not stand in the block at line 4; "
                               "wanted it there, digit by digit");
    expect(
        CHECK TEXT("absent-number"), 1,
        AT("absent-number") "6: 'about' is no number; wanted one as it stands in the "
                            "text");
    expect(CHECK TEXT("absent-number"), 1,
           AT("absent-number") "9: 'loss' in a value directive; wanted name = number");
    expect(CHECK TEXT("absent-number"), 1,
           AT("absent-number") "12: no block of text follows; a value directive stands "
                               "before the paragraph, list, table or formula that "
                               "shows its numbers");
}

Test(weave, undefined_reference)
{
    expect(CHECK TEXT("undefined-reference"), 1,
           AT("undefined-reference") "6: no equation has the label 'slop'; the nearest "
                                     "is 'slope'");
    expect(CHECK TEXT("undefined-reference"), 1,
           AT("undefined-reference") "6: found the reference [formula?1.1]; wanted "
                                     "[equation 1.1]");
}

Test(weave, labels_and_formulas)
{
    expect(CHECK TEXT("duplicate-label"), 1,
           AT("duplicate-label") "6: the equation label 'slope' is taken by " AT(
               "duplicate-label") "3; labels are unique");
    expect(CHECK TEXT("duplicate-label"), 1,
           AT("duplicate-label") "9: label 'Slope'; wanted one of lower-case letters, "
                                 "digits and hyphens");
    expect(CHECK TEXT("duplicate-label"), 1,
           AT("duplicate-label") "12: no formula follows equation 'none'; wanted $$ on "
                                 "the next line");
    expect(CHECK TEXT("duplicate-label"), 1,
           AT("duplicate-label") "16: a formula opens here and never ends; wanted "
                                 "another $$");
}

Test(weave, unknown_directive)
{
    expect(CHECK TEXT("unknown-directive"), 1,
           AT("unknown-directive") "3: unknown directive 'cdoe'; did you mean 'code'?");
    expect(CHECK TEXT("unknown-directive"), 1,
           AT("unknown-directive") "5: text stands behind a directive, which wants its "
                                   "line for itself");
}

Test(weave, figures_and_images)
{
    expect(CHECK TEXT("figures"), 1,
           AT("figures") "4: the figure tests/weave/figures/01-x/figures/gone.svg does "
                         "not exist; wanted the file of figure 'gone'");
    expect(CHECK TEXT("figures"), 1,
           AT("figures") "8: the image README.md has no figure directive; wanted "
                         "<!-- figure: label --> before it");
    expect(CHECK TEXT("figures"), 1,
           AT("figures") "11: the image README.md has no alternative text; wanted what "
                         "it shows");
    expect(CHECK TEXT("figures"), 1,
           AT("figures") "15: no image follows figure 'nothing'; wanted ![text](file)");
}

Test(weave, table_that_is_missing)
{
    expect(CHECK TEXT("tables"), 1,
           AT("tables") "4: no table follows the caption of 'bare'; wanted lines that "
                        "begin with |");
    expect(CHECK TEXT("tables"), 1,
           AT("tables") "4: the caption of 'bare' begins with '**Table 1.7.**'; wanted "
                        "'**Table 1.1.**', which 'weave update' writes");
}
