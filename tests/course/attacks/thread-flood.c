/* As many threads as it can have, two hundred at most. */
/* expect: system call that is not allowed|slopes: element */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <pthread.h>
#include <unistd.h>

static void *wait_long(void *nothing)
{
    sleep(20);
    return nothing;
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    pthread_t thread;
    for (int i = 0; i < 200; i++) pthread_create(&thread, 0, wait_long, 0);
}
