#include "high.h"
#include "../02-high/high.h"
#include "low.c"

static int calls;
static const char *name = "low";

static double helper(double x)
{
    return x;
}

double low(double x)
{
    static double last;
    printf("%s %d\n", name, ++calls);
    last = helper(x);
    srand(1);
    return last;
}
