/* Leaves memory that other processes could find. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    syscall(SYS_shmget, 4711, 4096, 01666);
    syscall(SYS_semget, 4711, 1, 01666);
    syscall(SYS_mq_open, "escaped-NONCE", 0102, 0600, 0);
}
