#include "steps.h"

#ifndef STEPS_NAME
#define STEPS_NAME steps_baseline
#endif

#if defined(__AVX512F__)
enum { BYTES = 64 };
#elif defined(__AVX2__)
enum { BYTES = 32 };
#else
enum { BYTES = 16 };
#endif
enum { LANES = BYTES / sizeof(real), CHAINS = 12 };
typedef real Vector __attribute__((vector_size(BYTES)));

static void ijk(real *c, const real *a, const real *b, size_t n, real *room)
{
    (void)room;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            real sum = 0;
            for (size_t k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
            c[i * n + j] = sum;
        }
}

/* A row of c gets its share of a row of b. */
static void add_row(real *restrict c, real factor, const real *restrict b, size_t n)
{
    for (size_t j = 0; j < n; j++) c[j] += factor * b[j];
}

static void ikj(real *c, const real *a, const real *b, size_t n, real *room)
{
    (void)room;
    for (size_t i = 0; i < n * n; i++) c[i] = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) add_row(c + i * n, a[i * n + k], b + k * n, n);
}

/* A block of b is 32 rows of 128 numbers: in float 16 KiB, half of a first cache. */
static void blocked(real *c, const real *a, const real *b, size_t n, real *room)
{
    (void)room;
    enum { DEEP = 32, WIDE = 128 };
    for (size_t i = 0; i < n * n; i++) c[i] = 0;
    for (size_t k0 = 0; k0 < n; k0 += DEEP)
        for (size_t j0 = 0; j0 < n; j0 += WIDE) {
            size_t k1 = k0 + DEEP < n ? k0 + DEEP : n;
            size_t j1 = j0 + WIDE < n ? j0 + WIDE : n;
            for (size_t i = 0; i < n; i++)
                for (size_t k = k0; k < k1; k++)
                    add_row(c + i * n + j0, a[i * n + k], b + k * n + j0, j1 - j0);
        }
}

/* One tile of c: `strip` is b's 16 columns, packed row behind row. */
static void one_tile(real *c, const real *a, const real *strip, size_t n)
{
    real sum[TILE_ROWS][TILE_COLS] = {{0}};
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < TILE_ROWS; i++)
            for (size_t j = 0; j < TILE_COLS; j++)
                sum[i][j] += a[i * n + k] * strip[k * TILE_COLS + j];
    for (size_t i = 0; i < TILE_ROWS; i++)
        for (size_t j = 0; j < TILE_COLS; j++) c[i * n + j] = sum[i][j];
}

static void tiled(real *c, const real *a, const real *b, size_t n, real *strip)
{
    for (size_t j = 0; j < n; j += TILE_COLS) {
        for (size_t k = 0; k < n; k++)
            for (size_t v = 0; v < TILE_COLS; v++)
                strip[k * TILE_COLS + v] = b[k * n + j + v];
        for (size_t i = 0; i < n; i += TILE_ROWS)
            one_tile(c + i * n + j, a + i * n, strip, n);
    }
}

static real peak(real factor, real term, size_t rounds)
{
    Vector sum[CHAINS];
    for (size_t i = 0; i < CHAINS; i++)
        for (size_t v = 0; v < LANES; v++) sum[i][v] = (real)i;
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < CHAINS; i++) sum[i] = sum[i] * factor + term;
    real total = 0;
    for (size_t i = 0; i < CHAINS; i++)
        for (size_t v = 0; v < LANES; v++) total += sum[i][v];
    return total;
}

static real chain(real factor, real term, size_t rounds)
{
    real sum = 1;
    for (size_t round = 0; round < rounds; round++) sum = sum * factor + term;
    return sum;
}

static void triad(real *out, const real *a, const real *b, real factor, size_t n)
{
    for (size_t i = 0; i < n; i++) out[i] = a[i] + factor * b[i];
}

extern const Steps STEPS_NAME;
const Steps STEPS_NAME = {
    "", (size_t)CHAINS *LANES * 2, ijk, ikj, blocked, tiled, peak, chain, triad};
