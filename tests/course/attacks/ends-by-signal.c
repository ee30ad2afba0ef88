/* Ends as if the sandbox had ended it. */
/* expect: ended by SIG|SIGKILL|no answer */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <signal.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    raise(SIGKILL);
}
