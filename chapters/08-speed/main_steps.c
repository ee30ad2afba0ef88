/* One product in steps: the gain of each predicted, then measured. */
#include "main.h"
#include "roofline.h"
#include "steps.h"

#include <stdlib.h>
#include <string.h>

/* What a step works on; a NULL `step` is the book's kernel. */
typedef struct Work {
    Step *step;
    Matrix a, b, c;
    real *room;
} Work;

static void run_step(void *with)
{
    Work *w = with;
    if (w->step)
        w->step(w->c.data, w->a.data, w->b.data, w->a.rows, w->room);
    else
        matrix_multiply(w->c, w->a, w->b);
}

/* The series and the table get a row. */
typedef struct Row {
    const char *name, *limit;
    double intensity, predicted; // operations a byte, a second
    size_t threads;
} Row;

static void step_row(Report *report, Series *series, Work *work, Row row, size_t number)
{
    size_t n = work->a.rows;
    matmul_use((MatmulPlan){fast_mode(), row.threads, NULL});
    Timed t = timed(run_step, work);
    double rate = 2 * (double)n * (double)n * (double)n / t.best;
    table_cells(report,
                "%s|%s|%.2f{steps.%zu.intensity}|%.1f{.predicted}|%.1f{.rate}|"
                "%.0f%%",
                row.name, row.limit, row.intensity, number, row.predicted / 1e9,
                rate / 1e9, t.spread);
    series_numbers(series, (double)number, row.intensity, row.predicted / 1e9,
                   rate / 1e9, (double)row.threads);
}

/* What the roof promises a loop whose bytes come from `where`, and what limits it. */
static Row row_of(const char *name, const char *where, double intensity,
                  double bandwidth, double peak, size_t threads)
{
    double reach = roofline(intensity, bandwidth, peak);
    return (Row){name, reach < peak ? where : "peak", intensity,
                 (double)threads * reach, threads};
}

/* Of the tile in common/kernel.c, which has other sizes at other levels. */
static double kernel_intensity(const char *level)
{
    bool v4 = strcmp(level, "x86-64-v4") == 0, v3 = strcmp(level, "x86-64-v3") == 0;
    size_t vector = v4 ? 64 : v3 ? 32 : 16; // bytes
#if defined(__x86_64__)
    size_t rows = v4 ? 8 : v3 ? 6 : 4;
#else
    size_t rows = 8;
#endif
    return tile_intensity(rows, 2 * vector / sizeof(real), sizeof(real));
}

static void measure_all(Report *report, Work *work, const Settings *settings, Machine m)
{
    Steps s = steps_of(matmul_plan().level);
    Step *const step[] = {s.ijk, s.ikj, s.blocked, s.tiled, NULL, NULL};
    double row_wise = 2.0 / (3 * sizeof(real));
    double small = tile_intensity(TILE_ROWS, TILE_COLS, sizeof(real));
    double large = kernel_intensity(s.level);
    size_t threads = threads_to_show(settings);
    Row rows[] = {
        {"i, j, k", "each sum waits", 2.0 / (2 * sizeof(real)), m.chain, 1},
        row_of("i, k, j", "second cache", row_wise, m.second, m.peak, 1),
        row_of("in blocks", "first cache", row_wise, m.first, m.peak, 1),
        row_of("packed, 4 x 16 tile", "first cache", small, m.first, m.peak, 1),
        row_of("vectors (kernel.c)", "first cache", large, m.first, m.peak, 1),
        row_of("vectors, more threads", "first cache", large, m.first, m.peak, threads),
    };
    Series series = series_open(report, "steps",
                                "step|intensity|predicted|measured|threads");
    table_begin(report, "loop|limited by|flop/byte|predicted|measured|spread");
    Progress progress = progress_begin("steps", 6);
    for (size_t i = 0; i < (threads > 1 ? 6 : 5); i++) {
        work->step = step[i];
        step_row(report, &series, work, rows[i], i + 1);
        progress_step(&progress, i + 1);
    }
    progress_end(&progress);
    table_print(report);
    series_close(&series);
}

void steps(Report *report, const Settings *settings, Machine machine)
{
    size_t n = settings->size;
    Random random = random_seed(settings->common.seed);
    Work work = {NULL, matrix_new(n, n), matrix_new(n, n), matrix_new(n, n),
                 check_allocate(n * TILE_COLS, sizeof(real), "numbers")};
    random_fill_uniform(&random, work.a, -1, 1);
    random_fill_uniform(&random, work.b, -1, 1);
    report_block(report, "steps", "C = A B, (%zu, %zu), GFLOP/s, the best of %d runs",
                 n, n, REPEATS);
    measure_all(report, &work, settings, machine);
    matrix_free(&work.a), matrix_free(&work.b), matrix_free(&work.c);
    free(work.room);
}
