/* Lives on after a crash, again and again. */
/* expect: did not come back|crashed */
#define _DEFAULT_SOURCE
#include "matrix.h"
#include <signal.h>

static void again(int number)
{
    signal(number, again);
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    static char stack[1 << 16];
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, 0);
    signal(SIGSEGV, again);
    *(volatile int *)8 = 1;
}
