/* Numbers in a few bits, and what happens when many of them are added. */
#include "main.h"

#include <stdlib.h>

enum { FORMATS = 4 };
static const char *const NAMES[FORMATS] = {"half", "bfloat16", "float", "double"};

void formats(Report *report)
{
    report_block(report, "formats", "everything follows from two counts of bits");
    table_begin(report, "format|bits|exp|frac|epsilon|smallest|largest|e^x inf|e^x 0");
    for (size_t k = 0; k < FORMATS; k++) {
        Format format = format_named(NAMES[k]);
        real over = format_exp_overflow(format), under = format_exp_underflow(format);
        table_cells(report,
                    "%s|%d|%d|%d|%.2g{formats.%s.epsilon}|%.2g|%.5g|%.2f{.over}|"
                    "%.2f{.under}",
                    format.name, 1 + format.exponent_bits + format.fraction_bits,
                    format.exponent_bits, format.fraction_bits, format_epsilon(format),
                    format.name, format_smallest(format), format_largest(format), over,
                    under);
    }
    table_print(report);
}

void a_tenth(Report *report)
{
    report_block(report, "a tenth", "0.1 as the nearest number of each format");
    table_begin(report, "format|bits|exp|fraction|value|off by");
    for (size_t k = 0; k < FORMATS; k++) {
        Format format = format_named(NAMES[k]);
        uint64_t bits = format_encode(format, 0.1);
        uint64_t fraction = bits & (((uint64_t)1 << format.fraction_bits) - 1);
        Twofold tenth = twofold_divide((Twofold){1, 0}, (Twofold){10, 0});
        double off = twofold_error(format_decode(format, bits), tenth);
        int digits = (1 + format.exponent_bits + format.fraction_bits) / 4;
        table_cells(report, "%s|%0*llx|%llu|%llu|%.12f|%.1e{tenth.%s}", format.name,
                    digits, (unsigned long long)bits,
                    (unsigned long long)(bits >> format.fraction_bits),
                    (unsigned long long)fraction, format_decode(format, bits), off,
                    format.name);
    }
    table_print(report);
}

void counting(Report *report)
{
    report_block(report, "counting", "adding 1 until it changes nothing");
    table_begin(report, "format|stops at|2^");
    for (size_t k = 0; k < FORMATS; k++) {
        Format format = format_named(NAMES[k]);
        double x = ldexp(1, format.fraction_bits) - 1; // below, all whole numbers fit
        if (k >= 2) x = 2 * x - 8;                     // do not count for years
        while (format_round(format, x + 1) > x) x = format_round(format, x + 1);
        table_cells(report, "%s|%.0f{counting.%s}|%d", format.name, x, format.name,
                    format.fraction_bits + 1);
    }
    table_print(report);
}

enum { WAYS = 4 };
typedef real (*Sum)(const real *x, size_t n);
static const Sum SUMS[WAYS] = {sum_naive, sum_pairwise, sum_kahan, sum_neumaier};

/* The errors of the four sums, in units u of the exact one. */
static void sum_errors(double *error, const real *x, size_t n)
{
    Twofold exact = {0, 0};
    for (size_t i = 0; i < n; i++)
        exact = twofold_add(exact, (Twofold){(double)x[i], 0});
    for (size_t k = 0; k < WAYS; k++) {
        double relative = twofold_error((double)SUMS[k](x, n), exact);
        error[k] = fabs(relative) / ((double)REAL_EPSILON / 2);
    }
}

/* Sums of n tenths, then of n uniform numbers, the worst of some draws. */
void sums(Report *report, const Options *options)
{
    enum { DRAWS = 10, STEPS = 17 };
    size_t most = (size_t)1 << (STEPS + 1);
    real *tenths = check_allocate(most, sizeof *tenths, "numbers");
    real *drawn = check_allocate(most, sizeof *drawn, "numbers");
    Random random = random_seed(options->seed);
    Series series = series_open(report, "sums",
                                "n|naive|pairwise|Kahan|Neumaier|naive, tenths|log2 n");
    for (size_t i = 0; i < most; i++) tenths[i] = (real)0.1;

    report_block(report, "sums", "the error of a sum of n numbers, in units u");
    table_begin(report, "n|naive, n times 0.1|naive, drawn|pairwise|Kahan|Neumaier");
    for (size_t step = 1; step <= STEPS; step++) {
        size_t n = (size_t)1 << step;
        double worst[WAYS] = {0}, error[WAYS];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (size_t i = 0; i < n; i++) drawn[i] = random_uniform(&random);
            sum_errors(error, drawn, n);
            for (size_t k = 0; k < WAYS; k++)
                if (error[k] > worst[k]) worst[k] = error[k];
        }
        sum_errors(error, tenths, n);
        series_numbers(&series, (double)n, worst[0], worst[1], worst[2], worst[3],
                       error[0], (double)step);
        if (step % 4 != 1) continue;
        table_cells(report, "%zu|%.1f", n, error[0]);
        for (size_t k = 0; k < WAYS; k++) table_cells(report, "%.1f", worst[k]);
        report_value(report, error[0], "sums.%zu.tenths", n);
        report_value(report, worst[0], "sums.%zu.naive", n);
        report_value(report, worst[1], "sums.%zu.pairwise", n);
        report_value(report, worst[3], "sums.%zu.neumaier", n);
    }
    table_print(report);
    series_close(&series);
    free(tenths);
    free(drawn);
}

void one_lost(Report *report)
{
    const char *const name[WAYS] = {"naive", "pairwise", "Kahan", "Neumaier"};
    const real big = (real)1e30, x[] = {1, big, 1, -big};
    report_block(report, "one lost", "1 + 1e30 + 1 - 1e30");
    for (size_t k = 0; k < WAYS; k++)
        report_line(report, "  %-9s %g", name[k], SUMS[k](x, 4));
}
