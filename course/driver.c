#define _GNU_SOURCE
#include "driver.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CONVERSATION = 3, BLOCKS = 2000, PAGE = 4096, OVER = 42 };

struct Answer {
    Wire in, out;
    struct {
        real *first;
        size_t count;
        char *pages;
        size_t bytes;
    } blocks[BLOCKS];
    size_t block_count;
};

_Noreturn static void leave(const char *why)
{
    fprintf(stderr, "driver: %s\n", why);
    _exit(3);
}

/* --- the conversation ----------------------------------------------------------- */

/* False at the end of the conversation. */
static bool receive(char *bytes, size_t size)
{
    static char heard[1 << 16];
    static size_t at, length;
    while (size > 0) {
        if (at == length) {
            ssize_t got = read(CONVERSATION, heard, sizeof heard);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return false;
            at = 0;
            length = (size_t)got;
        }
        size_t part = length - at < size ? length - at : size;
        memcpy(bytes, heard + at, part);
        at += part;
        bytes += part, size -= part;
    }
    return true;
}

static void say(struct iovec *part, int count)
{
    while (count > 0) {
        ssize_t sent = writev(CONVERSATION, part, count);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) leave("nobody listens");
        size_t done = (size_t)sent;
        for (; count > 0 && done >= part->iov_len; part++, count--)
            done -= part->iov_len;
        if (count == 0) break;
        part->iov_base = (char *)part->iov_base + done;
        part->iov_len -= done;
    }
}

/* `call NAME LENGTH`; the name is left in `line`. */
static bool receive_call(char line[WIRE_HEADER], size_t *length)
{
    size_t at = 0;
    do {
        if (at + 1 >= WIRE_HEADER || !receive(line + at, 1)) return false;
    } while (line[at++] != '\n');
    line[at - 1] = 0;
    char name[WIRE_HEADER];
    if (sscanf(line, "call %100s %zu", name, length) != 2) leave("this is no call");
    strcpy(line, name);
    return true;
}

/* --- arguments ------------------------------------------------------------------ */

real driver_real(Answer *answer)
{
    return wire_take_real(&answer->in);
}

uint64_t driver_count(Answer *answer, uint64_t most)
{
    return wire_take_count(&answer->in, most);
}

char *driver_string(Answer *answer)
{
    return wire_take_string(&answer->in);
}

Matrix driver_matrix(Answer *answer)
{
    size_t k = driver_count(answer, answer->block_count);
    size_t offset = driver_count(answer, WIRE_MOST);
    size_t rows = driver_count(answer, WIRE_MOST),
           cols = driver_count(answer, WIRE_MOST);
    if (k == 0) return (Matrix){rows, cols, NULL};
    size_t room = answer->blocks[k - 1].count;
    if (offset > room || rows * cols > room - offset) leave("a matrix without numbers");
    return (Matrix){rows, cols, answer->blocks[k - 1].first + offset};
}

void *driver_room(size_t count, size_t size)
{
    void *room = calloc(count + 1, size);
    if (!room) leave("no memory");
    return room;
}

/* Room for the k-th block, whose last byte lies before a page that nobody may touch. It
 * is kept for the next call. */
static void map_block(Answer *answer, size_t k, size_t size)
{
    size_t bytes = (size + PAGE - 1) / PAGE * PAGE + PAGE;
    if (answer->blocks[k].bytes != bytes) {
        if (answer->blocks[k].bytes)
            munmap(answer->blocks[k].pages, answer->blocks[k].bytes);
        char *place = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (place == MAP_FAILED || mprotect(place + bytes - PAGE, PAGE, PROT_NONE) != 0)
            leave("no memory");
        answer->blocks[k].pages = place;
        answer->blocks[k].bytes = bytes;
    }
    char *end = answer->blocks[k].pages + bytes - PAGE;
    answer->blocks[k].first = (real *)(void *)(end - size);
}

static void take_block(Answer *answer)
{
    if (answer->block_count == BLOCKS) leave("too many matrices");
    size_t count = driver_count(answer, WIRE_MOST), k = answer->block_count++;
    map_block(answer, k, count * sizeof(real));
    answer->blocks[k].count = count;
    for (size_t i = 0; i < count; i++) answer->blocks[k].first[i] = driver_real(answer);
}

/* --- answers -------------------------------------------------------------------- */

void driver_give_real(Answer *answer, real number)
{
    wire_real(&answer->out, number);
}

void driver_give_count(Answer *answer, uint64_t count)
{
    wire_count(&answer->out, count);
}

static void run(Answer *answer, const char *name)
{
    answer->block_count = 0;
    answer->out.length = 0;
    for (size_t blocks = driver_count(answer, BLOCKS); blocks > 0; blocks--)
        take_block(answer);
    const DriverFunction *function = driver_functions;
    while (function->name && strcmp(function->name, name) != 0) function++;
    if (!function->name || answer->in.bad) leave("this is no call");
    function->run(answer);
    for (size_t k = 0; k < answer->block_count; k++)
        for (size_t i = 0; i < answer->blocks[k].count; i++)
            driver_give_real(answer, answer->blocks[k].first[i]);
    if (answer->out.length == 0) wire_word(&answer->out, "done");
}

int main(void)
{
    static Answer answer;
    char line[WIRE_HEADER];
    size_t length;
    while (receive_call(line, &length)) {
        answer.in.length = answer.in.at = 0;
        if (!wire_reserve(&answer.in, length)) leave("no memory");
        if (!receive(answer.in.text, length)) _exit(OVER);
        answer.in.text[answer.in.length = length] = 0;
        run(&answer, line);
        char header[WIRE_HEADER];
        if (answer.out.bad) leave("no memory");
        int size = snprintf(header, sizeof header, "answer %zu\n", answer.out.length);
        struct iovec parts[] = {{header, (size_t)size},
                                {answer.out.text, answer.out.length}};
        say(parts, 2);
    }
    _exit(OVER);
}
