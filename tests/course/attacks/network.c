/* Calls somebody on this machine. */
/* expect: system call that is not allowed */
#define _POSIX_C_SOURCE 200809L
#include "matrix.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&to, sizeof to);
}
