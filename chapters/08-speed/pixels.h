/* Images as they come: a byte a pixel. A byte takes a quarter of the room of a float,
 * and a batch is converted while it is gathered. */
#ifndef SPEED_PIXELS_H
#define SPEED_PIXELS_H

#include "dataset.h"

/* `count` images of `width` pixels each, one behind the other, and each one's class. */
typedef struct Pixels {
    size_t count, width, classes;
    const unsigned char *pixel; // count * width of them
    const unsigned char *label; // count of them, each below classes
} Pixels;

/* A view over two IDX files in memory, of unsigned bytes: images with three dimensions
 * and labels with one. Nothing is copied; both must outlive the view. classes is one
 * more than the largest label. Refused, with the file's name, the byte, what was found
 * and what was wanted: another header, an empty dimension, counts that differ, a file
 * that is too short or too long. */
bool pixels_parse(Pixels *out, Bytes images, const char *images_path, Bytes labels,
                  const char *labels_path, Failure *failure);

/* Images first .. first + count - 1, as a view. */
Pixels pixels_part(Pixels all, size_t first, size_t count);

/* What a pixel becomes as a number: scale * byte + shift. */
typedef struct PixelScale {
    real scale, shift;
} PixelScale;

/* Bytes to numbers with mean 0 and standard deviation 1 over all pixels of data:
 * scale = 1 / std, shift = -mean / std. Data that is all one value gets std 1. */
PixelScale pixels_standard(Pixels data);

/* x (m, width): row i becomes image index[i], scaled  (eq:gather). */
void pixels_gather(Matrix x, Pixels data, const size_t *index, PixelScale by);

#endif
