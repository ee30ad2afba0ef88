/* Exercise 8.3: Torn tiles
 *
 * kind: bug
 * difficulty: medium
 * minutes: 25
 * points: 20
 * needs: matrix.h
 *
 * The code below computes $C = AB$ in tiles of 4 by 4 sums, and walks over $k$ in blocks
 * of 32, so that a strip of $B$ stays in the cache. Its author tried it on two matrices
 * of (32, 32), found every number right, and measured it on (512, 512): never was a product
 * faster. Three lines are wrong. Find them and mend them.
 *
 * Keep the tiles and the blocks. `c` (m, n), `a` (m, k) and `b` (k, n) may have any sizes
 * from 1 on; `c` holds anything before.
 *
 * Think of this first: which sizes did the author try, and what is special about them?
 *
 * Hint 1: With more than one block of k, how many times is an element of c written?
 *
 * Hint 2: Try (5, 32) times (32, 4), then (4, 32) times (32, 5).
 *
 * Hint 3: A loop that stops while a whole tile fits leaves out what sticks out.
 */
#include "matrix.h"

enum { TILE = 4, DEPTH = 32 };

void tiled_product(Matrix c, Matrix a, Matrix b);

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Adds to the tile of c at (i0, j0) what the inner indices k0 .. k1 - 1 give. */
static void tile(Matrix c, Matrix a, Matrix b, size_t i0, size_t j0, size_t k0,
                 size_t k1)
{
    size_t i1 = smaller(i0 + TILE, c.rows), j1 = smaller(j0 + TILE, c.cols);
    real sum[TILE][TILE] = {{0}};
    for (size_t k = k0; k < k1; k++)
        for (size_t i = i0; i < i1; i++)
            for (size_t j = j0; j < j1; j++)
                sum[i - i0][j - j0] += matrix_at(a, i, k) * matrix_at(b, k, j);
    for (size_t i = i0; i < i1; i++)
        for (size_t j = j0; j < j1; j++) matrix_at(c, i, j) = sum[i - i0][j - j0];
}

void tiled_product(Matrix c, Matrix a, Matrix b)
{
    matrix_fill(c, 0);
    for (size_t k = 0; k < a.cols; k += DEPTH)
        for (size_t i = 0; i + TILE <= c.rows; i += TILE)
            for (size_t j = 0; j + TILE <= c.cols; j += TILE)
                tile(c, a, b, i, j, k, smaller(k + DEPTH, a.cols));
}
