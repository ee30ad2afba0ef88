/* Fills files, in memory and on the disk, half a gigabyte at most. */
/* expect: slopes: element|printed more|not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    static char block[1 << 20];
    const char *names[] = {"/tmp/escaped-NONCE", "/escaped-NONCE", "escaped-NONCE"};
    for (int i = 0; i < 3; i++) {
        int fd = open(names[i], O_WRONLY | O_CREAT, 0600);
        for (int k = 0; k < 512 && fd >= 0; k++)
            if (write(fd, block, sizeof block) < 0) break;
    }
    int fd = memfd_create("much", 0);
    for (int k = 0; k < 512; k++)
        if (write(fd, block, sizeof block) < 0) break;
}
