/* Matrix products, ours beside OpenBLAS in one process, in turns. A line a measurement:
 *   product  CASE  WHO  THREADS  ROUND  GFLOP/s
 * usage: product THREADS ROUNDS [LEVEL [CASE]]
 * LEVEL: of our kernel (baseline, x86-64-v3, x86-64-v4); OPENBLAS_CORETYPE picks the
 * library's. CASE: one of the list, or ROWSxINNERxCOLS. */
#include "matmul.h"
#include "measure.h"
#include "random.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum Kind { A_B, AT_B, A_BT } Kind;

typedef struct Case {
    const char *name;
    size_t rows, inner, cols;
    Kind kind;
} Case;

/* P, Q and R are the three products of a layer 784-128 for a batch of 64. */
static const Case cases[] = {
    {"32", 32, 32, 32, A_B},         {"64", 64, 64, 64, A_B},
    {"100", 100, 100, 100, A_B},     {"128", 128, 128, 128, A_B},
    {"256", 256, 256, 256, A_B},     {"512", 512, 512, 512, A_B},
    {"1024", 1024, 1024, 1024, A_B}, {"2048", 2048, 2048, 2048, A_B},
    {"P", 64, 784, 128, A_B},        {"Q", 784, 64, 128, AT_B},
    {"R", 64, 784, 128, A_BT},       {"S", 256, 784, 300, A_B},
};

static void ours(Kind kind, Matrix out, Matrix a, Matrix b)
{
    switch (kind) {
    case A_B: matrix_multiply(out, a, b); break;
    case AT_B: matrix_multiply_at_b(out, a, b); break;
    case A_BT: matrix_multiply_a_bt(out, a, b); break;
    }
}

static void theirs(Kind kind, Matrix out, Matrix a, Matrix b)
{
#ifdef REAL_IS_FLOAT
#define GEMM cblas_sgemm
#else
#define GEMM cblas_dgemm
#endif
    GEMM(CblasRowMajor, kind == AT_B ? CblasTrans : CblasNoTrans,
         kind == A_BT ? CblasTrans : CblasNoTrans, (int)out.rows, (int)out.cols,
         (int)(kind == AT_B ? a.rows : a.cols), 1, a.data, (int)a.cols, b.data,
         (int)b.cols, 0, out.data, (int)out.cols);
}

/* A product that differs from the library's is not worth timing. */
static void require_same(const char *name, Matrix mine, Matrix other, size_t inner)
{
    double allowed = 8 * (double)inner *
                     (double)REAL_EPSILON; // terms between -1/2 and 1/2
    for (size_t i = 0; i < mine.rows * mine.cols; i++)
        if (!(fabs((double)(mine.data[i] - other.data[i])) <= allowed)) {
            fprintf(stderr, "product: %s: element %zu is %g, OpenBLAS has %g\n", name,
                    i, mine.data[i], other.data[i]);
            exit(1);
        }
}

static void measure_case(Case c, size_t threads, size_t rounds)
{
    Random random = random_seed(1);
    Matrix a = c.kind == AT_B ? matrix_new(c.inner, c.rows)
                              : matrix_new(c.rows, c.inner);
    Matrix b = c.kind == A_BT ? matrix_new(c.cols, c.inner)
                              : matrix_new(c.inner, c.cols);
    Matrix mine = matrix_new(c.rows, c.cols), other = matrix_new(c.rows, c.cols);
    random_fill_uniform(&random, a, (real)-0.5, (real)0.5);
    random_fill_uniform(&random, b, (real)-0.5, (real)0.5);
    double operations = 2.0 * (double)c.rows * (double)c.inner * (double)c.cols;
    size_t repeats = (size_t)(2e7 * (double)threads / operations) + 1;
    for (size_t round = 0; round <= rounds; round++) // round 0 warms up
        for (int who = 0; who < 2; who++) {
            double start = seconds_now();
            for (size_t i = 0; i < repeats; i++)
                if ((who + (int)round) % 2)
                    theirs(c.kind, other, a, b);
                else
                    ours(c.kind, mine, a, b);
            double rate = operations * (double)repeats / (seconds_now() - start) / 1e9;
            if (round)
                printf("product\t" REAL_NAME " %s\t%s\t%zu\t%zu\t%.3f\n", c.name,
                       (who + (int)round) % 2 ? "OpenBLAS" : "ours", threads, round,
                       rate);
        }
    require_same(c.name, mine, other, c.inner);
    matrix_free(&a);
    matrix_free(&b);
    matrix_free(&mine);
    matrix_free(&other);
}

int main(int argc, char **argv)
{
    size_t threads = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
    size_t rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 20;
    const char *level = argc > 3 ? argv[3] : NULL, *only = argc > 4 ? argv[4] : NULL;
    if (!matmul_use((MatmulPlan){MATMUL_FUSED, threads, level})) {
        fprintf(stderr,
                "product: this machine or build has no %zu threads at level %s\n",
                threads, level ? level : "(widest)");
        return 2;
    }
    openblas_set_num_threads((int)threads);
    fprintf(stderr, "ours at %s, OpenBLAS %s\n", matmul_plan().level,
            openblas_get_corename());
    Case own = {only, 0, 0, 0, A_B};
    if (only && sscanf(only, "%zux%zux%zu", &own.rows, &own.inner, &own.cols) == 3) {
        measure_case(own, threads, rounds);
        return 0;
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!only || strcmp(only, cases[i].name) == 0)
            measure_case(cases[i], threads,
                         cases[i].rows >= 1024 ? (rounds + 3) / 4 : rounds);
    return 0;
}
