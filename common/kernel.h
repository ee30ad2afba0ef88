/* The blocked kernel behind the three products of matmul.h.
 *
 * The file kernel.c is compiled once for each instruction level: `baseline` (SSE2 on
 * x86-64, NEON on aarch64), `x86-64-v3` (AVX2) and `x86-64-v4` (AVX-512); and each
 * twice: `exact` rounds every product before it is added, as the plain loops do, and
 * gives their bits; `fused` rounds once for both where the machine has fused
 * multiply-add. Either way element (i, j) is summed over the inner index from first to
 * last, and depends on row i of a and column j of b alone. */
#ifndef COMMON_KERNEL_H
#define COMMON_KERNEL_H

#include "real.h"

#include <stddef.h>

/* A matrix in memory with any two strides: element (i, j) is data[i * row + j * col].
 * Its transpose is the same with row and col exchanged. */
typedef struct Strided {
    const real *data;
    ptrdiff_t row, col;
} Strided;

/* out (rows, cols) = a (rows, inner) b (inner, cols). Row i of out begins at
 * out + i * out_row. rows, cols and inner are at least 1; out must not overlap a or b,
 * and what lies between its rows is left alone. */
typedef void Kernel(real *out, size_t out_row, size_t rows, size_t cols, size_t inner,
                    Strided a, Strided b);

/* The function of kernel.c, under the name that the build gives it for its level. */
#ifndef KERNEL_NAME
#define KERNEL_NAME kernel_baseline_exact
#endif
Kernel KERNEL_NAME;

/* Where a thread's kernel copies a block of a: one for all levels, as memory of threads
 * is taken from their stacks. */
enum { KERNEL_BLOCK = 1536 * 1024 }; // bytes
extern _Thread_local _Alignas(64) real kernel_block[KERNEL_BLOCK / sizeof(real)];

typedef struct KernelLevel {
    const char *name;
    Kernel *exact, *fused;
} KernelLevel;

enum { KERNEL_LEVELS = 3 };

/* Writes the levels that this machine can run, the widest first; returns how many:
 * 1 to KERNEL_LEVELS. */
size_t kernel_levels(KernelLevel levels[KERNEL_LEVELS]);

#endif
