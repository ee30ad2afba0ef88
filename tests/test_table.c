/* Tables for people, to the letter; names in their cells are in test_report.c. */
#include "report.h"
#include "support.h"

#include <string.h>

TestSuite(table, .timeout = 20);

/* Prints the table of these cells, NULL ending them. */
static void print_cells(const char *heads, const char *const *cells)
{
    Report report = report_open("chapter1", NULL);
    table_begin(&report, heads);
    for (; *cells; cells++) table_cells(&report, "%s", *cells);
    table_print(&report);
}

static void shows(const char *heads, const char *const *cells, const char *text)
{
    Outcome o;
    IN_CHILD(o, print_cells(heads, cells));
    OUTCOME(o, 0, text, "");
}

#define CELLS(...)                                                                     \
    (const char *const[])                                                              \
    {                                                                                  \
        __VA_ARGS__, NULL                                                              \
    }

Test(table, numbers_stand_to_the_right_and_words_to_the_left)
{
    shows("n|times", CELLS("1", "2x"), "  n  times\n  1  2x\n");
    shows("rate|what happens|loss",
          CELLS("0.1", "it learns", "12.5", "10", "no", "nan"),
          "  rate  what happens  loss\n"
          "   0.1  it learns     12.5\n"
          "    10  no             nan\n");
}

Test(table, one_word_turns_its_column_left_and_the_last_has_no_blanks_behind)
{
    shows("epoch|ends", CELLS("1", "97%", "never", "a b", "20000", "no"),
          "  epoch  ends\n"
          "  1      97%\n"
          "  never  a b\n"
          "  20000  no\n");
}

Test(table, what_counts_as_a_number)
{
    shows("x", CELLS("-1.5e+10", "inf", "-inf", "nan", "50%", "1,000", "-", ""),
          "         x\n  -1.5e+10\n       inf\n      -inf\n       nan\n       50%\n"
          "     1,000\n         -\n          \n");
    shows("long head", CELLS("1 2"), "  long head\n  1 2\n");
    shows("long head", CELLS("infinite"), "  long head\n  infinite\n");
}

Test(table, a_letter_of_many_bytes_takes_one_place)
{
    shows("\xCE\xB7|mean \xC2\xB1 std|n", CELLS("0.1", "\xCE\xBC", "7"),
          "    \xCE\xB7  mean \xC2\xB1 std  n\n"
          "  0.1  \xCE\xBC           7\n");
}

Test(table, what_was_never_begun_cannot_be_printed)
{
    Report report = report_open("chapter1", NULL);
    MISTAKE_IN("table.c", "table_print: a table that was never begun",
               table_print(&report));
}

Test(table, a_cell_may_be_long)
{
    char cell[300] = "", line[320];
    memset(cell, 'x', sizeof cell - 1);
    snprintf(line, sizeof line, "  head\n  %s\n", cell);
    shows("head", CELLS(cell), line);
}

/* Cells of one format are parted by its bars; a bar in a text parts nothing. */
static void print_bars(void)
{
    Report report = report_open("chapter1", NULL);
    table_begin(&report, "n|what|rate");
    table_cells(&report, "%d|%s|%.1f%%", 1, "a|b", 0.5);
    table_cells(&report, "%d|", 2);
    table_cells(&report, "%.2f", -0.0);
    table_print(&report);
}

Test(table, one_format_fills_several_cells)
{
    Outcome o;
    IN_CHILD(o, print_bars());
    OUTCOME(o, 0, "  n  what   rate\n  1  a|b   50.0%\n  2         0.00\n", "");
}

Test(table, heads_alone)
{
    shows("a|b", CELLS(NULL), "  a  b\n");
}

static void fill(Report *report, size_t columns, int cells)
{
    char heads[64] = "h";
    for (size_t j = 1; j < columns; j++) strcat(heads, "|h");
    table_begin(report, heads);
    for (int i = 0; i < cells; i++) table_cells(report, "%d", i);
}

Test(table, the_widest_and_one_column_more)
{
    Report report = report_open("chapter1", NULL);
    Outcome o;
    IN_CHILD(o, fill(&report, TABLE_COLUMNS, TABLE_COLUMNS * 1000);
             table_print(&report));
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, "  15998  15999\n"));
    MISTAKE_IN("table.c", "table_begin: 17 columns, at most 16",
               fill(&report, TABLE_COLUMNS + 1, 0));
}

Test(table, one_after_another)
{
    Report report = report_open("chapter1", NULL);
    Outcome o;
    IN_CHILD(o, fill(&report, 1, 1); table_print(&report); fill(&report, 2, 2);
             table_print(&report));
    OUTCOME(o, 0, "  h\n  0\n  h  h\n  0  1\n", "");
    MISTAKE_IN("table.c", "table_begin: the table before is not printed",
               fill(&report, 1, 1);
               fill(&report, 1, 1));
}

Test(table, a_last_row_that_is_not_complete_is_a_mistake)
{
    Report report = report_open("chapter1", NULL);
    fill(&report, 3, 4);
    MISTAKE_IN("table.c", "table_print: the last row has 1 of 3 cells",
               table_print(&report));
}
