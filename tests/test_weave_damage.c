/* No damage to a text makes weave fall over: the good text cut off behind each of its
 * bytes, and with random bytes in it. The sanitizers' builds look closest. */
#define _POSIX_C_SOURCE 200809L
#include "weave/scratch.h"
#include "weave/weave_run.h"

TestSuite(weave_damage, .timeout = 240);

/* So many lie in the chapter's folder at a time: weave looks through it for each text. */
enum { DAMAGED_COPIES = 400, AT_ONCE = 100 };

/* Weaves all texts d*.md of the chapter at once; no sanitizer may have a word. */
static void expect_no_crash(const Scratch *s, const char *command)
{
    char arguments[COMMAND_SIZE];
    snprintf(arguments, sizeof arguments, "%s --run tests/weave/run %s/01-x/d*.md",
             command, s->folder);
    Run run = run_weave(arguments);
    cr_expect(run.status == 0 || run.status == 1, "%s: exit %d", command, run.status);
    cr_expect_null(strstr(run.said, "Sanitizer"), "%s", run.said);
    cr_expect_null(strstr(run.said, "runtime error"), "%s", run.said);
}

/* Puts down copy `number` of `count`, and weaves when so many are there, or all. */
static void put_damaged(const Scratch *s, size_t number, size_t count,
                        const char *bytes, size_t size)
{
    char path[2 * PATH_SIZE];
    snprintf(path, sizeof path, "%s/01-x/d%05zu.md", s->folder, number % AT_ONCE);
    put(path, bytes, size);
    if (number % AT_ONCE < AT_ONCE - 1 && number + 1 < count) return;
    expect_no_crash(s, "check");
    expect_no_crash(s, "update");
}

Test(weave_damage, survives_truncation)
{
    Scratch s = begin();
    char good[FILE_SIZE];
    size_t size = get(s.text, good);
    for (size_t i = 0; i < size; i++) put_damaged(&s, i, size, good, i);
    end(&s);
}

Test(weave_damage, survives_random_bytes)
{
    Scratch s = begin();
    char good[FILE_SIZE];
    size_t size = get(s.text, good);
    unsigned long state = 1;
    for (size_t i = 0; i < DAMAGED_COPIES; i++) {
        char bytes[FILE_SIZE];
        memcpy(bytes, good, size);
        for (size_t j = 0; j <= i % 16; j++) {
            state = (state * 1103515245UL + 12345UL) & 0x7fffffffUL;
            bytes[(state >> 8) % size] = (char)(state & 0x7f ? state >> 3 & 0xff : 0);
        }
        put_damaged(&s, i, DAMAGED_COPIES, bytes, size);
    }
    end(&s);
}
