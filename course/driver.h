/* The student's side of a call. A generated file has, for each function of an exercise,
 * one that takes the arguments from the wire, calls it, and gives back the result and
 * what it left; driver.c has the conversation. It is linked with the student's object
 * and runs in the sandbox: what it says is no verdict.
 *
 * Each block of numbers ends where its page does, and the next page may not be touched:
 * to read or write behind a matrix ends the process. */
#ifndef COURSE_DRIVER_H
#define COURSE_DRIVER_H

#include "wire.h"

typedef struct Answer Answer;

real driver_real(Answer *answer);
uint64_t driver_count(Answer *answer, uint64_t most);
char *driver_string(Answer *answer);
Matrix driver_matrix(Answer *answer);
void *driver_room(size_t count, size_t size); // zeroed; ends the process without memory

void driver_give_real(Answer *answer, real number);
void driver_give_count(Answer *answer, uint64_t count);

typedef struct DriverFunction {
    const char *name;
    void (*run)(Answer *answer);
} DriverFunction;

/* Defined by the generated file; ended by a NULL name. */
extern const DriverFunction driver_functions[];

#endif
