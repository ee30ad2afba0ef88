/* IDX files: the six number types, and every way to be cut or wrong. */
#include "dataset.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

TestSuite(idx, .timeout = 20, .fini = temporary_remove);

#define BYTES(...)                                                                     \
    (const unsigned char[]){__VA_ARGS__}, sizeof((unsigned char[]){__VA_ARGS__})

static bool parse(Matrix *out, const unsigned char *bytes, size_t size,
                  Failure *failure)
{
    // a copy without a byte to spare: a reader that goes on behind the end is seen
    unsigned char *copy = malloc(size ? size : 1);
    if (size) memcpy(copy, bytes, size);
    bool good = idx_parse(out, (Bytes){copy, size}, "f.idx", failure);
    free(copy);
    return good;
}

static void refused(const unsigned char *bytes, size_t size, const char *words)
{
    Matrix m;
    Failure failure = {""};
    cr_assert_not(parse(&m, bytes, size, &failure), "not refused: %s", words);
    cr_assert_str_eq(failure.text, words);
    cr_assert(m.data == NULL && m.rows == 0 && m.cols == 0);
}

static void holds(const unsigned char *bytes, size_t size, Matrix expected)
{
    Matrix m;
    Failure failure = {""};
    cr_assert(parse(&m, bytes, size, &failure), "%s", failure.text);
    MATRIX_CLOSE(m, expected, 0, 0);
    matrix_free(&m);
}

Test(idx, all_six_types)
{
    holds(BYTES(0, 0, 0x08, 1, 0, 0, 0, 3, 0, 127, 255),
          matrix_view((real[]){0, 127, 255}, 3, 1));
    holds(BYTES(0, 0, 0x09, 1, 0, 0, 0, 3, 127, 128, 255),
          matrix_view((real[]){127, -128, -1}, 3, 1));
    holds(BYTES(0, 0, 0x0B, 1, 0, 0, 0, 3, 0x12, 0x34, 0x80, 0, 0xff, 0xfe),
          matrix_view((real[]){4660, -32768, -2}, 3, 1));
    holds(BYTES(0, 0, 0x0C, 1, 0, 0, 0, 3, 0, 1, 0, 0, 0x80, 0, 0, 0, 0xff, 0xff, 0xff,
                0xfd),
          matrix_view((real[]){65536, -2147483648.0, -3}, 3, 1));
    holds(BYTES(0, 0, 0x0D, 1, 0, 0, 0, 2, 0x3f, 0xc0, 0, 0, 0xc0, 0x20, 0, 0),
          matrix_view((real[]){1.5, -2.5}, 2, 1));
    holds(BYTES(0, 0, 0x0E, 1, 0, 0, 0, 1, 0xc0, 0x04, 0, 0, 0, 0, 0, 0),
          matrix_view((real[]){-2.5}, 1, 1));
}

/* The largest number of each type is a number, of either sign. */
Test(idx, the_largest_numbers_are_read)
{
    if (sizeof(real) == sizeof(float))
        holds(BYTES(0, 0, 0x0D, 1, 0, 0, 0, 2, 0x7f, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff,
                    0xff),
              matrix_view((real[]){REAL_MAX, -REAL_MAX}, 2, 1));
    else
        holds(BYTES(0, 0, 0x0E, 1, 0, 0, 0, 2, 0x7f, 0xef, 0xff, 0xff, 0xff, 0xff, 0xff,
                    0xff, 0xff, 0xef, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
              matrix_view((real[]){REAL_MAX, -REAL_MAX}, 2, 1));
}

Test(idx, the_first_dimension_becomes_rows_and_the_others_lie_side_by_side)
{
    holds(BYTES(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6),
          matrix_view((real[]){1, 2, 3, 4, 5, 6}, 2, 3));
    holds(BYTES(0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 8, 7, 6),
          matrix_view((real[]){9, 8, 7, 6}, 1, 4));
}

Test(idx, a_size_uses_all_four_of_its_bytes)
{
    unsigned char bytes[8 + 66051] = {0, 0, 8, 1, 0, 1, 2, 3}; // 1 2 3 in base 256
    Matrix m;
    bytes[8 + 66050] = 77;
    cr_assert(parse(&m, bytes, sizeof bytes, NULL));
    cr_assert(m.rows == 66051 && m.data[66050] == 77 && m.data[66049] == 0);
    matrix_free(&m);
}

Test(idx, what_is_no_header_is_refused)
{
    refused(BYTES(0, 0, 8), "f.idx: 3 bytes, too short for an IDX header");
    refused(BYTES(1, 0, 8, 1, 0, 0, 0, 1, 5),
            "f.idx: byte 0: 01 00 08 01 is no IDX header "
            "(00 00 type dimensions)");
    refused(BYTES(0, 2, 8, 1, 0, 0, 0, 1, 5),
            "f.idx: byte 0: 00 02 08 01 is no IDX header "
            "(00 00 type dimensions)");
    refused(BYTES(0, 0, 10, 1, 0, 0, 0, 1, 5),
            "f.idx: byte 0: 00 00 0a 01 is no IDX header "
            "(00 00 type dimensions)");
    refused(BYTES(0, 0, 8, 0, 5), "f.idx: byte 0: 00 00 08 00 is no IDX header "
                                  "(00 00 type dimensions)");
    refused(BYTES(0, 0, 8, 5, 0, 0, 0, 1),
            "f.idx: byte 0: 00 00 08 05 is no IDX header "
            "(00 00 type dimensions)");
    refused(BYTES(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0),
            "f.idx: byte 11: the file ends inside its header of 12");
}

Test(idx, only_the_six_types_are_read)
{
    unsigned char bytes[] = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    const char *known = "\x08\x09\x0B\x0C\x0D\x0E";
    const size_t width[] = {1, 1, 2, 4, 4, 8};
    for (int type = 0; type < 256; type++) {
        Matrix m;
        bytes[2] = (unsigned char)type;
        const char *found = type ? strchr(known, type) : NULL;
        size_t size = 8 + (found ? width[found - known] : 1);
        cr_assert_eq(parse(&m, bytes, size, NULL), found != NULL, "type %d", type);
        matrix_free(&m);
    }
}

Test(idx, a_file_cut_anywhere_is_refused)
{
    const unsigned char bytes[] = {0, 0, 0x0C, 2, 0, 0, 0, 2, 0, 0, 0, 3,
                                   0, 0, 0,    1, 0, 0, 0, 2, 0, 0, 0, 3,
                                   0, 0, 0,    4, 0, 0, 0, 5, 0, 0, 0, 6};
    holds(bytes, sizeof bytes, matrix_view((real[]){1, 2, 3, 4, 5, 6}, 2, 3));
    for (size_t size = 0; size < sizeof bytes; size++) {
        Matrix m;
        Failure failure = {""};
        cr_assert_not(parse(&m, bytes, size, &failure), "%zu bytes", size);
        cr_assert(m.data == NULL && strncmp(failure.text, "f.idx: ", 7) == 0);
    }
    refused(bytes, 35,
            "f.idx: byte 8: dimension 1 of 3 does not fit a file of 35 bytes");
    refused(bytes, 19,
            "f.idx: byte 4: dimension 0 of 2 does not fit a file of 19 bytes");
}

Test(idx, bytes_behind_the_last_number_are_refused)
{
    refused(BYTES(0, 0, 8, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5),
            "f.idx: byte 10: 3 bytes behind the last number");
    refused(BYTES(0, 0, 0x0B, 1, 0, 0, 0, 2, 0, 1, 0, 2, 0),
            "f.idx: byte 12: 1 bytes behind the last number");
}

Test(idx, dimensions_that_overflow_are_refused)
{
    unsigned char bytes[20 + 16] = {0, 0, 8, 4};
    memset(bytes + 4, 0xFF, 16);
    refused(bytes, sizeof bytes,
            "f.idx: byte 4: dimension 0 of 4294967295 does not fit a file of 36 bytes");
    // 2^16 four times is 2^64, which is 0 in 64 bits; then as little as is there
    for (int i = 0; i < 4; i++) memcpy(bytes + 4 + 4 * i, "\0\1\0\0", 4);
    refused(bytes, 20,
            "f.idx: byte 4: dimension 0 of 65536 does not fit a file of 20 bytes");
}

Test(idx, a_dimension_of_zero_is_refused)
{
    refused(BYTES(0, 0, 8, 1, 0, 0, 0, 0),
            "f.idx: byte 4: dimension 0 of 0 does not fit a file of 8 bytes");
    refused(BYTES(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 0),
            "f.idx: byte 4: dimension 0 of 2 does not fit a file of 12 bytes");
    refused(BYTES(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2),
            "f.idx: byte 8: dimension 1 of 0 does not fit a file of 14 bytes");
}

Test(idx, nan_and_infinity_are_refused)
{
    refused(BYTES(0, 0, 0x0D, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0x7f, 0xc0, 0, 0),
            "f.idx: byte 12: not a finite number");
    refused(BYTES(0, 0, 0x0E, 1, 0, 0, 0, 1, 0xff, 0xf0, 0, 0, 0, 0, 0, 0),
            "f.idx: byte 8: not a finite number");
}

/* --- images and labels ------------------------------------------------------- */

static const unsigned char images[] = {0, 0, 8, 3, 0, 0, 0, 2,   0, 0,
                                       0, 1, 0, 0, 0, 2, 0, 255, 3, 4};

/* Words are what follows the path of the labels; none: both are good. */
static void read_pair(const unsigned char *labels, size_t size, const char *words)
{
    Dataset data;
    Failure failure = {""};
    char expected[600] = "";
    write_gzip(temporary("images.gz"), images, sizeof images);
    write_file(temporary("labels"), labels, size);
    bool good = dataset_read_idx(&data, temporary("images.gz"), temporary("labels"),
                                 &failure);
    if (*words) snprintf(expected, sizeof expected, "%s%s", temporary("labels"), words);
    cr_assert_str_eq(failure.text, expected);
    cr_assert_eq(good, !*words);
    if (!good) cr_assert(!data.x.data && !data.y.data && !data.class_names);
    dataset_free(&data);
}

Test(idx, images_and_labels_make_a_data_set)
{
    Dataset data;
    Failure failure = {""};
    write_gzip(temporary("images.gz"), images, sizeof images);
    write_file(temporary("labels"), BYTES(0, 0, 8, 1, 0, 0, 0, 2, 4, 0));
    cr_assert(
        dataset_read_idx(&data, temporary("images.gz"), temporary("labels"), &failure));
    MATRIX_CLOSE(data.x, matrix_view((real[]){0, 255, 3, 4}, 2, 2), 0, 0);
    MATRIX_CLOSE(data.y, matrix_view((real[]){4, 0}, 2, 1), 0, 0);
    cr_assert_eq(data.classes, 5);
    cr_assert_str_eq(data.class_names[4], "4");
    dataset_free(&data);
}

/* One class more than the largest label, wherever that stands. */
Test(idx, the_largest_label_counts_the_classes)
{
    static const struct {
        unsigned char first, second;
        size_t classes;
    } pairs[] = {{0, 0, 1}, {1, 2, 3}, {2, 1, 3}, {0, 1, 2}, {200, 255, 256}};
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        Dataset data;
        Failure failure = {""};
        write_file(temporary("images"), images, sizeof images);
        write_file(temporary("labels"),
                   BYTES(0, 0, 8, 1, 0, 0, 0, 2, pairs[k].first, pairs[k].second));
        cr_assert(
            dataset_read_idx(&data, temporary("images"), temporary("labels"), &failure),
            "%s", failure.text);
        cr_assert_eq(data.classes, pairs[k].classes);
        for (size_t c = 0; c < data.classes; c++)
            cr_assert_eq((size_t)atoi(data.class_names[c]), c);
        dataset_free(&data);
    }
}

Test(idx, labels_that_do_not_fit_are_refused)
{
    read_pair(BYTES(0, 0, 8, 1, 0, 0, 0, 2, 1, 0), "");
    read_pair(BYTES(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 0, 1, 0),
              ": 2 numbers a label, expected 1");
    read_pair(BYTES(0, 0, 9, 1, 0, 0, 0, 2, 3, 255),
              ": label 1 is -1, expected 0 to 999");
    read_pair(BYTES(0, 0, 0x0B, 1, 0, 0, 0, 2, 3, 0xE7, 3, 0xE8),
              ": label 1 is 1000, expected 0 to 999");
    read_pair(BYTES(0, 0, 0x0D, 1, 0, 0, 0, 2, 0x3f, 0xc0, 0, 0, 0, 0, 0, 0),
              ": label 0 is 1.5, expected 0 to 999");
    read_pair(BYTES(0, 0, 8, 1, 0, 0, 0, 2, 1),
              ": byte 4: dimension 0 of 2 does not fit a file of 9 bytes");
}

Test(idx, as_many_labels_as_images)
{
    Dataset data;
    Failure failure = {""};
    char expected[600];
    write_file(temporary("images"), images, sizeof images);
    write_file(temporary("labels"), BYTES(0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1));
    cr_assert_not(
        dataset_read_idx(&data, temporary("images"), temporary("labels"), &failure));
    snprintf(expected, sizeof expected, "%s: 2 images, but %s: 3 labels",
             temporary("images"), temporary("labels"));
    cr_assert_str_eq(failure.text, expected);
    cr_assert(!data.x.data && !data.y.data);
    cr_assert_not(
        dataset_read_idx(&data, temporary("nowhere"), temporary("labels"), NULL));
    cr_assert(!data.x.data && !data.y.data && !data.class_names && data.classes == 0);
}
