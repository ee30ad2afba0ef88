/* Answers a byte now and then, so that somebody always waits. */
/* expect: did not come back|well-formed|no answer */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <time.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    struct timespec moment = {0, 200000000};
    const char *text = "answer 1000\n";
    for (;; nanosleep(&moment, 0))
        if (write(3, *text ? text++ : "x", 1) != 1) return;
}
