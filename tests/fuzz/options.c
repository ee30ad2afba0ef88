/* The command line of a chapter's program, one argument a line: options_parse returns
 * with every target in its range, or leaves with 0 (--help) or 2. */
#include "fuzz.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 30 };

static jmp_buf back_here;
static _Noreturn void leave(int status)
{
    longjmp(back_here, status + 1);
}

// A second copy of the parser, whose exit comes back here.
#define exit leave
#define options_parse parse_and_return
#include "../../common/options.c"
#undef exit
#undef options_parse

typedef struct Parsed {
    Options common;
    bool flag;
    size_t count;
    const char *list;
} Parsed;

static void parse(Parsed *p, int argc, char **argv)
{
    const Option extra[] = {{"--flag", OPTION_FLAG, &p->flag, "a flag"},
                            {"--count", OPTION_COUNT, &p->count, "a count"},
                            {"--list", OPTION_LIST, &p->list, "a list"},
                            {NULL, OPTION_FLAG, NULL, NULL}};
    Usage usage = {"fuzz", "options", "seed", "epochs", "rate", "data", "out", extra};
    parse_and_return(&p->common, usage, argc, argv);
}

static void in_range(const Parsed *p)
{
    PROMISE(p->common.epochs <= 1000000000 && p->count <= 1000000000 && p->count > 0);
    PROMISE(p->common.learning_rate >= 0 && isfinite(p->common.learning_rate));
    PROMISE(p->common.data[0] && p->common.out[0] && p->list[0]);
}

/* What longjmp brought: one more than the status that the program would have ended
 * with. */
static void ends_well(int status)
{
    PROMISE(status == 1 + EXIT_SUCCESS || status == 1 + USAGE_STATUS);
}

int FUZZ_TARGET(options)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    char *argv[MOST + 1] = {(char[]){"fuzz"}};
    volatile int argc = 1;
    char *rest = (char *)bytes.data;
    while (argc < MOST && rest) {
        argv[argc++] = rest;
        rest = strchr(rest, '\n');
        if (rest) *rest++ = 0;
    }
    Parsed parsed = {{5, 0, 0, "data", "out"}, false, 8, "4,3"};
    int status = setjmp(back_here);
    if (status == 0) {
        parse(&parsed, argc, argv);
        in_range(&parsed);
    } else {
        ends_well(status);
    }
    bytes_free(&bytes);
    return 0;
}
