/* The blocked kernel at every level that this machine has, in both roundings, against
 * the plain loops: exact has their bits; fused is within the roundings of the sum. */
#include "matmul.h"
#include "random.h"
#include "support.h"

#include <string.h>

TestSuite(kernel, .timeout = 60);

enum { MOST = 70 };

/* A matrix with room around it: element (i, j) at data[i * row + j * col]. */
typedef struct Room {
    Matrix all; // what is allocated, to the last number
    Strided view;
} Room;

static Room room_new(size_t rows, size_t cols, size_t row, size_t col, Random *random)
{
    Matrix all = matrix_new(1, (rows - 1) * row + (cols - 1) * col + 1);
    random_fill_normal(random, all, 0, 1);
    return (Room){all, {all.data, (ptrdiff_t)row, (ptrdiff_t)col}};
}

static long double at(Strided m, size_t i, size_t j)
{
    return m.data[(ptrdiff_t)i * m.row + (ptrdiff_t)j * m.col];
}

/* Each element is off by at most inner + 1 roundings of the sum of absolute values. */
static void require_near(Matrix out, Strided a, Strided b, size_t inner)
{
    for (size_t i = 0; i < out.rows; i++)
        for (size_t j = 0; j < out.cols; j++) {
            long double sum = 0, size = 0;
            for (size_t k = 0; k < inner; k++) {
                sum += at(a, i, k) * at(b, k, j);
                size += fabsl(at(a, i, k) * at(b, k, j));
            }
            double allowed = (double)(inner + 1) * (double)REAL_EPSILON * (double)size;
            if (fabs((double)(matrix_at(out, i, j) - sum)) <= allowed) continue;
            cr_assert(
                false,
                "(%zu, %zu) x (%zu, %zu), element (%zu, %zu): %.17g, expected %.17Lg",
                out.rows, inner, inner, out.cols, i, j, (double)matrix_at(out, i, j),
                sum);
        }
}

/* Equal bits, but for NaN, whose sign is not promised. */
static bool same_bits(Matrix a, Matrix b)
{
    for (size_t i = 0; i < a.rows * a.cols; i++)
        if (memcmp(&a.data[i], &b.data[i], sizeof(real)) != 0 &&
            !(isnan(a.data[i]) && isnan(b.data[i])))
            return false;
    return true;
}

/* One product, at each level: into rows that lie further apart than they are wide. */
static void try_product(size_t m, size_t n, size_t inner, Strided a, Strided b,
                        bool against_true_sums)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels), gap = 3;
    Matrix want = matrix_new(m, n), got = matrix_new(m, n),
           wide = matrix_new(m, n + gap);
    matmul_plain(want.data, n, m, n, inner, a, b);
    if (against_true_sums) require_near(want, a, b, inner);
    for (size_t l = 0; l < count; l++) {
        matrix_fill(wide, 99);
        levels[l].exact(wide.data, n + gap, m, n, inner, a, b);
        for (size_t i = 0; i < m; i++) {
            memcpy(got.data + i * n, wide.data + i * (n + gap), n * sizeof(real));
            for (size_t j = n; j < n + gap; j++)
                cr_assert(matrix_at(wide, i, j) == 99, "%s writes beyond its row",
                          levels[l].name);
        }
        cr_assert(same_bits(got, want), "%s, exact: (%zu, %zu) x (%zu, %zu)",
                  levels[l].name, m, inner, inner, n);
        matrix_fill(got, NAN);
        levels[l].fused(got.data, n, m, n, inner, a, b);
        if (against_true_sums) require_near(got, a, b, inner);
    }
    matrix_free(&want);
    matrix_free(&got);
    matrix_free(&wide);
}

typedef enum Kind { A_B, AT_B, A_BT } Kind;

static void try_shape(Kind kind, size_t m, size_t n, size_t inner, Random *random)
{
    Room a = kind == AT_B ? room_new(m, inner, 1, m, random)
                          : room_new(m, inner, inner, 1, random);
    Room b = kind == A_BT ? room_new(inner, n, 1, inner, random)
                          : room_new(inner, n, n, 1, random);
    try_product(m, n, inner, a.view, b.view, true);
    matrix_free(&a.all);
    matrix_free(&b.all);
}

/* Every pair of sizes up to 70 in every two of the three dimensions, the third drawn;
 * each of the three products in turn. */
static void try_pairs(int drawn)
{
    Random random = random_seed(70 + (uint64_t)drawn);
    for (size_t p = 1; p <= MOST; p++)
        for (size_t q = 1; q <= MOST; q++) {
            size_t r = 1 + random_below(&random, MOST);
            Kind kind = (Kind)((p + q + (size_t)drawn) % 3);
            if (drawn == 0) try_shape(kind, r, p, q, &random);
            if (drawn == 1) try_shape(kind, p, r, q, &random);
            if (drawn == 2) try_shape(kind, p, q, r, &random);
        }
}

Test(kernel, every_width_and_depth_up_to_70)
{
    try_pairs(0);
}

Test(kernel, every_height_and_depth_up_to_70)
{
    try_pairs(1);
}

Test(kernel, every_height_and_width_up_to_70)
{
    try_pairs(2);
}

/* The inner index is cut into equal parts of at most 512; from 32 strips on (128 columns
 * of SSE2 in double, 1024 of AVX-512 in float) a is copied too, in blocks of 384 or 768
 * rows. */
Test(kernel, sizes_around_the_blocks)
{
    Random random = random_seed(384);
    static const size_t shapes[][3] = {
        {3, 5, 511},    {3, 5, 512},    {9, 37, 513},   {7, 33, 1025},   {13, 128, 9},
        {13, 129, 9},   {13, 1024, 9},  {13, 1025, 9},  {5, 1026, 514},  {384, 1025, 2},
        {385, 1030, 3}, {768, 1025, 2}, {769, 1025, 3}, {386, 515, 385}, {800, 16, 31}};
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
        for (Kind kind = A_B; kind <= A_BT; kind++)
            try_shape(kind, shapes[s][0], shapes[s][1], shapes[s][2], &random);
    // more of a than its block holds, and 32 strips of SSE2
    try_shape(A_B, KERNEL_BLOCK / 512 / sizeof(real) + 5, 32 * 32 / sizeof(real) + 3,
              512, &random);
}

/* Few rows and more than 512 columns: a is copied, its last rows with it, and nothing
 * behind them; under a sanitizer a number too many is seen. */
Test(kernel, short_and_wide)
{
    Random random = random_seed(512);
    for (size_t m = 1; m <= 9; m++)
        for (Kind kind = A_B; kind <= A_BT; kind++)
            try_shape(kind, m, 512 + m, 8, &random);
}

/* Any two strides, as in every second row of every third column. */
Test(kernel, strided_views)
{
    Random random = random_seed(23);
    for (size_t turn = 0; turn < 60; turn++) {
        size_t m = 1 + random_below(&random, 40), n = 1 + random_below(&random, 40);
        size_t inner = 1 + random_below(&random, 40),
               step = 1 + random_below(&random, 3);
        Room a = room_new(m, inner, 2 * inner * step, step, &random);
        Room b = room_new(inner, n, step, 3 * inner * step, &random);
        try_product(m, n, inner, a.view, b.view, true);
        matrix_free(&a.all);
        matrix_free(&b.all);
    }
}

/* A NaN or an infinity anywhere reaches what depends on it, as in the plain loops, and
 * what lies beside a ragged edge reaches nothing. */
Test(kernel, nan_and_infinity_are_carried)
{
    Random random = random_seed(9);
    static const double special[] = {NAN, INFINITY, -INFINITY, -0.0, 5e-324};
    for (size_t turn = 0; turn < 200; turn++) {
        size_t m = 1 + random_below(&random, 20), n = 1 + random_below(&random, 40);
        size_t inner = 1 + random_below(&random, 20);
        Room a = room_new(m, inner, inner, 1, &random);
        Room b = room_new(inner, n, n, 1, &random);
        a.all.data[random_below(&random, m * inner)] = (real)special[turn % 5];
        b.all.data[random_below(&random, n * inner)] = turn % 2 ? 0 : -INFINITY;
        try_product(m, n, inner, a.view, b.view, false);
        matrix_free(&a.all);
        matrix_free(&b.all);
    }
}
