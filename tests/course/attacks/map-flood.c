/* Takes all addresses, not all memory, and goes on without any. */
/* expect: slopes: |no answer|crashed|confused */
#define _DEFAULT_SOURCE
#include "matrix.h"
#include <sys/mman.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    for (int i = 0; i < 100000; i++)
        if (mmap(0, 1 << 16, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
            MAP_FAILED)
            break;
}
