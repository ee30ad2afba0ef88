/* text: a string that grows, and whole files in and out of it. */
#ifndef WEAVE_TEXT_H
#define WEAVE_TEXT_H

#include "span.h"

/* Begins as {0}. Owns its bytes: text_free gives them back. */
typedef struct {
    char *data;
    size_t size;
    size_t capacity;
} Text;

/* Returns `array` with room for at least one element more than `count`, moved if need
 * be. Ends the program with one line when there is no memory. */
void *array_grow(void *array, size_t count, size_t *capacity, size_t element_size);

/* A copy of `s` as a C string, to be freed by the caller. */
char *span_copy(Span s);

void text_add(Text *text, Span s);
void text_add_string(Text *text, const char *string);

/* Appends what printf would print. */
void text_format(Text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The bytes so far; valid until the text grows or is freed. */
Span text_span(const Text *text);

/* The text as a C string, "" when empty; valid until it grows or is freed. */
const char *text_string(const Text *text);

void text_free(Text *text);

/* Appends the file at `path`. Returns NULL, or the reason why nothing was read: what
 * the system says, or that it is no regular file, or that it is larger than 16 MB. */
const char *text_read(Text *text, const char *path);

/* Makes `s` the whole content of the file at `path`: writes it beside the file, then
 * renames. Returns NULL, or the reason why the file still is as it was. */
const char *text_write(Span s, const char *path);

#endif
