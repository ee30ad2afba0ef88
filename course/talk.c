#include "talk.h"

#include <criterion/criterion.h>
#include <criterion/internal/test.h> // the name of the test that runs
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { PATIENCE = 60 }; // seconds; the sandbox ends it sooner

static int conversation = -1;

/* What has come and was not asked for yet. */
static struct {
    char bytes[1 << 16];
    size_t at, size;
} heard;

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
    struct timeval patience = {.tv_sec = PATIENCE};
    if (conversation < 0 ||
        setsockopt(conversation, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) ||
        setsockopt(conversation, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) ||
        connect(conversation, (struct sockaddr *)&address, sizeof address) != 0)
        talk_fail(function, "the sandbox cannot be reached");
    char name[256] = "";
    snprintf(name, sizeof name - 1, "%.200s", criterion_current_test->name);
    strcat(name, "\n");
    if (send(conversation, name, strlen(name), MSG_NOSIGNAL) != (ssize_t)strlen(name))
        talk_fail(function, "the sandbox cannot be reached");
}

static _Noreturn void fail_for(const char *function, ssize_t size)
{
    bool late = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    talk_fail(function,
              late ? "no answer came in time" : "no answer: its process has ended");
}

void talk_send(const char *function, struct iovec *part, size_t count)
{
    while (count > 0) {
        struct msghdr message = {.msg_iov = part, .msg_iovlen = count};
        ssize_t sent = sendmsg(conversation, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) fail_for(function, sent);
        size_t done = (size_t)sent;
        for (; count > 0 && done >= part->iov_len; part++, count--)
            done -= part->iov_len;
        if (count == 0) break;
        part->iov_base = (char *)part->iov_base + done;
        part->iov_len -= done;
    }
}

/* Reads what is there, when nothing is left of the last reading. */
static void fill(const char *function)
{
    while (heard.at == heard.size) {
        ssize_t got = recv(conversation, heard.bytes, sizeof heard.bytes, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail_for(function, got);
        heard.at = 0;
        heard.size = (size_t)got;
    }
}

void talk_receive(const char *function, char *bytes, size_t size)
{
    while (size > 0) {
        fill(function);
        size_t part = heard.size - heard.at < size ? heard.size - heard.at : size;
        memcpy(bytes, heard.bytes + heard.at, part);
        heard.at += part;
        bytes += part, size -= part;
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
    return heard.at < heard.size ||
           recv(conversation, &extra, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}
