/* What a program says, to the letter; and that what cannot be written ends it. */
#define _XOPEN_SOURCE 700
#include "report.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(report, .timeout = 20, .fini = temporary_remove);

/* Requires the names in the temporary folder, as ls prints them. */
static void folder_holds(const char *names)
{
    OUTCOME(run("cd %s && ls -A", temporary("out")), 0, names, "");
}

static void file_holds(const char *name, const char *text)
{
    OUTCOME(run("cat %s/%s", temporary("out"), name), 0, text, "");
}

Test(report, blocks_are_parted_by_one_empty_line)
{
    Outcome o;
    IN_CHILD(o, Report report = report_open("chapter1", NULL);
             report_block(&report, "First", "it learns in %d epochs.", 3);
             report_line(&report, "%s %5.2f", "loss", 0.5);
             report_block(&report, "Second", "done."); report_close(&report));
    OUTCOME(o, 0, "First: it learns in 3 epochs.\nloss  0.50\n\nSecond: done.\n", "");
}

Test(report, values_have_names_and_all_their_digits)
{
    Report report = report_open("chapter1", temporary("out"));
    report_value(&report, (real)0.1, "loss/%d", 3);
    report_value(&report, (real)-0.0, "zero");
    report_value(&report, -(real)NAN, "nothing");
    folder_holds(""); // nothing is there before it is complete
    report_close(&report);
    folder_holds("values.tsv\n");
    char expected[100];
    snprintf(expected, sizeof expected, "loss/3\t%.17g\nzero\t0\nnothing\tnan\n",
             (double)(real)0.1);
    file_holds("values.tsv", expected);
}

/* Every form of a number, once with a name. */
static void say_all(Report *report)
{
    report_block(report, "Named", "%d{int} of %3zu{size.%s.%d}", -3, (size_t)7, "a", 2);
    report_line(report, "%ld{long} %llu{seed} %x{hex} %c%%", -4L, 1ULL << 40, 255U,
                'c');
    report_line(report, "%.2f{two}%.3e{three} {%s} %*d{star}|", (real)0.5, (real)0.25,
                "name", 4, 5);
    report_part(report, "%.1f%%{share.%zu}, ", (real)0.125, (size_t)1);
    report_line(report, "%.0f %%{half} %d%%{whole} %-6.2g|", (real)0.5, 50, (real)-0.0);
    report_line(report, "%g{zero} %g{nothing}", (real)-0.0, -(real)NAN);
    report_line(report, "%d{run.%d.first}%d{.last %s} %d{.}", 1, 9, 2, "one", 3);
    table_begin(report, "a|b");
    table_cells(report, "%s|%.2f%%{cell.%s}", "x", (real)0.25, "right");
    table_print(report);
}

Test(report, a_number_is_printed_and_named_at_once)
{
    const char *text = "Named: -3 of   7\n-4 1099511627776 ff c%\n0.502.500e-01 {name} "
                       "   5|\n12.5%, 50 % 50% 0     |\n0 nan\n12 3\n  a       b\n"
                       "  x  25.00%\n";
    Report report = report_open("chapter1", temporary("out"));
    Outcome o;
    IN_CHILD(o, say_all(&report); report_close(&report));
    OUTCOME(o, 0, text, "");
    file_holds("values.tsv",
               "int\t-3\nsize.a.2\t7\nlong\t-4\nseed\t1099511627776\nhex\t255\n"
               "two\t0.5\nthree\t0.25\nstar\t5\nshare.1\t0.125\nhalf\t0."
               "5\nwhole\t50\nzero\t0\n"
               "nothing\tnan\nrun.9.first\t1\nrun.9.last "
               "one\t2\nrun.9.\t3\ncell.right\t0.25\n");
    report_close(&report);
    report = report_open("chapter1", NULL); // prints the same where names go nowhere
    IN_CHILD(o, say_all(&report); report_close(&report));
    OUTCOME(o, 0, text, "");
}

Test(report, a_format_that_it_cannot_read_is_a_mistake)
{
    Report report = report_open("chapter1", NULL);
    void *pointer = &report;
    MISTAKE_IN("table.c", "report: unknown conversion '%p'",
               report_line(&report, "%p", pointer));
    const char *too_long = "%000000000000000000000000000000000000000000000001d";
    MISTAKE_IN("table.c", "report: unknown conversion '%00000000000'",
               report_line(&report, too_long, 1));
    MISTAKE_IN("table.c",
               "report: '00000000000000000000...': a name of more than 95 letters",
               report_value(&report, 1, "%0100d", 1));
    table_begin(&report, "loss");
    MISTAKE_IN("table.c", "report: '{loss': a name without its }",
               table_cells(&report, "%d{loss", 1));
}

Test(report, a_series_has_a_head_rows_and_breaks)
{
    Report report = report_open("chapter1", temporary("out"));
    Series series = series_open(&report, "curve", "epoch|loss of it|rate");
    series_numbers(&series, 16777217, 0.25,
                   -1e-99); // doubles, also where real is float
    series_break(&series);
    series_numbers(&series, 2, (double)INFINITY, -0.0);
    folder_holds("");
    series_close(&series);
    folder_holds("curve.tsv\n");
    file_holds("curve.tsv",
               "# epoch\tloss of it\trate\n16777217\t0.25\t-1e-99\n\n2\tinf\t0\n");
    report_close(&report);
}

Test(report, a_long_series_is_written_whole)
{
    Report report = report_open("chapter1", temporary("out"));
    Series series = series_open(&report, "long", "i");
    for (int i = 0; i < 50000; i++) series_numbers(&series, i);
    series_close(&series);
    report_close(&report);
    OUTCOME(
        run("tail -n +2 %s/long.tsv | cksum; seq 0 49999 | cksum", temporary("out")), 0,
        run("seq 0 49999 | cksum; seq 0 49999 | cksum").out, "");
}

Test(report, a_complete_file_takes_the_place_of_an_old_one)
{
    mkdir(temporary("out"), 0777);
    write_file(temporary("out/curve.tsv"), "old\n", 4);
    Report report = report_open("chapter1", temporary("out"));
    Series series = series_open(&report, "curve", "x");
    file_holds("curve.tsv", "old\n");
    series_close(&series);
    file_holds("curve.tsv", "# x\n");
    report_close(&report);
}

Test(report, what_was_not_closed_leaves_nothing_behind)
{
    Outcome o;
    const char *out = temporary("out");
    IN_CHILD(o, Report report = report_open("chapter1", out);
             Series series = series_open(&report, "curve", "x");
             series_numbers(&series, 1); report_value(&report, 1, "one"); abort());
    cr_assert_lt(o.status, 0);
    folder_holds("");
}

Test(report, without_a_folder_series_and_values_go_nowhere)
{
    Report report = report_open("chapter1", NULL);
    Series series = series_open(&report, "curve", "a|b");
    series_numbers(&series, 1, 2);
    series_break(&series);
    series_close(&series);
    report_value(&report, 1, "one");
    report_close(&report);
    cr_assert_neq(access("curve.tsv", F_OK), 0);
    cr_assert_neq(access("values.tsv", F_OK), 0);
}

Test(report, missing_folders_are_made)
{
    Report report = report_open("chapter1", temporary("out/a/b/"));
    report_close(&report);
    folder_holds("a\n");
    cr_assert_eq(access(temporary("out/a/b/values.tsv"), R_OK), 0);
    struct stat status;
    cr_assert_eq(stat(temporary("out/a/b"), &status), 0);
    cr_assert_eq(status.st_mode & 0700, 0700, "its owner may read and write there");

    report = report_open("chapter1", temporary("out/c"));
    report_close(&report);
    report_close(&report); // once more does nothing
    cr_assert_eq(access(temporary("out/c/values.tsv"), R_OK), 0);
}

Test(report, a_long_path_is_made_folder_by_folder)
{
    char path[360];
    snprintf(path, sizeof path, "%s", temporary("out"));
    while (strlen(path) < 330) strcat(path, "/a-folder-of-this-name");
    Report report = report_open("chapter1", path);
    report_close(&report);
    strcat(path, "/values.tsv");
    cr_assert_eq(access(path, R_OK), 0);
}

/* --- what cannot be written -------------------------------------------------- */

static void ends_with(const char *folder, const char *words)
{
    Outcome o;
    char expected[700];
    IN_CHILD(o, report_open("chapter1", folder));
    snprintf(expected, sizeof expected, "chapter1: %s: cannot be written: %s\n", folder,
             words);
    OUTCOME(o, 1, "", expected);
}

/* Two folders below each other, then one whose path is shorter. */
static void make_two(void)
{
    char first[] = "a-name-that-is-long/b", second[] = "c";
    if (chdir(temporary("")) != 0) exit(9);
    errno = ENOENT; // of something before
    Report report = report_open("chapter1", first);
    report_close(&report);
    report = report_open("chapter1", second);
    report_close(&report);
}

Test(report, folders_are_made_one_after_another)
{
    Outcome o;
    temporary(""); // made here, and not in the child
    IN_CHILD(o, make_two());
    OUTCOME(o, 0, "", "");
    cr_assert_eq(access(temporary("c/values.tsv"), R_OK), 0);
}

/* A path that fills the room for it to the last byte, and one a letter too long. */
Test(report, a_path_that_is_too_long_ends_the_program)
{
    enum { ROOM = 400 };
    char path[ROOM + 1];
    for (size_t i = 0; i < ROOM; i++) path[i] = "a/"[i % 2];
    path[ROOM] = 0;
    ends_with(path, "File name too long");
}

Test(report, a_folder_that_cannot_be_made_ends_the_program)
{
    char long_name[450];
    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = 0;
    write_file(temporary("file"), "", 0);
    ends_with(temporary("file/under"), "Not a directory");
    ends_with("", "No such file or directory");
    ends_with(long_name, "File name too long");

    Outcome o;
    char expected[700];
    IN_CHILD(o, report_open("chapter1", temporary("file")));
    snprintf(expected, sizeof expected,
             "chapter1: %s/values.tsv: cannot be written: Not a directory\n",
             temporary("file"));
    OUTCOME(o, 1, "", expected);
}

Test(report, a_series_without_a_place_ends_the_program)
{
    Report report = report_open("chapter1", temporary("out"));
    Outcome o;
    char expected[700];
    IN_CHILD(o, series_open(&report, "no/such/folder", "x"));
    snprintf(expected, sizeof expected,
             "chapter1: %s/no/such/folder.tsv: cannot be "
             "written: No such file or directory\n",
             temporary("out"));
    OUTCOME(o, 1, "", expected);
    report_close(&report);
}

Test(report, a_folder_lost_on_the_way_ends_the_program)
{
    Report report = report_open("chapter1", temporary("out"));
    Series series = series_open(&report, "curve", "x");
    run("rm -r %s", temporary("out"));
    Outcome o;
    char expected[700];
    IN_CHILD(o, series_close(&series));
    snprintf(expected, sizeof expected,
             "chapter1: %s/curve.tsv: cannot be written: "
             "No such file or directory\n",
             temporary("out"));
    OUTCOME(o, 1, "", expected);
    run("mkdir %s", temporary("out"));
    report_close(&report);
    series_close(&series);
}

static void fill_stdout(int lines)
{
    int full = open("/dev/full", O_WRONLY);
    dup2(full, STDOUT_FILENO);
    Report report = report_open("chapter1", NULL);
    for (int i = 0; i < lines; i++) report_line(&report, "line %d of very many", i);
    report_close(&report);
}

Test(report, a_full_disk_under_stdout_ends_the_program)
{
    Outcome o;
    IN_CHILD(o, fill_stdout(1));
    OUTCOME(o, 1, "",
            "chapter1: the output: cannot be written: No space left on device\n");
    IN_CHILD(o, fill_stdout(10000)); // it was full long before the end
    OUTCOME(o, 1, "",
            "chapter1: the output: cannot be written: No space left on device\n");
}

/* Files may grow to this size only, and their writer is told, not killed. */
static void limit_file_size(rlim_t size)
{
    struct rlimit limit = {size, size};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
}

Test(report, a_series_that_cannot_be_completed_leaves_nothing_behind)
{
    Outcome o = run("mkdir %s", temporary("out"));
    cr_assert_eq(o.status, 0);
    Report report = report_open("chapter1", temporary("out"));
    Series series = series_open(&report, "curve", "x");
    for (int i = 0; i < 5000; i++) series_numbers(&series, i);
    char expected[700];
    snprintf(expected, sizeof expected,
             "chapter1: %s/curve.tsv: cannot be written: File too large\n",
             temporary("out"));
    IN_CHILD(o, limit_file_size(8192); series_close(&series));
    OUTCOME(o, 1, "", expected);
    folder_holds("");
    // one number more, which is too far behind; before, the copy was too large
    IN_CHILD(o, limit_file_size(8192); series_numbers(&series, 1);
             series_close(&series));
    OUTCOME(o, 1, "", expected);
    folder_holds("");
    series_close(&series);
    report_close(&report);
}
