/* Takes the conversation apart. */
/* expect: no answer|confused|left by */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    for (int fd = 0; fd < 64; fd++) close(fd);
}
