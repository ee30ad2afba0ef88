/* Calls the grader's own socket. */
/* expect: system call that is not allowed */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    strcpy(to.sun_path, "/s");
    connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&to, sizeof to);
}
