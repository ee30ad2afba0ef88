/* Changes its environment and starts anew with it. */
/* expect: slopes: element|not allowed|no answer|left by */
#define _GNU_SOURCE
#include "matrix.h"
#include <stdlib.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    char *arguments[] = {"sh", "-c", "true", NULL};
    char *environment[] = {"LD_PRELOAD=/tmp/escaped-NONCE.so",
                           "GRADER_SOCKET=/dev/null", NULL};
    setenv("EXERCISE_SEED", "1", 1);
    setenv("LD_PRELOAD", "/tmp/escaped-NONCE.so", 1);
    execve("/bin/sh", arguments, environment);
    execve("/sandbox", arguments, environment);
}
