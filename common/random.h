/* Random numbers that are the same on every machine.
 *
 * The generator is xoshiro256** (Blackman & Vigna 2021, "Scrambled linear
 * pseudorandom number generators", ACM TOMS 47(4)), seeded by splitmix64. Its state
 * is a value that the caller holds: no call has hidden state. */
#ifndef COMMON_RANDOM_H
#define COMMON_RANDOM_H

#include "matrix.h"

#include <stdint.h>

typedef struct Random {
    uint64_t state[4];
} Random;

/* A generator for this seed; every seed, 0 included, is good. */
Random random_seed(uint64_t seed);

/* The next 64 random bits. */
uint64_t random_next(Random *random);

/* A second generator whose stream does not meet the first one's within 2^128 draws:
 * the new one goes on from here, and *random jumps 2^128 ahead. */
Random random_split(Random *random);

/* Uniform in [0, 1), a multiple of 2^-53 (2^-24 where real is float). */
real random_uniform(Random *random);

/* A whole number in 0 .. count - 1, each equally likely; count > 0. */
size_t random_below(Random *random, size_t count);

/* Normal with mean 0 and variance 1, by Marsaglia's polar method (Marsaglia & Bray
 * 1964). Draws a varying count of uniforms. */
real random_normal(Random *random);

/* Shuffles index[0 .. count - 1], every order equally likely (Fisher & Yates). */
void random_shuffle(Random *random, size_t *index, size_t count);

/* Every element of out drawn anew: uniform in [low, high), where high itself can come
 * from rounding only, or normal. */
void random_fill_uniform(Random *random, Matrix out, real low, real high);
void random_fill_normal(Random *random, Matrix out, real mean, real std);

#endif
