/* Opens its starter's memory, the sandbox's files and devices. */
/* expect: slopes: element */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <fcntl.h>
#include <stdio.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    const char *names[] = {"/proc/self/mem",
                           "/proc/1/mem",
                           "/proc/self/fd/3",
                           "/proc/self/exe",
                           "/sandbox",
                           "/dev/shm",
                           "/dev/tty",
                           "/dev/mem",
                           ".",
                           "/"};
    for (int i = 0; i < 10; i++)
        if (open(names[i], O_RDONLY) >= 0) fprintf(stderr, "READ %s\n", names[i]);
}
