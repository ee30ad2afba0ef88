/* Takes memory, and writes into each megabyte of it. Only where it gets more than one
 * gigabyte does it never come back, which is not what is expected. */
/* expect: slopes: element|memory|crashed */
#include "matrix.h"
#include <stdlib.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)inputs;
    size_t got = 0;
    for (int i = 0; i < 4096; i++) {
        volatile char *room = malloc(1 << 20);
        if (!room) break;
        room[0] = 1;
        got++;
    }
    while (got > 1024) continue;
    slopes.data[0] = (real)got;
}
