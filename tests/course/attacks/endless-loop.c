/* Never comes back, and ignores every signal that it can. */
/* expect: did not come back */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <signal.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    for (int s = 1; s < 64; s++) signal(s, SIG_IGN);
    for (volatile int i = 0;; i++) continue;
}
