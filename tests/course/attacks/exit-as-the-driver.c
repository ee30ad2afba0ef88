/* Leaves as the driver itself does at the end of a conversation. */
/* expect: no answer */
#include "matrix.h"
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    _exit(42);
}
