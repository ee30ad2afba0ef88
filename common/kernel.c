/* A matrix product in blocks that fit the registers and the caches (kernel.h). The
 * build compiles this file once for each level and rounding, each with its name. */
#include "kernel.h"

#include <stdbool.h>
#include <string.h>

/* A tile of out is ROWS rows of two vectors, and stays in registers. */
#if defined(__AVX512F__)
enum { BYTES = 64, ROWS = 8 }; // 16 of 32 registers
#elif defined(__AVX2__)
enum { BYTES = 32, ROWS = 6 }; // 12 of 16
#elif defined(__aarch64__)
enum { BYTES = 16, ROWS = 8 }; // 16 of 32
#else
enum { BYTES = 16, ROWS = 4 }; // 8 of 16
#endif
enum { LANES = BYTES / sizeof(real), WIDTH = 2 * LANES };

/* A strip of b has at most DEPTH rows of a tile's width, a block of a HEIGHT rows of
 * DEPTH numbers: they come from the first and the second cache again and again. */
enum { DEPTH = 512, HEIGHT = KERNEL_BLOCK / DEPTH / sizeof(real) };

#define VECTOR(n) vector_size((n) * sizeof(real)), aligned(sizeof(real)), may_alias
typedef real Vector __attribute__((VECTOR(LANES)));
typedef real Four __attribute__((VECTOR(4)));
#define INLINE static inline __attribute__((always_inline))

/* Where a product goes: row i begins at data + i * row. `more` adds to what stands
 * there. */
typedef struct Target {
    real *data;
    size_t row;
    bool more;
} Target;

/* out (rows, vectors) = a b, the inner index up to depth. Called with constants for
 * rows and vectors: so the short loops unroll, and sum lives in registers. */
INLINE void tile(size_t rows, size_t vectors, Target out, Strided a, Strided b,
                 size_t depth)
{
    Vector sum[ROWS][2] = {{{0}}};
    if (out.more)
        for (size_t i = 0; i < rows; i++)
            for (size_t v = 0; v < vectors; v++)
                sum[i][v] = *(Vector *)(out.data + i * out.row + v * LANES);
    for (size_t k = 0; k < depth; k++, a.data += a.col, b.data += b.row) {
        Vector b_k[2];
        for (size_t v = 0; v < vectors; v++)
            b_k[v] = *(const Vector *)(b.data + v * LANES);
        for (size_t i = 0; i < rows; i++)
            for (size_t v = 0; v < vectors; v++)
                sum[i][v] += a.data[(ptrdiff_t)i * a.row] * b_k[v];
    }
    for (size_t i = 0; i < rows; i++)
        for (size_t v = 0; v < vectors; v++)
            *(Vector *)(out.data + i * out.row + v * LANES) = sum[i][v];
}

/* The same for 1 to ROWS rows: an unrolled tile for each number of them. */
INLINE void tile_of(size_t rows, size_t vectors, Target out, Strided a, Strided b,
                    size_t depth)
{
    // clang-format off
#define CASE(n) case n: tile(n < ROWS ? n : 0, vectors, out, a, b, depth); break;
    switch (rows < ROWS ? rows : 0) {
        CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7)
        default: tile(ROWS, vectors, out, a, b, depth);
    }
    // clang-format on
}

/* Transposes four rows of four numbers: zips the rows, then the pairs. */
INLINE void turn(real *to, size_t width, const real *from, ptrdiff_t apart)
{
#define ZIP __builtin_shufflevector
    Four r0 = *(const Four *)from, r1 = *(const Four *)(from + apart);
    Four r2 = *(const Four *)(from + 2 * apart), r3 = *(const Four *)(from + 3 * apart);
    Four upper = ZIP(r0, r1, 0, 4, 1, 5), lower = ZIP(r2, r3, 0, 4, 1, 5);
    *(Four *)to = ZIP(upper, lower, 0, 1, 4, 5);
    *(Four *)(to + width) = ZIP(upper, lower, 2, 3, 6, 7);
    upper = ZIP(r0, r1, 2, 6, 3, 7), lower = ZIP(r2, r3, 2, 6, 3, 7);
    *(Four *)(to + 2 * width) = ZIP(upper, lower, 0, 1, 4, 5);
    *(Four *)(to + 3 * width) = ZIP(upper, lower, 2, 3, 6, 7);
}

/* Copies b (depth, cols) to rows of `width` numbers, filled up with zeros. */
INLINE void pack(real *to, size_t width, Strided b, size_t depth, size_t cols)
{
    size_t turned_k = b.row == 1 ? depth / 4 * 4 : 0, turned_j = cols / 4 * 4;
    for (size_t j = 0; j < turned_j && turned_k > 0; j += 4)
        for (size_t k = 0; k < turned_k; k += 4)
            turn(to + k * width + j, width, b.data + k + (ptrdiff_t)j * b.col, b.col);
    for (size_t k = 0; k < depth; k++, to += width, b.data += b.row)
        if (b.col == 1 && cols == width)
            memcpy(to, b.data, width * sizeof *to);
        else
            for (size_t j = k < turned_k ? turned_j : 0; j < width; j++)
                to[j] = j < cols ? b.data[(ptrdiff_t)j * b.col] : 0;
}

/* Copies a block of a in the order of the tiles: ROWS of its rows, column by column,
 * then the next ROWS. */
static Strided pack_tiles(Strided a, size_t rows, size_t depth)
{
    for (size_t i = 0; i < rows; i += ROWS) {
        Strided turned = {a.data + (ptrdiff_t)i * a.row, a.col, a.row};
        pack(kernel_block + i * depth, ROWS, turned, depth,
             rows - i < ROWS ? rows - i : ROWS);
    }
    return (Strided){kernel_block, 1, ROWS};
}

/* One strip of out, cols wide: tile below tile, `next` numbers of a apart, with a copy
 * of b where that pays. A tile that sticks out on the right is computed aside, from a
 * copy filled up with zeros. What stands in the tile below is sent for while this one
 * is computed. */
INLINE void strip(size_t vectors, Target out, size_t rows, size_t cols, Strided a,
                  ptrdiff_t next, Strided b, size_t depth, bool copy)
{
    _Alignas(BYTES) real packed[DEPTH * WIDTH], aside[ROWS * WIDTH];
    size_t width = vectors * LANES;
    unsigned few = (unsigned)cols; // as wide as a float: a vector of them masks a row
    if (copy || cols < width) {
        pack(packed, width, b, depth, cols);
        b = (Strided){packed, (ptrdiff_t)width, 1};
    }
    for (size_t i = 0; i < rows;
         i += ROWS, out.data += ROWS * out.row, a.data += next) {
        size_t high = rows - i < ROWS ? rows - i : ROWS;
        for (size_t r = ROWS; out.more && r < 2 * ROWS && i + r < rows; r++)
            for (size_t j = 0; j < cols; j += LANES)
                __builtin_prefetch(out.data + r * out.row + j);
        if (cols == width) {
            tile_of(high, vectors, out, a, b, depth);
            continue;
        }
        for (size_t r = 0; r < high; r++)
            for (unsigned j = 0; out.more && j < width; j++)
                aside[r * width + j] = j < few ? out.data[r * out.row + j] : 0;
        tile_of(high, vectors, (Target){aside, width, out.more}, a, b, depth);
        for (size_t r = 0; r < high; r++)
            for (unsigned j = 0; j < width; j++)
                if (j < few) out.data[r * out.row + j] = aside[r * width + j];
    }
}

/* All of it: blocks of the inner index, of rows, then strips. */
void KERNEL_NAME(real *out, size_t out_row, size_t rows, size_t cols, size_t inner,
                 Strided a, Strided b)
{
    enum { MANY = 32, SMALL = 16384 / sizeof(real) };
    bool copy_a = cols > MANY * WIDTH; // each number serves many strips
    bool copy_b = b.col != 1 || inner * cols > SMALL;
    size_t deep = (inner - 1) / ((inner - 1) / DEPTH + 1) + 1; // in equal parts
    size_t most = copy_a ? HEIGHT : rows;
    for (size_t k = 0; k < inner; k += deep)
        for (size_t i = 0; i < rows; i += most) {
            size_t depth = inner - k < deep ? inner - k : deep;
            size_t high = rows - i < most ? rows - i : most;
            Strided left = {a.data + (ptrdiff_t)i * a.row + (ptrdiff_t)k * a.col, a.row,
                            a.col};
            ptrdiff_t next = copy_a ? (ptrdiff_t)(ROWS * depth) : ROWS * a.row;
            if (copy_a) left = pack_tiles(left, high, depth);
            for (size_t j = 0; j < cols; j += WIDTH) {
                size_t wide = cols - j < WIDTH ? cols - j : WIDTH;
                Target to = {out + i * out_row + j, out_row, k > 0};
                Strided right = {b.data + (ptrdiff_t)k * b.row + (ptrdiff_t)j * b.col,
                                 b.row, b.col};
                if (wide > LANES)
                    strip(2, to, high, wide, left, next, right, depth, copy_b);
                else
                    strip(1, to, high, wide, left, next, right, depth, copy_b);
            }
        }
}
