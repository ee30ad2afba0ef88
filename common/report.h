/* What a chapter's program says: blocks of text, aligned tables, named values, and
 * series of numbers for gnuplot.
 *
 * A block of output begins with a line `name: a sentence` and ends at the next empty
 * line; the book quotes blocks by that name. A value is a number that a sentence of
 * the book quotes by its name. Series and values are written into the output folder
 * beside their place and renamed when complete, so that none is ever half there. A
 * failure to write (a full disk, a folder that cannot be made) ends the program with
 * one line and status 1. */
#ifndef COMMON_REPORT_H
#define COMMON_REPORT_H

#include "matrix.h"

typedef struct Report {
    const char *program; // "chapter1": for messages
    const char *folder;  // where series and values go; NULL writes none
    FILE *values;
    size_t blocks; // printed so far
    FILE *table;   // the cells of a table that is not yet printed
    char *text;    // and what they hold, each ended by a zero byte
    size_t size, columns, cells;
    char name[96]; // the last one given to a number
} Report;

/* Makes the folder, and the folders above it, where missing. */
Report report_open(const char *program, const char *folder);

/* Completes values.tsv and makes sure that all of stdout arrived. Once more does
 * nothing. */
void report_close(Report *report);

/* All formats below are printf's, with three differences. A name in braces, right after
 * a number, names it for the book to quote; the name is a format too:
 *
 *     report_line(report, "  loss %.4f{rates.%zu.loss} of %zu{.samples}", loss, k, n);
 *
 * A name that begins with a dot is the one before it with another ending.
 * %e, %f and %g print a number as real_printable has it, alike on every machine; and
 * before %% (or a blank and %%) as a percentage: "%.1f%%{digits.mean}" prints 96.8% for
 * 0.968, and the value of that name is 0.968. */

/* An empty line (none before the first block of all), then `name: sentence`. */
void report_block(Report *report, const char *name, const char *format, ...)
    CHECK_FORMAT(3, 4);

/* A line of text, and a part of one. */
void report_line(Report *report, const char *format, ...) CHECK_FORMAT(2, 3);
void report_part(Report *report, const char *format, ...) CHECK_FORMAT(2, 3);

/* Names a number that is not printed. */
void report_value(Report *report, double value, const char *name, ...)
    CHECK_FORMAT(3, 4);

/* --- tables ----------------------------------------------------------------- */

enum { TABLE_COLUMNS = 16 };

/* Starts a table with its heads, separated by '|': "rate|error|what happens". It is
 * filled cell by cell and printed when complete, columns as wide as their widest cell:
 * numbers to the right, words to the left. */
void table_begin(Report *report, const char *heads);

/* The next cells, separated by '|': "%.2f|%.4f|%s". Rows fill from the left. */
void table_cells(Report *report, const char *format, ...) CHECK_FORMAT(2, 3);

/* Prints the table; the last row must be complete. */
void table_print(Report *report);

/* --- series for gnuplot ----------------------------------------------------- */

typedef struct Series {
    const char *program;
    FILE *file;
    size_t columns;
    char path[512];
} Series;

/* Opens folder/name.tsv with a head line of column names separated by '|'. */
Series series_open(Report *report, const char *name, const char *columns);

/* One row: as many numbers as there are columns. */
void series_row(Series *series, const double *numbers);

/* An empty line: for gnuplot the end of a curve; two are the end of a data set. */
void series_break(Series *series);

/* Completes the file; without one it is as if the series had never been opened. */
void series_close(Series *series);

/* One row written in place: series_numbers(&loss, epoch, value). */
#define series_numbers(series, ...) series_row(series, (const double[]){__VA_ARGS__})

/* --- progress --------------------------------------------------------------- */

/* A bar on stderr while something long runs; nothing at all when stderr is no
 * terminal. */
typedef struct Progress {
    const char *what;
    size_t total;
    int shown; // percent last drawn; -1 before the first, -2 when silent
} Progress;

Progress progress_begin(const char *what, size_t total);
void progress_step(Progress *progress, size_t done);
void progress_end(Progress *progress);

#endif
