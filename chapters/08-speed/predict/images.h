/* Images of 28 x 28 grey pixels from files. */
#ifndef SPEED_IMAGES_H
#define SPEED_IMAGES_H

#include "dataset.h"

enum { IMAGE_SIDE = 28, IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE };

/* Reads a PNG, a PGM (or PBM, PPM) or the first image of an IDX file, by its first
 * bytes, into pixels from 0 to 255. Colours become grey. Refused, with a Failure: a
 * file that is none of these or is damaged, and any other size than 28 x 28. */
bool image_read(unsigned char pixels[IMAGE_PIXELS], const char *path, Failure *failure);

/* The same from bytes in memory; `path` is for the messages. */
bool image_parse(unsigned char pixels[IMAGE_PIXELS], Bytes bytes, const char *path,
                 Failure *failure);

#endif
