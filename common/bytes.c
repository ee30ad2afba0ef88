/* Reading a whole file, plain or gzip, which zlib unpacks. */
#define _POSIX_C_SOURCE 200809L
#include "dataset.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

enum { CHUNK = 1 << 16, GZIP = 16 + MAX_WBITS };
static const size_t LIMIT = (size_t)1 << 30;
static const unsigned char MAGIC[] = {0x1f, 0x8b}; // what a gzip stream begins with

/* What is being read. */
typedef struct Reading {
    const char *path;
    Bytes *out;
    size_t capacity;
    bool packed;
    z_stream zlib;
    int state; // what zlib said last: Z_STREAM_END behind a stream
    Failure *failure;
    unsigned char chunk[CHUNK]; // of the file
} Reading;

/* Makes room for one more chunk. */
static bool grow(Reading *reading)
{
    Bytes *out = reading->out;
    if (out->size + CHUNK <= reading->capacity) return true;
    size_t wanted = reading->capacity * 2 + CHUNK;
    unsigned char *bigger = realloc(out->data, wanted);
    if (!bigger)
        return failure_set(reading->failure, "%s: no memory for %zu bytes",
                           reading->path, wanted);
    out->data = bigger;
    reading->capacity = wanted;
    return true;
}

/* Counts the bytes that were put behind the others. */
static bool add(Reading *reading, size_t count)
{
    reading->out->size += count;
    return reading->out->size <= LIMIT ||
           failure_set(reading->failure, "%s: larger than %zu bytes", reading->path,
                       LIMIT);
}

static bool broken(Reading *reading, const char *why)
{
    return failure_set(reading->failure,
                       "%s: the gzip stream breaks after %zu unpacked bytes: %s",
                       reading->path, reading->out->size, why);
}

/* Unpacks the chunk. Behind a gzip stream another may stand, nothing else. */
static bool unpack(Reading *reading, size_t size)
{
    z_stream *zlib = &reading->zlib;
    zlib->next_in = reading->chunk;
    zlib->avail_in = (unsigned)size;
    do {
        if (reading->state == Z_STREAM_END) {
            if (*zlib->next_in != MAGIC[0])
                return broken(reading, "other bytes stand behind it");
            inflateReset(zlib);
        }
        if (!grow(reading)) return false;
        zlib->next_out = reading->out->data + reading->out->size;
        zlib->avail_out = CHUNK;
        reading->state = inflate(zlib, Z_NO_FLUSH);
        if (!add(reading, CHUNK - zlib->avail_out)) return false;
        if (reading->state == Z_MEM_ERROR)
            return failure_set(reading->failure, "%s: no memory to read it",
                               reading->path);
        if (reading->state == Z_DATA_ERROR) return broken(reading, zlib->msg);
    } while (zlib->avail_in > 0);
    return true;
}

static bool keep(Reading *reading, size_t size)
{
    if (!grow(reading)) return false;
    memcpy(reading->out->data + reading->out->size, reading->chunk, size);
    return add(reading, size);
}

/* The file to its end; a gzip file is known by its first two bytes. */
static bool read_all(Reading *reading, FILE *file)
{
    unsigned char *chunk = reading->chunk;
    size_t got;
    while ((got = fread(chunk, 1, CHUNK, file)) > 0 && !ferror(file)) {
        bool first = !reading->packed && reading->out->size == 0;
        if (first && got >= sizeof MAGIC && memcmp(chunk, MAGIC, sizeof MAGIC) == 0) {
            reading->packed = true;
            if (inflateInit2(&reading->zlib, GZIP) != Z_OK)
                return failure_set(reading->failure, "%s: no memory to read it",
                                   reading->path);
        }
        if (!(reading->packed ? unpack : keep)(reading, got)) return false;
    }
    if (ferror(file))
        return failure_set(reading->failure, "%s: cannot be read: %s", reading->path,
                           strerror(errno));
    if (reading->packed && reading->state != Z_STREAM_END)
        return broken(reading, "cut short");
    if (!grow(reading)) return false;
    reading->out->data[reading->out->size] = 0;
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

    FILE *file = fopen(path, "rb");
    if (!file)
        return failure_set(failure, "%s: cannot be opened: %s", path, strerror(errno));
    setvbuf(file, NULL, _IONBF, 0); // the chunk is its buffer
    Reading reading = {.path = path, .out = out, .failure = failure};
    bool good = read_all(&reading, file);
    if (reading.packed) inflateEnd(&reading.zlib);
    fclose(file);
    if (!good) bytes_free(out);
    return good;
}

void bytes_free(Bytes *bytes)
{
    free(bytes->data);
    *bytes = (Bytes){NULL, 0};
}
