/* The book is not made of a text that is wrong: each fixture of tests/book/refuse breaks
 * a small book in its own way, and must be refused with the file and the line. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(book, .timeout = 90);

/* One part of the fixtures, since a child may run for a minute only. */
static void refuse(int part)
{
    if (getenv("WEAVE") == NULL) cr_skip("WEAVE does not say where weave is\n");
    Outcome outcome = run("tests/book/refuse %d 12", part);
    if (strncmp(outcome.out, "skipped", 7) == 0) cr_skip("%s", outcome.out);
    if (outcome.status != 0) fputs(outcome.out, stderr);
    cr_assert_eq(outcome.status, 0, "a broken book was not refused as it must be");
    int broken = 0;
    cr_assert_eq(sscanf(outcome.out, "%d of", &broken), 1);
    cr_assert_geq(broken, 5, "only %d fixtures ran", broken);
    cr_assert(strstr(outcome.out, " passed, 0 failed") != NULL);
}

Test(book, refuses_what_is_broken_1)
{
    refuse(0);
}

Test(book, refuses_what_is_broken_2)
{
    refuse(1);
}

Test(book, refuses_what_is_broken_3)
{
    refuse(2);
}

Test(book, refuses_what_is_broken_4)
{
    refuse(3);
}

Test(book, refuses_what_is_broken_5)
{
    refuse(4);
}

Test(book, refuses_what_is_broken_6)
{
    refuse(5);
}

Test(book, refuses_what_is_broken_7)
{
    refuse(6);
}

Test(book, refuses_what_is_broken_8)
{
    refuse(7);
}

Test(book, refuses_what_is_broken_9)
{
    refuse(8);
}

Test(book, refuses_what_is_broken_10)
{
    refuse(9);
}

Test(book, refuses_what_is_broken_11)
{
    refuse(10);
}

Test(book, refuses_what_is_broken_12)
{
    refuse(11);
}
