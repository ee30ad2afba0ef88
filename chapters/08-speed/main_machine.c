/* The machine's limits: how fast it computes, and how fast numbers come. */
#define _POSIX_C_SOURCE 200809L
#include "main.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Loop {
    Steps steps;
    size_t rounds, count; // count: numbers in each of three arrays
    real *numbers;
    real seen;
} Loop;

static void run_peak(void *with)
{
    Loop *loop = with;
    loop->seen += loop->steps.peak((real)0.5, (real)0.25, loop->rounds);
}

static void run_chain(void *with)
{
    Loop *loop = with;
    loop->seen += loop->steps.chain((real)0.5, (real)0.25, loop->rounds);
}

static void run_triad(void *with)
{
    Loop *loop = with;
    size_t n = loop->count;
    for (size_t round = 0; round < loop->rounds; round++)
        loop->steps.triad(loop->numbers, loop->numbers + n, loop->numbers + 2 * n,
                          (real)0.5, n);
}

/* Bytes a second through three arrays that together take so many KiB. */
static double bandwidth(Report *report, const char *where, size_t kib, Loop *loop)
{
    enum { MOVED = 96 << 20 };
    size_t bytes = kib << 10;
    loop->count = bytes / 3 / sizeof(real);
    loop->rounds = MOVED / bytes > 0 ? MOVED / bytes : 1;
    loop->numbers = check_allocate(3 * loop->count, sizeof(real), "numbers");
    // written, or the system would give one page of zeros for all that is only read
    for (size_t i = 0; i < 3 * loop->count; i++) loop->numbers[i] = 1;
    Timed t = timed(run_triad, loop);
    double rate = (double)loop->rounds * 3 * (double)loop->count * sizeof(real) /
                  t.best;
    table_cells(report, "%s, %zu KiB|%.1f GB/s|%.0f%%", where, kib, rate / 1e9,
                t.spread);
    free(loop->numbers);
    return rate;
}

static double speed(Report *report, const char *what, void (*run)(void *), Loop *loop,
                    double operations)
{
    Timed t = timed(run, loop);
    double rate = operations * (double)loop->rounds / t.best;
    table_cells(report, "%s|%.1f GFLOP/s|%.0f%%", what, rate / 1e9, t.spread);
    return rate;
}

/* The processor's name, where the system tells it. */
static void processor(char *name, size_t size)
{
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    snprintf(name, size, "processor unknown");
    while (file && fgets(line, sizeof line, file)) {
        char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) != 0 || !colon) continue;
        line[strcspn(line, "\n")] = 0;
        snprintf(name, size, "%s", colon + 2);
        break;
    }
    if (file) fclose(file);
}

Machine machine(Report *report, const Settings *settings)
{
    char name[128];
    const char *level = matmul_plan().level;
    Loop loop = {.steps = steps_of(level), .rounds = 1000000};
    Machine m;
    processor(name, sizeof name);
    report_block(
        report, "machine", "%s; %s, %s, level %s, %zu thread%s", name, REAL_NAME,
#ifdef __clang__
        "clang " __clang_version__,
#else
        "gcc " __VERSION__,
#endif
        level, threads_to_show(settings), threads_to_show(settings) > 1 ? "s" : "");
    table_begin(report, "one thread can|best of 9|spread");
    m.peak = speed(report, "multiply-adds, all at once", run_peak, &loop,
                   (double)loop.steps.operations);
    m.chain = speed(report, "multiply-adds, each waiting", run_chain, &loop, 2);
    m.first = bandwidth(report, "move in the first cache", 24, &loop);
    m.second = bandwidth(report, "move in the second cache", 384, &loop);
    m.memory = bandwidth(report, "move in memory", 96 << 10, &loop);
    table_print(report);
    report_value(report, m.peak / 1e9, "machine.peak");
    report_value(report, m.chain / 1e9, "machine.chain");
    report_value(report, m.peak / m.chain, "machine.ratio");
    report_value(report, m.first / 1e9, "machine.first");
    report_value(report, m.second / 1e9, "machine.second");
    report_value(report, m.memory / 1e9, "machine.memory");
    Series series = series_open(report, "roofs", "peak|first|second|memory");
    series_numbers(&series, m.peak / 1e9, m.first / 1e9, m.second / 1e9,
                   m.memory / 1e9);
    series_close(&series);
    if (isnan((double)loop.seen)) report_line(report, "  (never)"); // it was looked at
    return m;
}
