#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

_Noreturn void check_mistake(Place from, const char *operation, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);

    fflush(stdout);
    fprintf(stderr, "%s: %s  [%s:%d]\n", operation, message, base_name(from.file),
            from.line);
    abort();
}

bool failure_set(Failure *failure, const char *format, ...)
{
    if (!failure) return false;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(failure->text, sizeof failure->text, format, arguments);
    va_end(arguments);
    return false;
}

_Noreturn void failure_exit(const char *program, const Failure *failure)
{
    fflush(stdout);
    fprintf(stderr, "%s: %s\n", program, failure->text);
    exit(EXIT_FAILURE);
}

void *check_allocate(size_t count, size_t size, const char *what)
{
    void *room = calloc(count, size);
    if (room) return room;
    Failure failure;
    failure_set(&failure, "no memory for %zu %s", count, what);
    failure_exit("out of memory", &failure);
}
