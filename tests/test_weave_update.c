/* weave update: mends what is generated, leaves every other byte alone, and needs no
 * second time. */
#define _POSIX_C_SOURCE 200809L
#include "weave/scratch.h"
#include "weave/weave_run.h"

TestSuite(weave_update, .timeout = 20);

static Run update(const Scratch *s)
{
    char arguments[COMMAND_SIZE];
    snprintf(arguments, sizeof arguments,
             "update --run tests/weave/run "
             "%s/00-base/README.md %s",
             s->folder, s->text);
    return run_weave(arguments);
}

/* Replaces the first `from` in the text by `to`. */
static void damage(const Scratch *s, const char *from, const char *to)
{
    char before[FILE_SIZE];
    char after[2 * FILE_SIZE];
    get(s->text, before);
    const char *at = strstr(before, from);
    cr_assert_not_null(at, "the good text has no '%s'", from);
    int size = snprintf(after, sizeof after, "%.*s%s%s", (int)(at - before), before, to,
                        at + strlen(from));
    put(s->text, after, (size_t)size);
}

/* Damages the good text, and wants update to make it what it was. */
static void expect_mended(const char *from, const char *to)
{
    Scratch s = begin();
    char good[FILE_SIZE];
    char mended[FILE_SIZE];
    char line[COMMAND_SIZE];
    get(s.text, good);
    damage(&s, from, to);
    Run run = update(&s);
    get(s.text, mended);
    snprintf(line, sizeof line, "weave: updated %s", s.text);
    cr_expect_eq(run.status, 0, "'%s' for '%s': %s", to, from, run.said);
    cr_expect(says(&run, line), "%s", run.said);
    cr_expect_str_eq(mended, good, "'%s' for '%s'", to, from);
    end(&s);
}

Test(weave_update, good_text_stays)
{
    Scratch s = begin();
    char before[FILE_SIZE];
    char after[FILE_SIZE];
    get(s.text, before);
    Run run = update(&s);
    get(s.text, after);
    cr_expect_eq(run.status, 0);
    cr_expect_str_eq(run.said, "");
    cr_expect_str_eq(after, before);
    end(&s);
}

Test(weave_update, mends_blocks)
{
    expect_mended("    return error * x;\n", "    return error;\n    // old\n");
    expect_mended("real error = say(w, x) - y;\n```\n\n## Output", "```\n\n## Output");
    expect_mended("  slope by the nudge       -3.998000\n", "");
    expect_mended("> Then say why it never is 0.\n", "> 0.5\n");
    expect_mended("  real neuron_slope(real w, real x, real y);\n  ```",
                  "real neuron_slope(void);\n  ```");
}

Test(weave_update, puts_missing_blocks)
{
    expect_mended("```text\none weight: w 0.5, x 2, y 3\n"
                  "  slope by the nudge       -3.998000\n"
                  "  slope by the derivation  -4.000000\n```\n",
                  "");
    expect_mended("```c\nreal error = say(w, x) - y;\n```\n", "");
}

Test(weave_update, writes_numbers)
{
    expect_mended(" \\tag{1.1} $$", " $$");
    expect_mended(" \\tag{1.2}\n$$", "\n$$");
    expect_mended("\\tag{1.2}", "\\tag{4.7}");
    expect_mended("**Figure 1.1.** The", "The");
    expect_mended("**Figure 1.1.** The", "**Figure 3.** The");
    expect_mended("**Table 1.1.**", "**Table 1.2.**");
}

Test(weave_update, writes_references)
{
    expect_mended("[equation 1.1]", "[equation 2.9]");
    expect_mended("[Equation 0.1]", "[Equation]");
    expect_mended("[table\n1.1]", "[table\n1.2]");
    expect_mended("(../00-base/README.md#eq:mean)", "(#eq:mean)");
    expect_mended("(#eq:slope)", "(../../elsewhere.md#eq:slope)");
}

Test(weave_update, renumbers_behind_a_new_equation)
{
    Scratch s = begin();
    char after[FILE_SIZE];
    damage(&s, "<!-- equation: slope -->",
           "<!-- equation: first derivation -->\n$$ a = b $$\n\n"
           "<!-- equation: slope -->");
    Run run = update(&s);
    get(s.text, after);
    cr_expect_eq(run.status, 0, "%s", run.said);
    cr_expect_not_null(strstr(after, "$$ a = b \\tag{1.1} $$\n"));
    cr_expect_not_null(strstr(after, "x \\tag{1.2} $$\n"));
    cr_expect_not_null(strstr(after, "- 3 \\tag{1.3}\n$$\n"));
    cr_expect_not_null(strstr(after, "[equation 1.2](#eq:slope)"));
    cr_expect_str_eq(update(&s).said, "", "a second update found something to do");
    end(&s);
}

Test(weave_update, never_touches_measured_numbers)
{
    Scratch s = begin();
    char before[FILE_SIZE];
    char after[FILE_SIZE];
    damage(&s, "loss = 0.435;", "loss = 0.436;");
    damage(&s, "the loss again: 0.435", "the loss again: 0.436");
    get(s.text, before);
    Run run = update(&s);
    get(s.text, after);
    cr_expect_eq(run.status, 1);
    cr_expect_not_null(strstr(run.said, "number 0.436 is stale: the run gives 0.435"));
    cr_expect_str_eq(after, before);
    end(&s);
}

/* Gives every line of the text the ending CR LF. */
static void make_crlf(const Scratch *s)
{
    char before[FILE_SIZE];
    char after[2 * FILE_SIZE];
    size_t size = 0;
    get(s->text, before);
    for (const char *c = before; *c != '\0'; c++) {
        if (*c == '\n') after[size++] = '\r';
        after[size++] = *c;
    }
    put(s->text, after, size);
}

Test(weave_update, keeps_crlf)
{
    Scratch s = begin();
    char good[FILE_SIZE];
    char mended[FILE_SIZE];
    make_crlf(&s);
    get(s.text, good);
    Run unchanged = update(&s);
    cr_expect_eq(unchanged.status, 0);
    cr_expect_str_eq(unchanged.said, "");
    damage(&s, "    return error * x;\r\n", "");
    damage(&s, "\\tag{1.2}", "\\tag{7.7}");
    damage(&s, "```c\r\nreal error = say(w, x) - y;\r\n```\r\n", "");
    cr_expect_eq(update(&s).status, 0);
    get(s.text, mended);
    cr_expect_str_eq(mended, good);
    end(&s);
}
