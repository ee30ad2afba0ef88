#include "low.h"

#include "sum.h"

static const double weights[] = {0.25, 0.75};

/* It may say printf( and static int in a comment, and "exit(" in a string. */
double low(double x)
{
    static const char *const note = "exit(";
    struct { double time; } s = {x};
    return s.time * sum(weights, 2) + (note[0] == 'e');
}
