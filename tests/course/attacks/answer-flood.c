/* Answers without end, a gigabyte at most. */
/* expect: well-formed|more than its answer|no answer|SIGPIPE */
#include "matrix.h"
#include <string.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    static char block[1 << 16];
    memset(block, '7', sizeof block);
    for (int i = 0; i < 1 << 14; i++)
        if (write(3, block, sizeof block) < 0) return;
}
