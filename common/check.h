/* The two kinds of error.
 *
 * A caller's mistake (shapes that do not fit, an aliased output, NULL) is a bug: it
 * stops the program at once, with one line that names the operation, what was found,
 * and the place in the caller. The world's failure (a missing or malformed file, no
 * memory, a full disk) is no bug: a function that can meet one returns false and
 * describes it in a Failure, and the program reports it and exits with 1. */
#ifndef COMMON_CHECK_H
#define COMMON_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* Where a call stands in the source. */
typedef struct Place {
    const char *file;
    int line;
} Place;

#define HERE ((Place){__FILE__, __LINE__})

/* What went wrong outside the program, in one line, ready to print. */
typedef struct Failure {
    char text[512];
} Failure;

#if defined(__GNUC__)
#define CHECK_FORMAT(string, first) __attribute__((format(printf, string, first)))
#else
#define CHECK_FORMAT(string, first)
#endif

/* Prints `operation: message  [file:line]` on stderr and aborts the program. */
_Noreturn void check_mistake(Place from, const char *operation, const char *format, ...)
    CHECK_FORMAT(3, 4);

/* Describes a failure; always returns false, so that a reader of files can write
 * `return failure_set(failure, "%s: is empty", path)`. A NULL failure is ignored. */
bool failure_set(Failure *failure, const char *format, ...) CHECK_FORMAT(2, 3);

/* Prints `program: text` on stderr and exits with status 1. */
_Noreturn void failure_exit(const char *program, const Failure *failure);

/* Zeroed room for count things of size bytes each, to be freed by the caller. Without
 * memory the program ends with status 1 and `out of memory: no memory for COUNT
 * WHAT`. */
void *check_allocate(size_t count, size_t size, const char *what);

#endif
