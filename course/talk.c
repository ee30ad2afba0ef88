#include "talk.h"

#include <criterion/criterion.h>
#include <criterion/internal/test.h> // the name of the test that runs
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { PATIENCE = 60000 }; // milliseconds; the sandbox ends it sooner

static int conversation = -1;

void talk_fail(const char *function, const char *why)
{
    cr_assert_fail("%s: %s", function, why);
    abort();
}

void talk_begin(const char *function)
{
    if (conversation >= 0) return;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("GRADER_SOCKET");
    if (!path || strlen(path) >= sizeof address.sun_path)
        talk_fail(function, "no sandbox: GRADER_SOCKET is not set to a socket's path");
    memcpy(address.sun_path, path, strlen(path) + 1);
    conversation = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (conversation < 0 ||
        connect(conversation, (struct sockaddr *)&address, sizeof address) != 0)
        talk_fail(function, "the sandbox cannot be reached");
    char name[256] = "";
    snprintf(name, sizeof name - 1, "%.200s", criterion_current_test->name);
    strcat(name, "\n");
    if (send(conversation, name, strlen(name), MSG_NOSIGNAL) != (ssize_t)strlen(name))
        talk_fail(function, "the sandbox cannot be reached");
}

static void wait_for(const char *function, short events)
{
    struct pollfd ready = {.fd = conversation, .events = events};
    int count;
    do count = poll(&ready, 1, PATIENCE);
    while (count < 0 && errno == EINTR);
    if (count <= 0) talk_fail(function, "no answer came in time");
}

void talk_send(const char *function, const char *bytes, size_t size)
{
    while (size > 0) {
        wait_for(function, POLLOUT);
        ssize_t sent = send(conversation, bytes, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) talk_fail(function, "no answer: its process has ended");
        bytes += sent, size -= (size_t)sent;
    }
}

void talk_receive(const char *function, char *bytes, size_t size)
{
    while (size > 0) {
        wait_for(function, POLLIN);
        ssize_t got = recv(conversation, bytes, size, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) talk_fail(function, "no answer: its process has ended");
        bytes += got, size -= (size_t)got;
    }
}

size_t talk_receive_header(const char *function)
{
    char line[WIRE_HEADER] = "";
    size_t at = 0;
    do {
        if (at + 1 >= sizeof line) talk_fail(function, "its answer is not well-formed");
        talk_receive(function, line + at, 1);
    } while (line[at++] != '\n');
    line[at - 1] = 0;
    char *end = line;
    unsigned long long size = strncmp(line, "answer ", 7) == 0 && line[7] >= '0' &&
                                      line[7] <= '9'
                                  ? strtoull(line + 7, &end, 10)
                                  : 0;
    if (end == line || *end || size == 0 || size > WIRE_MOST)
        talk_fail(function, "its answer is not well-formed");
    return (size_t)size;
}

bool talk_more(void)
{
    char extra;
    return recv(conversation, &extra, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}
