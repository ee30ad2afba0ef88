#define _POSIX_C_SOURCE 200809L
#include "images.h"

#include <netpbm/pam.h>
#include <png.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static bool right_size(size_t width, size_t height, const char *path, Failure *failure)
{
    if (width == IMAGE_SIDE && height == IMAGE_SIDE) return true;
    return failure_set(failure, "%s: an image of %zu x %zu pixels, expected %d x %d",
                       path, width, height, IMAGE_SIDE, IMAGE_SIDE);
}

static bool read_png(unsigned char *pixels, Bytes bytes, const char *path,
                     Failure *failure)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    png_color black = {0, 0, 0}; // behind what is transparent
    bool good = png_image_begin_read_from_memory(&image, bytes.data, bytes.size) &&
                right_size(image.width, image.height, path, failure);
    bool sized = good;
    image.format = PNG_FORMAT_GRAY;
    good = good && png_image_finish_read(&image, &black, pixels, IMAGE_SIDE, NULL);
    if (PNG_IMAGE_FAILED(image))
        failure_set(failure, "%s: no PNG that libpng can read: %s", path,
                    image.message);
    else if (!good && sized)
        failure_set(failure, "%s: no PNG that libpng can read", path);
    png_image_free(&image);
    return good;
}

/* --- Netpbm: the library reports an error by a jump, after calling quiet ---------- */

static void quiet(const char *message)
{
    (void)message;
}

/* Reads all rows; *row is room that the caller frees, also after a jump. */
static bool read_rows(unsigned char *pixels, FILE *file, tuple *volatile *row,
                      const char *path, Failure *failure)
{
    // what netpbm's PAM_STRUCT_SIZE counts, without its null pointer
    enum { KNOWN = offsetof(struct pam, allocation_depth) };
    struct pam image = {.size = sizeof image};
    pnm_readpaminit(file, &image, KNOWN);
    if (!right_size((size_t)image.width, (size_t)image.height, path, failure))
        return false;
    *row = pnm_allocpamrow(&image);
    for (size_t i = 0; i < IMAGE_SIDE; i++) {
        pnm_readpamrow(&image, *row);
        for (size_t j = 0; j < IMAGE_SIDE; j++) {
            const sample *at = (*row)[j];
            unsigned long grey = at[0];
            if (image.depth >= 3)
                grey = (299 * at[0] + 587 * at[1] + 114 * at[2]) / 1000;
            pixels[i * IMAGE_SIDE + j] = (unsigned char)(grey * 255 / image.maxval);
        }
    }
    return true;
}

static bool read_netpbm(unsigned char *pixels, Bytes bytes, const char *path,
                        Failure *failure)
{
    jmp_buf back;
    tuple *volatile kept = NULL; // volatile: kept over the jump
    FILE *file = fmemopen(bytes.data, bytes.size, "rb");
    if (!file) return failure_set(failure, "%s: no memory", path);
    volatile bool good = false;
    pm_init("predict", 0);
    pm_setusererrormsgfn(quiet);
    if (setjmp(back) == 0) {
        pm_setjmpbuf(&back);
        good = read_rows(pixels, file, &kept, path, failure);
    } else {
        failure_set(failure, "%s: no PGM that libnetpbm can read", path);
    }
    pm_setjmpbuf(NULL);
    if (kept) pnm_freepamrow(kept);
    fclose(file);
    return good;
}

/* Images one behind the other, of which the first is taken. */
static bool read_idx(unsigned char *pixels, Bytes bytes, const char *path,
                     Failure *failure)
{
    enum { HEAD = 16, TYPE_BYTE = 8 };
    const unsigned char *b = bytes.data;
    if (bytes.size < HEAD || b[2] != TYPE_BYTE || b[3] != 3)
        return failure_set(failure,
                           "%s: byte 2: no IDX of unsigned bytes in three dimensions "
                           "(08 03)",
                           path);
    size_t height = (size_t)b[8] << 24 | (size_t)b[9] << 16 | (size_t)b[10] << 8 |
                    b[11];
    size_t width = (size_t)b[12] << 24 | (size_t)b[13] << 16 | (size_t)b[14] << 8 |
                   b[15];
    if (!right_size(width, height, path, failure)) return false;
    if (bytes.size < HEAD + IMAGE_PIXELS)
        return failure_set(failure,
                           "%s: byte %zu: the file ends inside its first image", path,
                           bytes.size);
    memcpy(pixels, b + HEAD, IMAGE_PIXELS);
    return true;
}

bool image_parse(unsigned char pixels[IMAGE_PIXELS], Bytes bytes, const char *path,
                 Failure *failure)
{
    const unsigned char *b = bytes.data;
    if (bytes.size >= 8 && memcmp(b, "\x89PNG\r\n\x1a\n", 8) == 0)
        return read_png(pixels, bytes, path, failure);
    if (bytes.size >= 2 && b[0] == 'P' && b[1] >= '1' && b[1] <= '7')
        return read_netpbm(pixels, bytes, path, failure);
    if (bytes.size >= 4 && b[0] == 0 && b[1] == 0)
        return read_idx(pixels, bytes, path, failure);
    return failure_set(failure,
                       "%s: byte 0: neither PNG (89 50 4e 47) nor Netpbm (P1 to P7) "
                       "nor IDX (00 00)",
                       path);
}

bool image_read(unsigned char pixels[IMAGE_PIXELS], const char *path, Failure *failure)
{
    Bytes bytes;
    if (!bytes_read(&bytes, path, failure)) return false;
    bool good = image_parse(pixels, bytes, path, failure);
    bytes_free(&bytes);
    return good;
}
