/* One product in steps, from three loops to a tile in registers, and what measures the
 * machine that they run on.
 *
 * The build compiles steps.c once for each level of kernel.h, with fused
 * multiply-add where the level has it. */
#ifndef SPEED_STEPS_H
#define SPEED_STEPS_H

#include "real.h"

#include <stddef.h>

enum { TILE_ROWS = 4, TILE_COLS = 16 };

/* c = a b, all (n, n), row by row; n is a multiple of TILE_COLS. `room` has place for
 * n * TILE_COLS numbers. Nothing overlaps. */
typedef void Step(real *c, const real *a, const real *b, size_t n, real *room);

typedef struct Steps {
    const char *level;
    size_t operations; // of one round of `peak`

    Step *ijk;     // sums along a row of a and a column of b
    Step *ikj;     // the inner loop runs along rows
    Step *blocked; // the same on blocks of b that fit the first cache
    Step *tiled;   // TILE_ROWS x TILE_COLS sums at a time, from a packed strip of b

    /* Rounds of independent multiply-adds in registers; of scalar ones that each wait
     * for the one before, two operations a round. The result is for the caller to
     * look at, so that no compiler leaves the work out. */
    real (*peak)(real factor, real term, size_t rounds);
    real (*chain)(real factor, real term, size_t rounds);

    /* out = a + factor b: moves three numbers for each two operations. */
    void (*triad)(real *out, const real *a, const real *b, real factor, size_t n);
} Steps;

/* The steps of the level of this name, as kernel_levels has it; the baseline's for
 * another name. */
Steps steps_of(const char *level);

#endif
