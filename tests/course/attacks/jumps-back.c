/* Jumps back into the call before, out of the call that is. */
/* expect: slopes: |crashed|no answer|more than|well-formed|come back */
#include "matrix.h"
#include <setjmp.h>

static jmp_buf before;

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    static int calls;
    if (calls++ == 0 && setjmp(before) == 0) return;
    longjmp(before, 1);
}
