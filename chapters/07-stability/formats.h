/* Floating-point formats, taken apart and put together by hand.
 *
 * A format of IEEE 754 is two counts of bits. Everything else about it, its largest
 * number, its rounding, where e^x overflows, follows from the two. Numbers come and go
 * as double, which holds every number of all four formats here exactly. */
#ifndef STABILITY_FORMATS_H
#define STABILITY_FORMATS_H

#include "real.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Format {
    const char *name;
    int exponent_bits, fraction_bits; // at most 11 and 52; one more bit is the sign
} Format;

/* "half" (5, 10), "bfloat16" (8, 7), "float" (8, 23), "double" (11, 52); another name
 * is a mistake. */
Format format_named(const char *name);

/* The bits of the number of the format that is nearest to x; of two equally near, of
 * the one whose last bit is 0  (eq:float-value). Beyond the largest by half a step or
 * more it is infinity; -0 keeps its sign; every NaN becomes the same one, with no sign
 * and of its fraction only the first bit. The sign is bit exponent_bits +
 * fraction_bits. */
uint64_t format_encode(Format format, double x);

/* The number that these bits stand for  (eq:float-value). */
double format_decode(Format format, uint64_t bits);

/* x as it is after a stay in the format: decoded from what it was encoded to. */
double format_round(Format format, double x);

/* From 1 to the next larger number, 2^-fraction_bits. Half of it is u, the largest
 * relative error of one rounding  (eq:rounding-error). */
double format_epsilon(Format format);

/* The largest finite number, the smallest with all its digits (the smallest normal
 * one), and the smallest above 0  (eq:format-range). */
double format_largest(Format format);
double format_smallest_normal(Format format);
double format_smallest(Format format);

/* e^x is above the largest number for x above the first, and is rounded to 0 for x
 * below the second  (eq:exp-limits). */
real format_exp_overflow(Format format);
real format_exp_underflow(Format format);

#endif
