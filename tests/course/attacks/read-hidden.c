/* Looks for tests, seeds and other submissions on the disk. */
/* expect: slopes: element */
#include "matrix.h"
#include <stdio.h>
#include <stdlib.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)inputs;
    const char *names[] = {"ROOT/chapters/00-foundations/exercises/0.3-two-paths.test.c",
                           "/proc/self/maps",
                           "/proc/1/environ",
                           "/etc/passwd",
                           "/answer",
                           "../../seed",
                           "/slot/0.3-two-paths.c"};
    for (int i = 0; i < 7; i++)
        if (fopen(names[i], "r")) {
            fprintf(stderr, "READ %s\n", names[i]);
            slopes.data[0] = 1;
            abort();
        }
}
