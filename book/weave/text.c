#define _POSIX_C_SOURCE 200809L
#include "text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_AT_MOST = 16 * 1024 * 1024 };

static void *resize(void *memory, size_t count, size_t element_size)
{
    void *moved = count <= SIZE_MAX / element_size
        ? realloc(memory, count * element_size) : NULL;
    if (moved == NULL) {
        fputs("weave: out of memory\n", stderr);
        exit(1);
    }
    return moved;
}

void *array_grow(void *array, size_t count, size_t *capacity, size_t element_size)
{
    if (array != NULL && count < *capacity) return array;
    *capacity = count < 8 ? 16 : count * 2;
    return resize(array, *capacity, element_size);
}

char *span_copy(Span s)
{
    char *copy = resize(NULL, s.size + 1, 1);
    if (s.size > 0) memcpy(copy, s.data, s.size);
    copy[s.size] = '\0';
    return copy;
}

/* Makes room for `more` bytes and a NUL behind the text. */
static void text_reserve(Text *text, size_t more)
{
    size_t needed = text->size + more + 1;
    if (text->data != NULL && needed <= text->capacity) return;
    text->capacity = needed < 64 ? 64 : needed * 2;
    text->data = resize(text->data, text->capacity, 1);
}

void text_add(Text *text, Span s)
{
    text_reserve(text, s.size);
    if (s.size > 0) memcpy(text->data + text->size, s.data, s.size);
    text->size += s.size;
    text->data[text->size] = '\0';
}

void text_add_string(Text *text, const char *string)
{
    text_add(text, span_of(string));
}

void text_format(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size <= 0) return;
    text_reserve(text, (size_t)size);
    va_start(arguments, format);
    vsnprintf(text->data + text->size, (size_t)size + 1, format, arguments);
    va_end(arguments);
    text->size += (size_t)size;
}

Span text_span(const Text *text)
{
    return text->data != NULL ? (Span){text->data, text->size} : span_of("");
}

const char *text_string(const Text *text)
{
    return text->data != NULL ? text->data : "";
}

void text_free(Text *text)
{
    free(text->data);
    *text = (Text){0};
}

/* Appends what is left of `file`. */
static const char *read_all(Text *text, FILE *file)
{
    size_t got = 0;
    do {
        text_reserve(text, 65536);
        got = fread(text->data + text->size, 1, 65536, file);
        text->size += got;
        text->data[text->size] = '\0';
    } while (got > 0 && text->size <= FILE_AT_MOST);
    if (ferror(file)) return "it cannot be read to its end";
    return text->size > FILE_AT_MOST ? "it is larger than 16 MB" : NULL;
}

const char *text_read(Text *text, const char *path)
{
    /* Look before opening: opening a pipe or a device could wait for ever. */
    struct stat status;
    if (stat(path, &status) != 0) return strerror(errno);
    if (!S_ISREG(status.st_mode)) return "it is no regular file";
    FILE *file = fopen(path, "rb");
    if (file == NULL) return strerror(errno);

    size_t before = text->size;
    const char *reason = read_all(text, file);
    fclose(file);
    if (reason != NULL) {
        text->size = before;
        text->data[before] = '\0';
    }
    return reason;
}

const char *text_write(Span s, const char *path)
{
    struct stat status;
    bool exists = stat(path, &status) == 0;
    Text beside = {0};
    // a name of this process alone: another may weave the same text
    text_format(&beside, "%s.weave-new.%ld", path, (long)getpid());
    const char *reason = NULL;
    FILE *file = fopen(text_string(&beside), "wb");
    if (file == NULL) {
        reason = strerror(errno);
    } else {
        bool whole = fwrite(s.data, 1, s.size, file) == s.size;
        if (fclose(file) != 0 || !whole) reason = "the disk did not take all of it";
        if (reason == NULL && exists) {
            chmod(text_string(&beside), status.st_mode & 07777);
        }
        if (reason == NULL && rename(text_string(&beside), path) != 0) {
            reason = strerror(errno);
        }
        if (reason != NULL) remove(text_string(&beside));
    }
    text_free(&beside);
    return reason;
}
