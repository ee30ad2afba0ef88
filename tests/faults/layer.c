/* A layer between a program and the system that fails when it is told to.
 *
 * The linker's --wrap leads every allocation, open, read, write, close, rename, remove
 * and mkdir of a program, and of the zlib that is linked into it, through here.
 * FAULT=write:3 fails the third write, FAULT=write:3+ that and all behind it, as on a
 * full disk. FAULT_COUNTS=PATH writes how many calls of each kind there were. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ALLOC, OPEN, READ, WRITE, CLOSE, RENAME, REMOVE, MKDIR, KINDS };

static const struct {
    const char *name;
    int reason;
} KIND[KINDS] = {
    {"alloc", ENOMEM}, {"open", EACCES},  {"read", EIO},     {"write", ENOSPC},
    {"close", EIO},    {"rename", EXDEV}, {"remove", EPERM}, {"mkdir", EROFS},
};

static long counts[KINDS], chosen_number;
static int chosen_kind = -1;
static bool from_there_on;

/* Counts a call, and says whether it is one that must fail. */
static bool fails(int kind)
{
    long number = ++counts[kind];
    if (kind != chosen_kind || number < chosen_number) return false;
    if (number > chosen_number && !from_there_on) return false;
    errno = KIND[kind].reason;
    return true;
}

/* --- what is called by its name ------------------------------------------------- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
int __real_open(const char *path, int flags, int mode);
ssize_t __real_read(int file, void *bytes, size_t size);
int __real_close(int file);
FILE *__real_fopen(const char *path, const char *mode);
DIR *__real_opendir(const char *path);
int __real_rename(const char *from, const char *to);
int __real_remove(const char *path);
int __real_mkdir(const char *path, mode_t mode);

void *__wrap_malloc(size_t size);
void *__wrap_malloc(size_t size)
{
    return fails(ALLOC) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size)
{
    return fails(ALLOC) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size)
{
    return fails(ALLOC) ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return fails(ALLOC) ? NULL : __real_aligned_alloc(alignment, size);
}

int __wrap_open(const char *path, int flags, int mode);
int __wrap_open(const char *path, int flags, int mode)
{
    return fails(OPEN) ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_read(int file, void *bytes, size_t size);
ssize_t __wrap_read(int file, void *bytes, size_t size)
{
    return fails(READ) ? -1 : __real_read(file, bytes, size);
}

int __wrap_close(int file);
int __wrap_close(int file)
{
    int status = __real_close(file);
    return fails(CLOSE) ? -1 : status;
}

DIR *__wrap_opendir(const char *path);
DIR *__wrap_opendir(const char *path)
{
    return fails(OPEN) ? NULL : __real_opendir(path);
}

int __wrap_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to)
{
    return fails(RENAME) ? -1 : __real_rename(from, to);
}

int __wrap_remove(const char *path);
int __wrap_remove(const char *path)
{
    return fails(REMOVE) ? -1 : __real_remove(path);
}

int __wrap_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode)
{
    return fails(MKDIR) ? -1 : __real_mkdir(path, mode);
}

/* --- streams: a buffer of their own before a file without one --------------------- */

static ssize_t stream_read(void *file, char *bytes, size_t size)
{
    if (fails(READ)) return -1;
    size_t got = fread(bytes, 1, size, file);
    return got == 0 && ferror(file) ? -1 : (ssize_t)got;
}

/* A disk that fills takes the first half. */
static ssize_t stream_write(void *file, const char *bytes, size_t size)
{
    if (!fails(WRITE)) return (ssize_t)fwrite(bytes, 1, size, file);
    int reason = errno;
    fwrite(bytes, 1, size / 2, file);
    errno = reason;
    return 0;
}

static int stream_seek(void *file, off64_t *offset, int whence)
{
    if (fseeko(file, *offset, whence) != 0) return -1;
    *offset = ftello(file);
    return 0;
}

static int stream_close(void *file)
{
    int status = fclose(file);
    return fails(CLOSE) ? -1 : status;
}

static FILE *layered(FILE *file, const char *mode)
{
    if (!file) return NULL;
    setvbuf(file, NULL, _IONBF, 0);
    return fopencookie(
        file, mode,
        (cookie_io_functions_t){stream_read, stream_write, stream_seek, stream_close});
}

FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : layered(__real_fopen(path, mode), mode);
}

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT");
    const char *colon = fault ? strchr(fault, ':') : NULL;
    for (int kind = 0; colon && kind < KINDS; kind++)
        if (strncmp(fault, KIND[kind].name, (size_t)(colon - fault)) == 0)
            chosen_kind = kind;
    if (colon) chosen_number = atol(colon + 1);
    from_there_on = colon && strchr(colon, '+');
    stdout = layered(stdout, "w");
}

__attribute__((destructor)) static void end(void)
{
    fflush(stdout); // what the program left to exit counts too
    const char *path = getenv("FAULT_COUNTS");
    FILE *file = path ? __real_fopen(path, "w") : NULL;
    if (!file) return;
    for (int kind = 0; kind < KINDS; kind++)
        fprintf(file, "%s %ld\n", KIND[kind].name, counts[kind]);
    fclose(file);
}
