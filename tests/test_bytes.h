/* What the tests of reading whole files share. */
#ifndef TESTS_TEST_BYTES_H
#define TESTS_TEST_BYTES_H

#include "dataset.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* Requires that the file is refused; words follow its path. */
static inline void refused(const char *path, const char *words)
{
    Bytes bytes;
    Failure failure = {""};
    char expected[700];
    snprintf(expected, sizeof expected, "%s%s", path, words);
    cr_assert_not(bytes_read(&bytes, path, &failure), "not refused: %s", expected);
    cr_assert_str_eq(failure.text, expected);
    cr_assert(bytes.data == NULL && bytes.size == 0);
}

static inline void holds(const char *path, const void *expected, size_t size)
{
    Bytes bytes;
    Failure failure = {""};
    cr_assert(bytes_read(&bytes, path, &failure), "%s", failure.text);
    cr_assert_eq(bytes.size, size);
    cr_assert(memcmp(bytes.data, expected, size) == 0 && bytes.data[size] == 0);
    bytes_free(&bytes);
    cr_assert(bytes.data == NULL && bytes.size == 0);
}

static inline unsigned char *noise(size_t size)
{
    unsigned char *bytes = malloc(size + 1);
    Random random = random_seed(1);
    for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)random_next(&random);
    return bytes;
}

/* The bytes of a gzip file that holds the text, with room for as many behind them. */
static inline Bytes gzip_of(const unsigned char *text, size_t size)
{
    Bytes packed = {malloc(2 * size + 1000), 0};
    write_gzip(temporary("whole.gz"), text, size);
    FILE *file = fopen(temporary("whole.gz"), "rb");
    packed.size = fread(packed.data, 1, size + 500, file);
    fclose(file);
    return packed;
}

#endif
