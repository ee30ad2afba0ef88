/* Tables for people, and the progress bar. */
#define _XOPEN_SOURCE 700
#include "report.h"
#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(table, .timeout = 20);

/* Prints the table of these cells, NULL ending them. */
static void print_cells(const char *heads, const char *const *cells)
{
    Table table;
    table_begin(&table, "another|table");
    table_cell(&table, "that is not printed");
    table_begin(&table, heads); // begins anew
    for (; *cells; cells++) table_cell(&table, "%s", *cells);
    table_print(NULL, &table);
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
    Table table = {.columns = 0};
    MISTAKE_IN("table.c", "table_print: a table that was never begun",
               table_print(NULL, &table));
}

/* 47 letters fit; of 48 the first 44 are left, and dots. */
Test(table, a_cell_that_is_too_long_is_cut_and_says_so)
{
    const char *long_one = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv";
    char line[80], fits[48];
    snprintf(fits, sizeof fits, "%.47s", long_one);
    snprintf(line, sizeof line, "  head\n  %s\n", fits);
    shows("head", CELLS(fits), line);
    snprintf(line, sizeof line, "  head\n  %.44s...\n", long_one);
    shows("head", CELLS(long_one), line);
}

Test(table, heads_alone)
{
    Outcome o;
    Table table;
    IN_CHILD(o, table_begin(&table, "a|b"); table_print(NULL, &table));
    OUTCOME(o, 0, "  a  b\n", "");
}

static Table *filled(size_t columns, size_t cells)
{
    Table *table = calloc(1, sizeof *table);
    char heads[64] = "h";
    for (size_t j = 1; j < columns; j++) strcat(heads, "|h");
    table_begin(table, heads);
    for (size_t i = 0; i < cells; i++) table_cell(table, "%zu", i);
    return table;
}

Test(table, the_largest_table_and_one_cell_more)
{
    Table *table = filled(TABLE_COLUMNS, TABLE_COLUMNS * (TABLE_ROWS - 1));
    Outcome o;
    IN_CHILD(o, table_print(NULL, table));
    cr_assert_eq(o.status, 0);
    cr_assert_not_null(strstr(o.out, "  2030  2031\n"));
    MISTAKE_IN("table.c", "table_cell: more than 128 rows", table_cell(table, "x"));
    free(table);
    MISTAKE_IN("table.c", "table_cell: more than 128 rows", filled(1, TABLE_ROWS));
    MISTAKE_IN("table.c", "table_begin: 17 columns, at most 16",
               filled(TABLE_COLUMNS + 1, 0));
}

Test(table, a_last_row_that_is_not_complete_is_a_mistake)
{
    Table *table = filled(3, 4);
    MISTAKE_IN("table.c", "table_print: the last row has 1 of 3 cells",
               table_print(NULL, table));
    free(table);
}

/* --- progress ---------------------------------------------------------------- */

static void make_progress(void)
{
    Progress progress = progress_begin("training", 200);
    for (size_t i = 1; i <= 200; i++) progress_step(&progress, i);
    progress_end(&progress);
    progress_step(&progress, 7);
}

Test(progress, is_silent_in_a_pipe, .timeout = 20)
{
    Outcome o;
    IN_CHILD(o, make_progress());
    OUTCOME(o, 0, "", "");
}

/* What a program draws on a terminal. */
static void draw(char *seen, size_t size, void (*program)(void))
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    int other = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    Outcome o;
    IN_CHILD(o, dup2(other, STDERR_FILENO); program());
    cr_assert_eq(o.status, 0);
    close(other);
    size_t got = 0;
    for (ssize_t part = 1; part > 0; got += part > 0 ? (size_t)part : 0)
        part = read(terminal, seen + got, size - 1 - got);
    cr_assert_gt(got, 0);
    seen[got] = 0;
    close(terminal);
}

static void draw_three(void)
{
    Progress progress = progress_begin("fit", 4);
    progress_step(&progress, 0);
    progress_step(&progress, 2);
    progress_step(&progress, 4);
}

Test(progress, is_a_bar_on_a_terminal, .timeout = 20)
{
    char seen[4096];
    draw(seen, sizeof seen, draw_three);
    cr_assert_str_eq(seen, "\rfit [                              ]   0%"
                           "\rfit [###############               ]  50%"
                           "\rfit [##############################] 100%");
}

static void draw_and_end(void)
{
    Progress progress = progress_begin("fit", 0);
    progress_end(&progress);
    progress_step(&progress, 1);
}

Test(progress, wipes_its_line_at_the_end, .timeout = 20)
{
    char seen[4096], expected[128];
    draw(seen, sizeof seen, draw_and_end);
    snprintf(expected, sizeof expected, "\rfit [%30s]   0%%\r%43s\r", "", "");
    cr_assert_str_eq(seen, expected);
}
