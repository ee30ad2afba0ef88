/* The conversation of a test with the process that holds the student's function. It is
 * begun by the first call of a test; every trouble in it fails the test. */
#ifndef COURSE_TALK_H
#define COURSE_TALK_H

#include "wire.h"

#include <sys/uio.h>

/* Ends the test: `function: why`. */
_Noreturn void talk_fail(const char *function, const char *why);

/* Reaches the program behind GRADER_SOCKET, and says which test this is. */
void talk_begin(const char *function);
void talk_send(const char *function, struct iovec *part, size_t count);
void talk_receive(const char *function, char *bytes, size_t size);

/* The LENGTH of the line `answer LENGTH`, and of nothing like it. */
size_t talk_receive_header(const char *function);

/* True when something is there that nobody asked for. */
bool talk_more(void);

#endif
