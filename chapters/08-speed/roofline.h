/* What a machine can do at most, and what a loop asks of it. */
#ifndef SPEED_ROOFLINE_H
#define SPEED_ROOFLINE_H

#include "real.h"

#include <stddef.h>

/* The most that a loop can reach which does `intensity` operations for each byte it
 * moves, where `bandwidth` bytes and `peak` operations a second are possible: the
 * smaller of peak and intensity * bandwidth  (eq:roofline; Williams, Waterman &
 * Patterson 2009). */
double roofline(double intensity, double bandwidth, double peak);

/* Operations a byte of a product whose loop keeps `rows` x `cols` sums in registers
 * and loads rows + cols numbers of `bytes` bytes for each step of the inner index
 * (eq:tile-intensity). */
double tile_intensity(size_t rows, size_t cols, size_t bytes);

/* The largest of count numbers, which it sorts, minus the smallest, divided by their
 * median. */
double spread(double *numbers, size_t count);

/* Multiplications and additions of training on one sample: forward one product a
 * layer, backward two, one in the first layer  (eq:sample-work). */
size_t sample_operations(size_t inputs, size_t hidden, size_t classes);

#endif
