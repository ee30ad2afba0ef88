/* The two kinds of error, and the tools of the tests themselves. */
#define _POSIX_C_SOURCE 200809L
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(check, .timeout = 20, .fini = temporary_remove);

Test(check, a_mistake_names_the_operation_and_the_place)
{
    MISTAKE("matrix_twist: a (4, 3): cannot be twisted",
            check_mistake(HERE, "matrix_twist", "a (%d, %d): cannot be twisted", 4, 3));
}

Test(check, a_mistake_shows_the_file_without_its_folders)
{
    Outcome o;
    IN_CHILD(o, check_mistake((Place){"a/long/way/forward.c", 41}, "f", "bad"));
    OUTCOME(o, -SIGABRT, "", "f: bad  [forward.c:41]\n");
}

Test(check, what_was_printed_before_a_mistake_is_not_lost)
{
    Outcome o;
    IN_CHILD(o, printf("before\n"); check_mistake((Place){"x.c", 1}, "f", "bad"));
    OUTCOME(o, -SIGABRT, "before\n", "f: bad  [x.c:1]\n");
}

Test(check, a_long_mistake_is_cut_but_keeps_its_place)
{
    char text[700];
    memset(text, 'm', sizeof text - 1);
    text[sizeof text - 1] = 0;
    Outcome o;
    IN_CHILD(o, check_mistake((Place){"x.c", 1}, "f", "%s", text));
    cr_assert_eq(o.status, -SIGABRT);
    cr_assert_eq(o.err_size, strlen("f: ") + 511 + strlen("  [x.c:1]\n"));
    cr_assert_not_null(strstr(o.err, "m  [x.c:1]\n"));
}

Test(check, a_failure_is_false_and_described)
{
    Failure failure;
    cr_assert_not(failure_set(&failure, "%s:%d: empty", "data.csv", 7));
    cr_assert_str_eq(failure.text, "data.csv:7: empty");
    cr_assert_not(failure_set(NULL, "nobody listens"));
}

Test(check, a_failure_ends_the_program_with_one_line_and_status_1)
{
    Failure failure = {"data.csv: is empty"};
    Outcome o;
    IN_CHILD(o, printf("so far\n"); failure_exit("chapter1", &failure));
    OUTCOME(o, 1, "so far\n", "chapter1: data.csv: is empty\n");
    // and where both go to one file, in the order in which they were said
    IN_CHILD(o, dup2(STDOUT_FILENO, STDERR_FILENO); printf("so far\n");
             failure_exit("chapter1", &failure));
    OUTCOME(o, 1, "so far\nchapter1: data.csv: is empty\n", "");
}

/* --- the tools --------------------------------------------------------------- */

Test(check, close_numbers)
{
    double e = (double)REAL_EPSILON;
    CLOSE(1, 1, 0, 0);
    CLOSE(1000, 1000 * (1 + e), 2, 0);
    CLOSE(0, e, 0, 2);
    CLOSE((double)INFINITY, (double)INFINITY, 0, 0);
    WITHIN(3, 3.5, 0.5);
}

Test(check, numbers_that_are_not_close)
{
    cr_assert_not_null(numbers_close(1, 1.01, 0.001, 0.001));
    cr_assert_not_null(numbers_close(0, 1e-9, 0.5, 1e-10), "relative to what?");
    cr_assert_not_null(numbers_close((double)NAN, (double)NAN, 1, 1));
    cr_assert_not_null(numbers_close(1, (double)NAN, 1, 1));
    cr_assert_not_null(numbers_close((double)INFINITY, 1, 1, 1));
    cr_assert_not_null(numbers_close((double)INFINITY, (double)-INFINITY, 1, 1));
    cr_assert_str_eq(numbers_close(2, 1, 0, 0.5),
                     "2, expected 1: they are 1 apart, allowed is 0.5");
}

Test(check, matrices_that_are_not_close)
{
    Matrix a = matrix_view((real[]){1, 2, 3, 4, 5, 6}, 2, 3);
    Matrix b = matrix_view((real[]){1, 2, 3, 4, 5, 7}, 2, 3);
    MATRIX_CLOSE(a, a, 0, 0);
    cr_assert_str_eq(matrices_close(a, b, 0, 0), "element (1, 2) is 6, expected 7");
    cr_assert_str_eq(matrices_close(a, matrix_view(b.data, 3, 2), 9, 9),
                     "shape (2, 3), expected (3, 2)");
}

Test(check, a_shell_command)
{
    OUTCOME(run("printf %d; printf oops >&2; exit 3", 12), 3, "12", "oops");
    OUTCOME(run("kill -TERM $$"), -SIGTERM, "", "");
    cr_assert_eq(run("/no/such/program").status, 127);
}

Test(check, a_child_that_does_nothing_wrong_is_no_mistake)
{
    Outcome o;
    IN_CHILD(o, (void)0);
    OUTCOME(o, 0, "", "");
    cr_assert_not_null(is_mistake(o, "anything", HERE));
    IN_CHILD(o, check_mistake((Place){"y.c", 5}, "f", "bad"));
    cr_assert_null(is_mistake(o, "f: bad", (Place){"y.c", 5}));
    cr_assert_null(is_mistake(o, "f: bad", (Place){"y.c", 0}));
    cr_assert_not_null(is_mistake(o, "f: bad", (Place){"y.c", 6}));
    cr_assert_null(is_mistake(o, "f: bad", (Place){"y.c", 1}), "within a use");
    cr_assert_not_null(is_mistake(o, "f: ba", (Place){"y.c", 5}));
    cr_assert_not_null(is_mistake(o, "f: bad", (Place){"z.c", 5}));
}

Test(check, files_of_a_test_are_its_own_and_go_away)
{
    const char *path = temporary("two.bin");
    write_file(path, "\0\1", 2);
    OUTCOME(run("od -An -tx1 %s", path), 0, " 00 01\n", "");
    write_gzip(temporary("a.gz"), "text", 4);
    OUTCOME(run("gunzip -c %s", temporary("a.gz")), 0, "text", "");
    temporary_remove();
    cr_assert_neq(access(path, F_OK), 0);
}

Test(check, programs_are_in_the_folder_that_BIN_names)
{
    setenv("BIN", "build/gcc-double/bin", 1);
    cr_assert_str_eq(program_path("chapter1"), "build/gcc-double/bin/chapter1");
    unsetenv("BIN");
    cr_assert_str_eq(program_path("chapter1"), "build/bin/chapter1");
}
