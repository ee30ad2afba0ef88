/* Chapter 8: model files and images of bytes, whole and damaged. */
#include "fast.h"
#include "model.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

TestSuite(chapter8_model, .timeout = 60);

static const size_t SIZES[] = {3, 2, 2};
enum {
    SIZE = 8 + 4 + 4 + 12 + 8 + 64 + 4 * (8 + 6) + 4,
    NAMES_AT = 36,
    WEIGHTS_AT = 100
};

static Model small_model(void)
{
    Model m = model_new(2, SIZES);
    m.scale = (real)0.5, m.shift = -1;
    for (size_t l = 0, n = 0; l < 2; l++) {
        for (size_t i = 0; i < m.w[l].rows * m.w[l].cols; i++)
            m.w[l].data[i] = (real)n++ / 4 - 1;
        for (size_t i = 0; i < m.b[l].cols; i++) m.b[l].data[i] = (real)n++ / 4 - 1;
    }
    strcpy(m.names[0], "left");
    strcpy(m.names[1], "right");
    return m;
}

/* The small model's file; `bytes` has room for SIZE and 8 more. */
static void small_file(unsigned char *bytes)
{
    Model m = small_model();
    cr_assert_eq(model_size(m), SIZE);
    model_write(bytes, m);
    model_free(&m);
}

/* The header by hand, and the checksum by zlib. */
Test(chapter8_model, bytes_are_as_documented)
{
    unsigned char bytes[SIZE + 8];
    small_file(bytes);
    static const unsigned char head[] = {
        'N', 'N', 'C', 'M', 13, 10, 26, 10, 1, 0, 0, 0, 2, 0,    0, 0, 3,    0,
        0,   0,   2,   0,   0,  0,  2,  0,  0, 0, 0, 0, 0, 0x3f, 0, 0, 0x80, 0xbf};
    cr_assert_eq(memcmp(bytes, head, sizeof head), 0);
    cr_assert_str_eq((char *)bytes + NAMES_AT + MODEL_NAME, "right");
    // weight (0, 1) is -0.75, bf 40 00 00 read from its end
    static const unsigned char weight[] = {0, 0, 0x40, 0xbf};
    cr_assert_eq(memcmp(bytes + WEIGHTS_AT + 4, weight, 4), 0);
    unsigned long sum = crc32(0, bytes, SIZE - 4);
    for (unsigned i = 0; i < 4; i++)
        cr_assert_eq(bytes[SIZE - 4 + i], (sum >> 8 * i) & 255);
}

Test(chapter8_model, what_is_written_is_read)
{
    unsigned char bytes[SIZE + 8];
    small_file(bytes);
    Model m, wanted = small_model();
    Failure failure;
    cr_assert(model_read(&m, bytes, SIZE, "f", &failure), "%s", failure.text);
    cr_assert(m.layers == 2 && memcmp(m.sizes, SIZES, sizeof SIZES) == 0);
    cr_assert(m.scale == (real)0.5 && m.shift == -1);
    for (size_t l = 0; l < 2; l++)
        cr_assert(matrix_equal(m.w[l], wanted.w[l]) &&
                  matrix_equal(m.b[l], wanted.b[l]));
    cr_assert_str_eq(m.names[0], "left");
    model_free(&m), model_free(&wanted);
}

static void refused(const unsigned char *bytes, size_t size, const char *text)
{
    Model m;
    Failure failure;
    unsigned char *exact = malloc(size ? size : 1); // a sanitizer sees a byte too many
    memcpy(exact, bytes, size);
    cr_assert_not(model_read(&m, exact, size, "f", &failure), "expected: %s", text);
    cr_assert(m.layers == 0 && m.names == NULL);
    if (text) cr_assert_str_eq(failure.text, text);
    free(exact);
}

static void seal(unsigned char *bytes)
{
    unsigned long sum = crc32(0, bytes, SIZE - 4);
    for (unsigned i = 0; i < 4; i++)
        bytes[SIZE - 4 + i] = (unsigned char)(sum >> 8 * i);
}

/* Every bit of every byte, and every length that is too short. */
Test(chapter8_model, no_damage_goes_unnoticed)
{
    unsigned char bytes[SIZE + 8];
    small_file(bytes);
    for (size_t i = 0; i < SIZE; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes[i] ^= (unsigned char)(1U << bit);
            refused(bytes, SIZE, NULL);
            bytes[i] ^= (unsigned char)(1U << bit);
        }
        refused(bytes, i, NULL);
    }
}

Test(chapter8_model, each_refusal_names_its_byte)
{
    unsigned char bytes[SIZE + 8] = {0}, good[SIZE + 8] = {0};
    small_file(good);
#define DAMAGE(text, size, ...)                                                        \
    do {                                                                               \
        memcpy(bytes, good, sizeof good);                                              \
        __VA_ARGS__;                                                                   \
        refused(bytes, size, text);                                                    \
    } while (0)
    DAMAGE("f: byte 15: the file ends, expected 16 or more", 15, (void)0);
    DAMAGE("f: byte 4: 0a, expected 0d (no model file, or one sent as text)", SIZE,
           bytes[4] = 10);
    DAMAGE("f: byte 8: version 2, expected 1", SIZE, bytes[8] = 2);
    DAMAGE("f: byte 12: 0 layers, expected 1 to 8", SIZE, bytes[12] = 0);
    DAMAGE("f: byte 12: 9 layers, expected 1 to 8", SIZE, bytes[12] = 9);
    DAMAGE("f: byte 35: the file ends inside its header of 36 bytes", 35, (void)0);
    DAMAGE("f: byte 20: size 1 is 0, expected 1 to 65536", SIZE, bytes[20] = 0);
    DAMAGE("f: byte 24: size 2 is 16777218, expected 1 to 65536", SIZE, bytes[27] = 1);
    DAMAGE("f: byte 159: the file ends, expected 160 bytes for its sizes", 159,
           (void)0);
    DAMAGE("f: byte 160: 8 bytes behind the checksum, expected none", SIZE + 8,
           (void)0);
    DAMAGE("f: byte 160: the file ends, expected 17180655728 bytes for its sizes", SIZE,
           bytes[16] = bytes[20] = 0, bytes[18] = bytes[22] = 1);
    DAMAGE("f: byte 112: 7f800000 is no finite number, expected one", SIZE,
           memcpy(bytes + 112, "\0\0\x80\x7f", 4), seal(bytes));
    DAMAGE("f: byte 28: 7fc00000 is no finite number, expected one", SIZE,
           memcpy(bytes + 28, "\0\0\xc0\x7f", 4), seal(bytes));
    DAMAGE("f: byte 38: the name of class 0 is no text of 1 to 31 printable letters",
           SIZE, bytes[38] = 7, seal(bytes));
    DAMAGE("f: byte 100: the name of class 1 is no text of 1 to 31 printable letters",
           SIZE, memset(bytes + 68, 'x', 32), seal(bytes));
    DAMAGE("f: byte 36: the name of class 0 is no text of 1 to 31 printable letters",
           SIZE, bytes[36] = 0, seal(bytes));
    DAMAGE("f: byte 67: 78 behind the name of class 0, expected 00 up to 32 bytes",
           SIZE, bytes[67] = 'x', seal(bytes));
    DAMAGE("f: byte 99: 78 behind the name of class 1, expected 00 up to 32 bytes",
           SIZE, bytes[99] = 'x', seal(bytes));
    DAMAGE("f: byte 42: 80 behind the name of class 0, expected 00 up to 32 bytes",
           SIZE, bytes[42] = 128, seal(bytes));
}

Test(chapter8_model, a_wrong_checksum_says_both)
{
    unsigned char bytes[SIZE + 8];
    small_file(bytes);
    Model m;
    Failure failure;
    bytes[WEIGHTS_AT] ^= 1;
    cr_assert_not(model_read(&m, bytes, SIZE, "f", &failure));
    cr_assert_eq(strncmp(failure.text, "f: byte 156: checksum ", 22), 0, "%s",
                 failure.text);
    cr_assert_not_null(strstr(failure.text, ": the file was altered"));
}

/* Pixels (0, 2, 4) become (-1, 0, 1). z1 = x W1 + b1 with W1 = -1, -.75; -.5, -.25; 0,
 * .25 and b1 = .5, .75 is (1.5, 1.75); z2 = (1.5 * 1 + 1.75 * 1.5 + 2,
 * 1.5 * 1.25 + 1.75 * 1.75 + 2.25) = (6.125, 7.1875). */
Test(chapter8_model, certainties_by_hand)
{
    Model m = small_model();
    Matrix p = matrix_new(1, 2);
    model_predict(p, m, (unsigned char[]){0, 2, 4});
    double right = 1 / (1 + exp(6.125 - 7.1875));
    WITHIN(matrix_at(p, 0, 1), right, 1e-6);
    WITHIN(matrix_at(p, 0, 0), 1 - right, 1e-6);
    // biases of -10 instead of 2 and 2.25: both sums are negative, and stay so
    matrix_fill(m.b[1], -10);
    model_predict(p, m, (unsigned char[]){0, 2, 4});
    WITHIN(matrix_at(p, 0, 1), 1 / (1 + exp(4.125 - 4.9375)), 1e-6);
    matrix_free(&p);
    model_free(&m);
}

/* Pixel 1: 1 - 2 = -1, which the ReLU makes 0; 7 * 0 + 3 = 3; -1 * 3 + 5 = 2 and
 * 2 * 3 - 3 = 3. */
Test(chapter8_model, each_layer_uses_its_own_numbers)
{
    Model m = model_new(3, (size_t[]){1, 1, 1, 2});
    matrix_fill(m.w[0], 1), matrix_fill(m.b[0], -2);
    matrix_fill(m.w[1], 7), matrix_fill(m.b[1], 3);
    matrix_copy(m.w[2], matrix_view((real[]){-1, 2}, 1, 2));
    matrix_copy(m.b[2], matrix_view((real[]){5, -3}, 1, 2));
    Matrix p = matrix_new(1, 2);
    model_predict(p, m, (unsigned char[]){1});
    WITHIN(p.data[0], 1 / (1 + exp(1)), 1e-6);
    // the second layer's ReLU makes 7 * 0 - 4 a 0 too: 5 and -3
    matrix_fill(m.b[1], -4);
    model_predict(p, m, (unsigned char[]){1});
    WITHIN(p.data[0], 1 / (1 + exp(-8)), 1e-6);
    matrix_free(&p), model_free(&m);
}

/* --- images ---------------------------------------------------------------------- */

static unsigned char images[16 + 12] = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2,  0,  0,
                                        0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
static unsigned char labels[8 + 2] = {0, 0, 8, 1, 0, 0, 0, 2, 4, 1};

static bool parse(Pixels *out, size_t images_size, size_t labels_size, Failure *failure)
{
    return pixels_parse(out, (Bytes){images, images_size}, "i",
                        (Bytes){labels, labels_size}, "l", failure);
}

Test(chapter8_model, images_are_a_view)
{
    Pixels p;
    cr_assert(parse(&p, sizeof images, sizeof labels, NULL));
    cr_assert(p.count == 2 && p.width == 6 && p.classes == 5);
    cr_assert(p.pixel == images + 16 && p.label == labels + 8);
    labels[8] = 1;
    cr_assert(parse(&p, sizeof images, sizeof labels, NULL));
    cr_assert_eq(p.classes, 2, "labels 1 and 1 are of two classes");
    Pixels last = pixels_part(p, 1, 1);
    cr_assert(last.count == 1 && last.pixel[0] == 7 && last.label[0] == 1);
    MISTAKE_IN("pixels.c", "pixels_part: images 1 to 3, but there are 2",
               pixels_part(p, 1, 2));
}

/* The numbers 1 to 12 have mean 6.5 and variance (144 - 1) / 12. */
Test(chapter8_model, standard_pixels)
{
    Pixels p;
    cr_assert(parse(&p, sizeof images, sizeof labels, NULL));
    PixelScale s = pixels_standard(p);
    double std = sqrt(143.0 / 12);
    CLOSE(s.scale, 1 / std, 8, 0);
    CLOSE(s.shift, -6.5 / std, 8, 0);
    Matrix x = matrix_new(2, 6);
    pixels_gather(x, p, (size_t[]){1, 0}, s);
    CLOSE(matrix_at(x, 0, 2), 2.5 / std, 8, 8);
    CLOSE(matrix_at(x, 1, 5), -0.5 / std, 8, 8);
    matrix_free(&x);
    memset(images + 16, 9, 12);
    s = pixels_standard(p);
    cr_assert(s.scale == 1 && s.shift == -9, "one value everywhere");
}

Test(chapter8_model, each_bad_image_file_is_refused)
{
    Pixels p;
    Failure failure;
#define BAD(line, ...)                                                                 \
    do {                                                                               \
        cr_assert_not(parse(&p, __VA_ARGS__, &failure), "expected: %s", line);         \
        cr_assert_str_eq(failure.text, line);                                          \
        cr_assert(p.count == 0 && p.pixel == NULL);                                    \
    } while (0)
    BAD("i: byte 15: the file ends inside its header of 16 bytes", 15, sizeof labels);
    BAD("l: byte 7: the file ends inside its header of 8 bytes", sizeof images, 7);
    BAD("i: byte 12: dimension 2 is 3, which a file of 27 bytes cannot hold", 27,
        sizeof labels);
    BAD("l: byte 4: dimension 0 is 2, which a file of 9 bytes cannot hold",
        sizeof images, 9);
    labels[7] = 1;
    BAD("l: byte 9: 1 bytes behind the last number", sizeof images, sizeof labels);
    BAD("i: byte 4: 2 images, but l has 1 labels", sizeof images, sizeof labels - 1);
    labels[2] = 13;
    BAD("l: byte 0: 00 00 0d 01, expected 00 00 08 01 (IDX, unsigned bytes, 1 "
        "dimensions)",
        sizeof images, sizeof labels);
    images[8] = 255;
    BAD("i: byte 8: dimension 1 is 4278190082, which a file of 28 bytes cannot hold",
        sizeof images, sizeof labels);
    images[8] = 0, images[11] = 0;
    BAD("i: byte 8: dimension 1 is 0, which a file of 28 bytes cannot hold",
        sizeof images, sizeof labels);
}
