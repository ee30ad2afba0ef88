/* Reading a whole file, plain or gzip, through zlib. */
#define _POSIX_C_SOURCE 200809L
#include "dataset.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

enum { CHUNK = 1 << 16 };
static const size_t LIMIT = (size_t)1 << 30;

/* Makes room for one more chunk and a zero byte behind it. */
static bool grow(Bytes *bytes, size_t *capacity, const char *path, Failure *failure)
{
    if (bytes->size + CHUNK < *capacity) return true;
    size_t wanted = *capacity * 2 + CHUNK + 1;
    unsigned char *bigger = realloc(bytes->data, wanted);
    if (!bigger)
        return failure_set(failure, "%s: no memory for %zu bytes", path, wanted);
    bytes->data = bigger;
    *capacity = wanted;
    return true;
}

static bool read_all(gzFile file, Bytes *out, const char *path, Failure *failure)
{
    size_t capacity = 0;
    for (;;) {
        if (!grow(out, &capacity, path, failure)) return false;
        int got = gzread(file, out->data + out->size, CHUNK);
        if (got > 0) out->size += (size_t)got;
        if (out->size > LIMIT)
            return failure_set(failure, "%s: larger than %zu bytes", path, LIMIT);
        if (got == CHUNK) continue;

        // short: the end, or an error, which a stream cut in the middle is too
        int code = Z_OK;
        const char *message = gzerror(file, &code);
        if (code == Z_ERRNO)
            return failure_set(failure, "%s: cannot be read: %s", path,
                               strerror(errno));
        if (code == Z_MEM_ERROR)
            return failure_set(failure, "%s: no memory to read it", path);
        if (code != Z_OK && code != Z_STREAM_END)
            return failure_set(
                failure, "%s: the gzip stream breaks after %zu unpacked bytes: %s",
                path, out->size, code == Z_BUF_ERROR ? "cut short" : message);
        if (got <= 0) break;
    }
    out->data[out->size] = 0;
    return true;
}

bool bytes_read(Bytes *out, const char *path, Failure *failure)
{
    *out = (Bytes){NULL, 0};
    struct stat status;
    if (stat(path, &status) != 0)
        return failure_set(failure, "%s: cannot be opened: %s", path, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return failure_set(failure, "%s: is a directory, not a file", path);

    gzFile file = gzopen(path, "rb");
    if (!file)
        return failure_set(failure, "%s: cannot be opened: %s", path,
                           errno ? strerror(errno) : "no memory");
    bool good = read_all(file, out, path, failure);
    gzclose(file);
    if (!good) bytes_free(out);
    return good;
}

void bytes_free(Bytes *bytes)
{
    free(bytes->data);
    *bytes = (Bytes){NULL, 0};
}
