/* Promises an answer of 64 megabytes and never gives it. */
/* expect: did not come back|no answer */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <string.h>
#include <time.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    const char *text = "answer 67108864\ndone ";
    struct timespec long_time = {1000, 0};
    if (write(3, text, strlen(text)) > 0) nanosleep(&long_time, 0);
}
