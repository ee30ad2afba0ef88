/* What goes wrong: five ways to be slow, or to be fooled. */
#define _POSIX_C_SOURCE 200809L
#include "main.h"

#include <stdlib.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

/* --- denormals: numbers too small to be normal -------------------------------- */

enum { SMALL = 4096, ROUNDS = 200 };

typedef struct Decay {
    real *numbers, start, factor;
} Decay;

static void run_decay(void *with)
{
    Decay *d = with;
    for (size_t i = 0; i < SMALL; i++) d->numbers[i] = d->start;
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < SMALL; i++)
            d->numbers[i] = d->numbers[i] * d->factor + d->start / 4;
}

static double decay_row(Report *report, const char *what, real start)
{
    Decay d = {check_allocate(SMALL, sizeof(real), "numbers"), start, (real)0.75};
    double each = timed(run_decay, &d).best * 1e9 / SMALL / ROUNDS;
    report_line(report, "  %-36s %6.2f ns a number", what, each);
    free(d.numbers);
    return each;
}

void denormals(Report *report)
{
    real tiny = REAL_MIN / 64;
    report_block(report, "denormals", "x = 0.75 x + x0 / 4, %d times on %d numbers",
                 ROUNDS, SMALL);
    double normal = decay_row(report, "x near 1", 1);
    double slow = decay_row(report, "x below the smallest normal number", tiny);
    report_value(report, normal, "denormals.normal");
    report_value(report, slow, "denormals.slow");
    report_value(report, slow / normal, "denormals.ratio");
#if defined(__x86_64__)
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8040); // results and operands too small become 0
    double mended = decay_row(report, "the same, flushed to zero", tiny);
    _mm_setcsr(before);
    report_value(report, mended, "denormals.mended");
#endif
}

/* --- false sharing: two threads, one cache line ------------------------------- */

enum { COUNTS = 500000, LINE = 64 / sizeof(size_t) };

typedef struct Counters {
    volatile size_t *count;
    size_t threads, apart; // numbers between two threads' counters
} Counters;

static void run_counters(void *with)
{
    Counters *c = with;
#ifdef _OPENMP
#pragma omp parallel for num_threads((int)c->threads) schedule(static, 1)
#endif
    for (size_t thread = 0; thread < c->threads; thread++)
        for (size_t i = 0; i < COUNTS; i++) c->count[thread * c->apart]++;
}

static double counter_row(Report *report, const char *what, Counters c)
{
    double each = timed(run_counters, &c).best * 1e9 / COUNTS;
    report_line(report, "  %-36s %6.2f ns a count", what, each);
    return each;
}

void false_sharing(Report *report, const Settings *settings)
{
    size_t threads = threads_to_show(settings);
    size_t *room = check_allocate((threads + 2) * 16 * LINE, sizeof *room, "counters");
    report_block(report, "false sharing", "%zu threads, each with a counter of its own",
                 threads);
    double one = counter_row(report, "one thread alone", (Counters){room, 1, 1});
    double beside = counter_row(report, "counters side by side",
                                (Counters){room, threads, 1});
    double apart = counter_row(report, "counters 16 cache lines apart",
                               (Counters){room, threads, 16 * LINE});
    report_value(report, one, "sharing.one");
    report_value(report, beside, "sharing.beside");
    report_value(report, apart, "sharing.apart");
    report_value(report, beside / apart, "sharing.ratio");
    free(room);
}

/* --- strides that are powers of two ------------------------------------------- */

enum { TALL = 1024, WALKS = 40 };

typedef struct Column {
    const real *data;
    size_t stride;
    real sum;
} Column;

/* Sums 16 columns, one after another, again and again. */
static void run_columns(void *with)
{
    Column *c = with;
    for (size_t walk = 0; walk < WALKS; walk++)
        for (size_t j = 0; j < 16; j++)
            for (size_t i = 0; i < TALL; i++) c->sum += c->data[i * c->stride + j];
}

void powers_of_two(Report *report)
{
    const size_t strides[] = {1000, 1024, 1040};
    double each[3];
    const size_t count = TALL * 1040 + 16;
    real *data = check_allocate(count, sizeof(real), "numbers");
    for (size_t i = 0; i < count; i++) data[i] = 1; // written: each page its own
    report_block(report, "power of two", "16 columns of %d rows, summed one by one",
                 TALL);
    for (size_t s = 0; s < 3; s++) {
        Column c = {data, strides[s], 0};
        each[s] = timed(run_columns, &c).best * 1e9 / TALL / 16 / WALKS;
        report_line(report,
                    "  rows %4zu numbers apart   %6.2f{strides.%zu} ns a number",
                    strides[s], each[s], strides[s]);
    }
    report_value(report, each[1] / each[2], "strides.ratio");
    free(data);
}

/* --- a benchmark that measures nothing ---------------------------------------- */

enum { LONG = 100000 };

static void run_nothing(void *with)
{
    (void)with;
    real sum = 1;
    for (size_t i = 0; i < LONG; i++) sum = sum * (real)0.5 + (real)0.25;
}

static void run_something(void *with)
{
    real sum = 1;
    for (size_t i = 0; i < LONG; i++) sum = sum * (real)0.5 + (real)0.25;
    *(real *)with = sum;
}

void nothing_measured(Report *report, const Settings *settings)
{
    (void)settings;
    real seen = 0;
    report_block(report, "nothing", "%d multiply-adds, each waiting for the last",
                 LONG);
    double nothing = timed(run_nothing, NULL).best * 1e9 / LONG;
    double something = timed(run_something, &seen).best * 1e9 / LONG;
    report_line(report, "  the result forgotten   %8.4f{nothing.forgotten} ns each",
                nothing);
    report_line(report, "  the result handed back %8.4f{nothing.kept} ns each",
                something);
}

/* --- a time inside the noise -------------------------------------------------- */

static void run_tiny(void *with)
{
    Matrix *m = with;
    matrix_multiply(m[2], m[0], m[1]);
}

static void run_tiny_often(void *with)
{
    for (size_t i = 0; i < 10000; i++) run_tiny(with);
}

void inside_noise(Report *report)
{
    Matrix m[3] = {matrix_new(4, 4), matrix_new(4, 4), matrix_new(4, 4)};
    matrix_fill(m[0], 1), matrix_fill(m[1], 1);
    double ticks[REPEATS];
    for (size_t i = 0; i < REPEATS; i++) {
        double start = clock_now();
        ticks[i] = clock_now() - start;
    }
    double least = ticks[0];
    for (size_t i = 0; i < REPEATS; i++) least = ticks[i] < least ? ticks[i] : least;
    Timed once = timed(run_tiny, m), often = timed(run_tiny_often, m);
    report_block(report, "noise", "a product of (4, 4) by (4, 4), by the clock");
    report_line(report, "  reading the clock twice %8.1f{noise.clock} ns", least * 1e9);
    report_line(report,
                "  one product             %8.1f{noise.once} ns, spread "
                "%3.0f%%{noise.once.spread}",
                once.best * 1e9, once.spread);
    report_line(report,
                "  10,000, divided         %8.1f{noise.often} ns, spread "
                "%3.0f%%{noise.often.spread}",
                often.best * 1e5, often.spread);
    for (size_t i = 0; i < 3; i++) matrix_free(&m[i]);
}
