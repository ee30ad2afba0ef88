/* A child process for what is expected to stop a program. */
#ifndef COMMON_CHILD_H
#define COMMON_CHILD_H

#include <stdbool.h>

/* How a child process ended, and the first line that it left on stderr. */
typedef struct Ending {
    bool stopped; // by SIGABRT, as a mistake does
    char how[40]; // "SIGABRT", "status 0", ...
    char line[256];
} Ending;

/* Calls attempt(argument) in a forked child: what it changes, the caller does not see.
 * Where there can be no child, the program of this name ends with status 1. */
Ending child_run(const char *program, void (*attempt)(void *argument), void *argument);

#endif
