/* Chapter 8: the smallest and largest model files and images of bytes that are read, and
 * the first that are not. */
#include "model.h"
#include "pixels.h"
#include "support.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

TestSuite(chapter8_bytes, .timeout = 60);

/* --- models ------------------------------------------------------------------------ */

/* A model of the given sizes, every number another: weights count up in eighths. */
static Model counting_model(size_t layers, const size_t *sizes)
{
    Model m = model_new(layers, sizes);
    real next = -4;
    for (size_t l = 0; l < layers; l++) {
        for (size_t i = 0; i < m.w[l].rows * m.w[l].cols; i++, next += (real)0.125)
            m.w[l].data[i] = next;
        for (size_t i = 0; i < m.b[l].cols; i++, next += (real)0.125)
            m.b[l].data[i] = next;
    }
    return m;
}

static unsigned char *written(Model m)
{
    unsigned char *bytes = malloc(model_size(m)); // to the byte: a sanitizer sees more
    model_write(bytes, m);
    return bytes;
}

static void require_same(Model m, Model wanted)
{
    cr_assert_eq(m.layers, wanted.layers);
    for (size_t l = 0; l <= m.layers; l++) cr_assert_eq(m.sizes[l], wanted.sizes[l]);
    for (size_t l = 0; l < m.layers; l++)
        cr_assert(matrix_equal(m.w[l], wanted.w[l]) &&
                      matrix_equal(m.b[l], wanted.b[l]),
                  "layer %zu", l);
    for (size_t k = 0; k < m.sizes[m.layers]; k++)
        cr_assert_str_eq(m.names[k], wanted.names[k]);
    cr_assert(m.scale == wanted.scale && m.shift == wanted.shift);
}

/* As new: scale 1, shift 0, names 0 to 10; and none of it after it is freed. */
Test(chapter8_bytes, a_new_model_and_a_freed_one)
{
    Model m = model_new(2, (size_t[]){2, 3, 11});
    cr_assert(m.scale == 1 && m.shift == 0 && m.layers == 2);
    cr_assert(m.sizes[0] == 2 && m.sizes[1] == 3 && m.sizes[2] == 11);
    cr_assert(m.w[1].rows == 3 && m.w[1].cols == 11 && m.b[1].rows == 1);
    cr_assert(m.b[0].cols == 3 && m.b[1].cols == 11 && m.w[0].rows == 2);
    cr_assert(isnan(m.w[0].data[0]) && isnan(m.b[1].data[10]));
    cr_assert_str_eq(m.names[0], "0");
    cr_assert_str_eq(m.names[10], "10");
    model_free(&m);
    cr_assert(m.layers == 0 && m.names == NULL && m.w[0].data == NULL);
    model_free(&m);
    MISTAKE_IN("model.c", "model_new: 0 layers, expected 1 to 8",
               model_new(0, (size_t[]){2}));
    MISTAKE_IN("model.c", "model_new: 9 layers, expected 1 to 8",
               model_new(9, (size_t[]){1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
}

#ifdef __SANITIZE_ADDRESS__
int __asan_address_is_poisoned(const volatile void *address);

/* Nothing is kept that belonged to a model. */
Test(chapter8_bytes, a_freed_model_gives_all_of_its_memory_back)
{
    Model m = model_new(3, (size_t[]){2, 3, 4, 5});
    const Model was = m;
    model_free(&m);
    for (size_t l = 0; l < 3; l++)
        cr_assert(__asan_address_is_poisoned(was.w[l].data) &&
                      __asan_address_is_poisoned(was.b[l].data),
                  "layer %zu", l);
    cr_assert(__asan_address_is_poisoned(was.names));
}
#endif

/* 28 + 4 * 1 + 32 * 2 + 4 * (3 * 2 + 2) + 4 = 132, and with eight layers
 * 28 + 4 * 8 + 32 * 2 + 4 * (6 + 8 + 3 + 4 + 3 + 2 + 6 + 8) + 4 = 288. */
Test(chapter8_bytes, one_to_eight_layers_are_read_as_they_were_written)
{
    static const size_t sizes[][9] = {{3, 2}, {1, 3, 2, 1, 2, 1, 1, 3, 2}};
    static const size_t layers[] = {1, 8}, bytes_of[] = {132, 288};
    for (size_t k = 0; k < 2; k++) {
        Model wanted = counting_model(layers[k], sizes[k]), m;
        Failure failure = {""};
        cr_assert_eq(model_size(wanted), bytes_of[k], "%zu", model_size(wanted));
        unsigned char *bytes = written(wanted);
        cr_assert(model_read(&m, bytes, bytes_of[k], "f", &failure), "%s",
                  failure.text);
        require_same(m, wanted);
        model_free(&m), model_free(&wanted), free(bytes);
    }
}

/* Names of a letter and of 31, with a space and a tilde; and what is just outside. */
Test(chapter8_bytes, names_of_all_printable_letters)
{
    enum { SIZE = 132, NAMES = 32 };
    Model wanted = counting_model(1, (size_t[]){3, 2}), m;
    strcpy(wanted.names[0], " ");
    strcpy(wanted.names[1], "~ thirty-one letters, no more ~");
    unsigned char *bytes = written(wanted);
    cr_assert(model_read(&m, bytes, SIZE, "f", NULL));
    require_same(m, wanted);
    model_free(&m), model_free(&wanted);
    for (int k = 0; k < 2; k++) {
        bytes[NAMES + 32] = k ? 127 : 31;
        uint32_t sum = (uint32_t)crc32(0, bytes, SIZE - 4);
        for (unsigned i = 0; i < 4; i++)
            bytes[SIZE - 4 + i] = (unsigned char)(sum >> 8 * i);
        Failure failure = {""};
        cr_assert_not(model_read(&m, bytes, SIZE, "f", &failure));
        cr_assert_str_eq(failure.text, "f: byte 64: the name of class 1 is no text of "
                                       "1 to 31 printable letters");
    }
    free(bytes);
}

/* Requires that the model's file with 4 bytes put at `at` and its checksum made right
 * is refused as damaged there. */
static void infinite_at(size_t at)
{
    Model m = counting_model(2, (size_t[]){2, 3, 1}), out;
    size_t size = model_size(m);
    unsigned char *bytes = written(m);
    memcpy(bytes + at, "\0\0\x80\xff", 4);
    uint32_t sum = (uint32_t)crc32(0, bytes, (unsigned)size - 4);
    for (unsigned i = 0; i < 4; i++)
        bytes[size - 4 + i] = (unsigned char)(sum >> 8 * i);
    Failure failure = {""};
    char text[100];
    snprintf(text, sizeof text,
             "f: byte %zu: ff800000 is no finite number, expected one", at);
    cr_assert_not(model_read(&out, bytes, size, "f", &failure));
    cr_assert_str_eq(failure.text, text);
    cr_assert(out.layers == 0 && out.names == NULL);
    model_free(&m), free(bytes);
}

/* 2-3-1: scale at 28, shift at 32, a name of 32 at 36, 6 weights at 68, 3 biases at 92,
 * 3 weights at 104, a bias at 116, the checksum at 120. */
Test(chapter8_bytes, no_number_may_be_infinite)
{
    for (size_t at = 28; at < 36; at += 4) infinite_at(at);
    for (size_t at = 68; at < 120; at += 4) infinite_at(at);
}

/* At the ends of the parts: a file that is as long as a part needs is asked for the
 * next. */
Test(chapter8_bytes, a_file_that_ends_behind_a_part)
{
    Model m = counting_model(2, (size_t[]){2, 3, 1}), out;
    unsigned char *bytes = written(m);
    Failure failure = {""};
    static const struct {
        size_t size;
        const char *says;
    } cuts[] = {
        {0, "f: byte 0: the file ends, expected 16 or more"},
        {16, "f: byte 16: the file ends inside its header of 36 bytes"},
        {36, "f: byte 36: the file ends, expected 124 bytes for its sizes"},
        {123, "f: byte 123: the file ends, expected 124 bytes for its sizes"},
    };
    for (size_t k = 0; k < sizeof cuts / sizeof *cuts; k++) {
        unsigned char *exact = malloc(cuts[k].size + 1);
        memcpy(exact, bytes, cuts[k].size);
        exact = realloc(exact, cuts[k].size ? cuts[k].size : 1);
        cr_assert_not(model_read(&out, exact, cuts[k].size, "f", &failure));
        cr_assert_str_eq(failure.text, cuts[k].says);
        free(exact);
    }
    bytes[8] = 0;
    cr_assert_not(model_read(&out, bytes, 124, "f", &failure));
    cr_assert_str_eq(failure.text, "f: byte 8: version 0, expected 1");
    bytes[8] = 1, bytes[18] = 1, bytes[16] = 1; // one more than the most
    cr_assert_not(model_read(&out, bytes, 124, "f", &failure));
    cr_assert_str_eq(failure.text, "f: byte 16: size 0 is 65537, expected 1 to 65536");
    model_free(&m), free(bytes);
}

/* What is asked of memory changes nothing, for images of many of its lines too. */
Test(chapter8_bytes, images_that_are_called_for_stay)
{
    unsigned char pixel[2 * 784], was[2 * 784], label[2] = {0};
    for (size_t i = 0; i < sizeof pixel; i++) was[i] = pixel[i] = (unsigned char)i;
    pixels_call_for((Pixels){2, 784, 1, pixel, label}, (size_t[]){1, 0}, 2);
    cr_assert_eq(memcmp(pixel, was, sizeof pixel), 0);
}

/* --- images -------------------------------------------------------------------------- */

/* Four bytes count in base 256: 66,051 is 0 1 2 3. */
Test(chapter8_bytes, sizes_use_all_four_of_their_bytes)
{
    enum { COUNT = 66051 };
    unsigned char *images = calloc(16 + COUNT, 1), *labels = calloc(8 + COUNT, 1);
    memcpy(images, "\0\0\10\3\0\1\2\3\0\0\0\1\0\0\0\1", 16);
    memcpy(labels, "\0\0\10\1\0\1\2\3", 8);
    images[16 + COUNT - 1] = 200, labels[8 + COUNT - 1] = 255;
    Pixels p;
    Failure failure = {""};
    cr_assert(pixels_parse(&p, (Bytes){images, 16 + COUNT}, "i",
                           (Bytes){labels, 8 + COUNT}, "l", &failure),
              "%s", failure.text);
    cr_assert(p.count == COUNT && p.width == 1 && p.classes == 256);
    Pixels all = pixels_part(p, 0, COUNT), none = pixels_part(p, COUNT, 0);
    cr_assert(all.count == COUNT && all.width == 1 && all.classes == 256);
    cr_assert(all.pixel[COUNT - 1] == 200 && all.label[COUNT - 1] == 255);
    cr_assert(none.count == 0 && none.pixel == p.pixel + COUNT);
    MISTAKE_IN("pixels.c", "pixels_part: images 66052 to 66052, but there are 66051",
               pixels_part(p, COUNT + 1, 0));
    free(images), free(labels);
}

/* Each of the four bytes that say what a file is, and a header with nothing behind. */
Test(chapter8_bytes, a_header_is_these_four_bytes)
{
    static const unsigned char images[] = {0, 0, 8, 3, 0, 0, 0, 1, 0,
                                           0, 0, 2, 0, 0, 0, 1, 7, 8};
    unsigned char labels[] = {0, 0, 8, 1, 0, 0, 0, 1, 4}, bytes[sizeof images];
    static const char *const says[] = {"01 00 08 03", "00 01 08 03", "00 00 09 03",
                                       "00 00 08 02"};
    Bytes l = {labels, sizeof labels};
    Pixels p;
    Failure failure = {""};
    char text[120];
    for (size_t k = 0; k < 4; k++) {
        memcpy(bytes, images, sizeof images);
        bytes[k] = k < 3 ? bytes[k] + 1 : 2;
        cr_assert_not(
            pixels_parse(&p, (Bytes){bytes, sizeof bytes}, "i", l, "l", &failure));
        snprintf(text, sizeof text,
                 "i: byte 0: %s, expected 00 00 08 03 (IDX, unsigned bytes, 3 "
                 "dimensions)",
                 says[k]);
        cr_assert_str_eq(failure.text, text);
    }
    memcpy(bytes, images, sizeof images);
    cr_assert_not(pixels_parse(&p, (Bytes){bytes, 16}, "i", l, "l", &failure));
    cr_assert_str_eq(failure.text, "i: byte 4: dimension 0 is 1, which a file of 16 "
                                   "bytes cannot hold");
    cr_assert(pixels_parse(&p, (Bytes){bytes, sizeof bytes}, "i", l, "l", &failure));
    cr_assert(p.count == 1 && p.width == 2 && p.classes == 5 && p.pixel[1] == 8);
}
