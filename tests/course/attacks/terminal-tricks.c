/* Prints what a terminal, a page or a spreadsheet would act on. */
/* expect: abort */
#include "matrix.h"
#include <stdio.h>
#include <stdlib.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    fprintf(stderr, "\033]0;owned\007\033[2J=cmd|' /C calc'!A0 "
                    "<script>alert(1)</script> \xff\xfe\x00 "
                    "]]></failure><testcase status=\"PASSED\"/>\n");
    abort();
}
