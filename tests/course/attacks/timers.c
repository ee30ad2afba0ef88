/* Sets alarms that outlive a test. */
/* expect: system call that is not allowed */
#define _GNU_SOURCE
#include "matrix.h"
#include <sys/syscall.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    alarm(1);
    char timer[64] = {0};
    syscall(SYS_timer_create, 0, 0, timer);
}
