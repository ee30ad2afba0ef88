/* Takes memory and writes to all of it, four gigabytes at most. */
/* expect: slopes: element|memory|crashed */
#include "matrix.h"
#include <stdlib.h>
#include <string.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)inputs;
    size_t got = 0;
    for (int i = 0; i < 4096; i++) {
        char *room = malloc(1 << 20);
        if (!room) break;
        memset(room, 1, 1 << 20);
        got++;
    }
    slopes.data[0] = (real)got;
}
