/* Time, and runs that are repeated because one says little. */
#define _POSIX_C_SOURCE 200809L
#include "main.h"
#include "roofline.h"

#include <time.h>

double clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

Timed timed(void (*work)(void *), void *with)
{
    double seconds[REPEATS];
    work(with);
    for (size_t i = 0; i < REPEATS; i++) {
        double start = clock_now();
        work(with);
        seconds[i] = clock_now() - start;
    }
    double wide = spread(seconds, REPEATS); // which sorts them
    return (Timed){seconds[0], seconds[REPEATS / 2], wide};
}

size_t threads_to_show(const Settings *settings)
{
#ifdef _OPENMP
    return settings->threads > 2 ? settings->threads : 2;
#else
    return settings->threads;
#endif
}
