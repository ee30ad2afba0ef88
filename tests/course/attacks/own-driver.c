/* Replaces the table of the driver. */
/* expect: compile */
#include "matrix.h"

const struct {
    const char *name;
    void (*run)(void *answer);
} driver_functions[] = {{0, 0}};

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
