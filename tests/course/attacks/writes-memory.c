/* Writes into the memory of the process that started it. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    struct {
        const void *base;
        unsigned long size;
    } part = {"x", 1};
    syscall(SYS_process_vm_writev, (long)getppid(), &part, 1, &part, 1, 0);
}
