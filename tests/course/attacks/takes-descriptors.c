/* Waits for a descriptor from whoever listens, and sends its own. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    char text[8], extra[64];
    struct {
        void *base;
        unsigned long size;
    } part = {text, 8};
    struct {
        void *name;
        unsigned long length;
        void *parts;
        unsigned long count;
        void *extra;
        unsigned long size;
        long flags;
    } message = {0, 0, &part, 1, extra, 64, 0};
    syscall(SYS_recvmsg, 3, &message, 0);
    syscall(SYS_sendmsg, 3, &message, 0);
}
