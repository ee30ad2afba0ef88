/* sandbox: runs what is not trusted, with little to reach and little to use up.
 * See sandbox.c for how it is called. */
#ifndef COURSE_SANDBOX_H
#define COURSE_SANDBOX_H

#include <stdbool.h>

typedef struct Limits {
    const char *root;      // to chroot into, or NULL
    long uid;              // to become, or -1
    unsigned long seconds; // of processor time, for each process
    unsigned long wall;    // seconds until an answering process is ended
    unsigned long memory;  // megabytes
    unsigned long file;    // megabytes that a file may have
} Limits;

/* Prints `sandbox: what: why` and exits with 125. */
_Noreturn void sandbox_refuse(const char *what);

/* Goes into the root, becomes the user: what only root can do. */
void sandbox_enter(const Limits *limits);

/* Limits, no new privileges, no core. */
void sandbox_limit(const Limits *limits);

/* System calls from here on: what a compiler needs, or what arithmetic needs. */
void sandbox_filter_compiler(void);
void sandbox_filter_answer(void);

/* Starts PROGRAM for every conversation that comes through the socket at fd 0. */
int sandbox_serve(const Limits *limits, char **program);

#endif
