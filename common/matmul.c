#include "matmul.h"

#include <stddef.h>
#include <string.h>

#ifdef USE_OPENBLAS
#include <cblas.h>
#define MATMUL_DEFAULT MATMUL_LIBRARY
#else
#define MATMUL_DEFAULT MATMUL_EXACT
#endif

/* A product as the checks see it: the sizes that must agree, and how to name it. */
typedef struct Product {
    const char *name, *a_mark, *b_mark; // the marks are "" or "^T"
    size_t rows, cols;                  // of the result
    size_t a_inner, b_inner;            // the two sizes that must be equal
} Product;

/* Says what is wrong with a product. */
static _Noreturn void refuse_product(Place from, Product p, Matrix out, Matrix a,
                                     Matrix b)
{
    if (!a.data || !b.data || !out.data)
        check_mistake(from, p.name, "%s holds no numbers (NULL)",
                      !a.data   ? "a"
                      : !b.data ? "b"
                                : "out");
    if (p.a_inner != p.b_inner)
        check_mistake(from, p.name,
                      "a%s (%zu, %zu) x b%s (%zu, %zu): inner sizes %zu and %zu differ",
                      p.a_mark, p.rows, p.a_inner, p.b_mark, p.b_inner, p.cols,
                      p.a_inner, p.b_inner);
    if (p.a_inner == 0)
        check_mistake(from, p.name, "a (%zu, %zu) x b (%zu, %zu): nothing to sum",
                      a.rows, a.cols, b.rows, b.cols);
    if (out.rows != p.rows || out.cols != p.cols)
        check_mistake(
            from, p.name,
            "a%s (%zu, %zu) x b%s (%zu, %zu) is (%zu, %zu), but out is (%zu, %zu)",
            p.a_mark, p.rows, p.a_inner, p.b_mark, p.b_inner, p.cols, p.rows, p.cols,
            out.rows, out.cols);
    check_mistake(from, p.name, "out (%zu, %zu) shares memory with %s (aliasing)",
                  out.rows, out.cols, matrix_overlap(out, a) ? "a" : "b");
}

/* Around a product of 32 x 32 calls would take a thirtieth of its time. */
#define INLINE static inline __attribute__((always_inline))

INLINE void require_product(Place from, Product p, Matrix out, Matrix a, Matrix b)
{
    if (a.data && b.data && out.data && p.a_inner == p.b_inner && p.a_inner > 0 &&
        out.rows == p.rows && out.cols == p.cols && !matrix_overlap(out, a) &&
        !matrix_overlap(out, b))
        return;
    refuse_product(from, p, out, a, b);
}

/* out = a b by definition. The inner loop runs along rows of out and b. */
void matmul_plain(real *out, size_t out_row, size_t rows, size_t cols, size_t inner,
                  Strided a, Strided b)
{
    for (size_t i = 0; i < rows; i++) {
        real *row = out + i * out_row;
        for (size_t j = 0; j < cols; j++) row[j] = 0;
        for (size_t k = 0; k < inner; k++) {
            real factor = a.data[(ptrdiff_t)i * a.row + (ptrdiff_t)k * a.col];
            const real *b_k = b.data + (ptrdiff_t)k * b.row;
            for (size_t j = 0; j < cols; j++)
                row[j] += factor * b_k[(ptrdiff_t)j * b.col];
        }
    }
}

/* What the process computes with: one choice for all of it, as it runs on one machine.
 * The kernel is found at the first product. */
static MatmulPlan plan = {MATMUL_DEFAULT, 1, NULL};
static Kernel *kernel;

/* The level of this name, or the widest for NULL; without a name when there is none. */
static KernelLevel find_level(const char *name)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    for (size_t i = 0; i < count; i++)
        if (!name || strcmp(levels[i].name, name) == 0) return levels[i];
    return (KernelLevel){NULL, NULL, NULL};
}

bool matmul_use(MatmulPlan wanted)
{
    KernelLevel level = find_level(wanted.level);
    bool known = wanted.mode <= MATMUL_LIBRARY && wanted.threads >= 1 && level.name;
#ifndef USE_OPENBLAS
    known = known && wanted.mode != MATMUL_LIBRARY;
#endif
#ifndef _OPENMP
    known = known && wanted.threads == 1;
#endif
    if (!known) return false;
#ifdef USE_OPENBLAS
    openblas_set_num_threads((int)wanted.threads);
#endif
    plan = (MatmulPlan){wanted.mode, wanted.threads, level.name};
    kernel = plan.mode == MATMUL_FUSED ? level.fused : level.exact;
    return true;
}

MatmulPlan matmul_plan(void)
{
    return (MatmulPlan){plan.mode, plan.threads, find_level(plan.level).name};
}

/* Gives each thread a share of out's columns or rows, whichever split leaves the
 * smaller largest share. No element knows of it: the bits stay the same. */
static void in_threads(Matrix out, Strided a, Strided b, size_t inner)
{
    enum { COLUMNS = 32, ROWS = 8 }; // shares end where tiles do
    size_t threads = plan.threads, m = out.rows, n = out.cols;
    size_t rows = (m + threads * ROWS - 1) / (threads * ROWS) * ROWS;
    size_t cols = (n + threads * COLUMNS - 1) / (threads * COLUMNS) * COLUMNS;
    bool by_cols = cols * m <= rows * n;
#ifdef _OPENMP
#pragma omp parallel for num_threads((int)threads) schedule(static, 1)
#endif
    for (size_t share = 0; share < threads; share++) {
        size_t i = by_cols ? 0 : share * rows, j = by_cols ? share * cols : 0;
        if (i >= m || j >= n) continue;
        kernel(out.data + i * n + j, n, by_cols || m - i < rows ? m - i : rows,
               !by_cols || n - j < cols ? n - j : cols, inner,
               (Strided){a.data + (ptrdiff_t)i * a.row, a.row, a.col},
               (Strided){b.data + (ptrdiff_t)j * b.col, b.row, b.col});
    }
}

#ifdef USE_OPENBLAS
static void in_library(Matrix out, Strided a, Strided b, size_t inner)
{
    int m = (int)out.rows, n = (int)out.cols, k = (int)inner;
    bool turn_a = a.col != 1, turn_b = b.col != 1;
    int lda = (int)(turn_a ? a.col : a.row), ldb = (int)(turn_b ? b.col : b.row);
    if (!turn_a && lda < k) lda = k; // a single row: its stride says nothing
    if (!turn_b && ldb < n) ldb = n;
#ifdef REAL_IS_FLOAT
    cblas_sgemm(
#else
    cblas_dgemm(
#endif
        CblasRowMajor, turn_a ? CblasTrans : CblasNoTrans,
        turn_b ? CblasTrans : CblasNoTrans, m, n, k, 1, a.data, lda, b.data, ldb, 0,
        out.data, n);
}
#endif

INLINE void compute(Matrix out, Strided a, Strided b, size_t inner)
{
    enum { TINY = 512, LARGE = 1 << 19 }; // a call, and a second thread, cost more
    size_t terms = out.rows * out.cols * inner;
    if (!kernel) matmul_use(plan);
#ifdef USE_OPENBLAS
    if (plan.mode == MATMUL_LIBRARY) {
        in_library(out, a, b, inner);
        return;
    }
#endif
    if (plan.mode == MATMUL_PLAIN || terms < TINY)
        matmul_plain(out.data, out.cols, out.rows, out.cols, inner, a, b);
    else if (plan.threads > 1 && terms >= LARGE)
        in_threads(out, a, b, inner);
    else
        kernel(out.data, out.cols, out.rows, out.cols, inner, a, b);
}

static Strided as_it_is(Matrix m)
{
    return (Strided){m.data, (ptrdiff_t)m.cols, 1};
}

static Strided transposed(Matrix m)
{
    return (Strided){m.data, 1, (ptrdiff_t)m.cols};
}

void matrix_multiply_from(Place from, Matrix out, Matrix a, Matrix b)
{
    Product p = {"matrix_multiply", "", "", a.rows, b.cols, a.cols, b.rows};
    require_product(from, p, out, a, b);
    compute(out, as_it_is(a), as_it_is(b), a.cols);
}

void matrix_multiply_at_b_from(Place from, Matrix out, Matrix a, Matrix b)
{
    Product p = {"matrix_multiply_at_b", "^T", "", a.cols, b.cols, a.rows, b.rows};
    require_product(from, p, out, a, b);
    compute(out, transposed(a), as_it_is(b), a.rows);
}

void matrix_multiply_a_bt_from(Place from, Matrix out, Matrix a, Matrix b)
{
    Product p = {"matrix_multiply_a_bt", "", "^T", a.rows, b.rows, a.cols, b.cols};
    require_product(from, p, out, a, b);
    compute(out, as_it_is(a), transposed(b), a.cols);
}
