/* Reads from every descriptor, and from the beginning. */
/* expect: slopes: element|no answer|well-formed|come back|more than */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <stdio.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    char text[4096];
    for (int fd = 0; fd < 64; fd++) {
        if (fd == 3) continue;
        lseek(fd, 0, SEEK_SET);
        if (read(fd, text, sizeof text) > 0) fprintf(stderr, "READ %d\n", fd);
    }
}
