/* A report opened and completed, and series: what is written into the output folder. */
#define _POSIX_C_SOURCE 200809L
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static _Noreturn void cannot_write(const char *program, const char *path)
{
    Failure failure;
    failure_set(&failure, "%s: cannot be written: %s", path, strerror(errno));
    failure_exit(program, &failure);
}

/* Makes every folder of path that is missing. */
static void make_folders(const char *program, const char *path)
{
    char part[400];
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof part) {
        errno = size ? ENAMETOOLONG : ENOENT;
        cannot_write(program, path);
    }
    memcpy(part, path, size + 1);
    for (size_t i = 1; i <= size; i++) {
        if (part[i] != '/' && part[i] != 0) continue;
        char held = part[i];
        part[i] = 0;
        if (mkdir(part, 0777) != 0 && errno != EEXIST) cannot_write(program, part);
        part[i] = held;
    }
}

enum { PART = 540 };

/* A name beside path that no other run has which writes there at the same time. */
static void name_part(char part[PART], const char *path)
{
    snprintf(part, PART, "%s.part%ld", path, (long)getpid());
}

/* A file beside path that has no name any more, so that a program which stops in the
 * middle leaves nothing behind. */
static FILE *open_part(const char *program, const char *path)
{
    char part[PART];
    name_part(part, path);
    FILE *file = fopen(part, "w+");
    if (!file || remove(part) != 0) cannot_write(program, path);
    return file;
}

static bool copy_file(FILE *from, FILE *to)
{
    char block[4096];
    size_t size;
    while ((size = fread(block, 1, sizeof block, from)) > 0)
        if (fwrite(block, 1, size, to) != size) return false;
    return !ferror(from) && fflush(to) == 0;
}

/* Copies the nameless file into one with a name, and renames that when it is
 * complete. */
static void complete_part(const char *program, const char *path, FILE *file)
{
    char part[PART];
    name_part(part, path);
    if (ferror(file) || fflush(file) != 0) cannot_write(program, path);
    rewind(file);
    FILE *named = fopen(part, "w");
    if (!named) cannot_write(program, path);
    bool written = copy_file(file, named);
    written = fclose(named) == 0 && written && rename(part, path) == 0;
    fclose(file);
    if (written) return;
    int reason = errno;
    remove(part);
    errno = reason;
    cannot_write(program, path);
}

Report report_open(const char *program, const char *folder)
{
    Report report = {.program = program, .folder = folder};
    if (!folder) return report;
    make_folders(program, folder);
    char path[512];
    snprintf(path, sizeof path, "%s/values.tsv", folder);
    report.values = open_part(program, path);
    return report;
}

void report_close(Report *report)
{
    if (report->values) {
        char path[512];
        snprintf(path, sizeof path, "%s/values.tsv", report->folder);
        complete_part(report->program, path, report->values);
        report->values = NULL;
    }
    errno = EIO; // when no later line fails as an earlier one did
    if (fflush(stdout) != 0 || ferror(stdout))
        cannot_write(report->program, "the output");
}

/* --- series ------------------------------------------------------------------- */

Series series_open(Report *report, const char *name, const char *columns)
{
    Series series = {report->program, NULL, 1, ""};
    for (const char *c = columns; *c; c++) series.columns += *c == '|';
    if (!report->folder) return series;
    snprintf(series.path, sizeof series.path, "%s/%s.tsv", report->folder, name);
    series.file = open_part(report->program, series.path);
    fputs("# ", series.file);
    for (const char *c = columns; *c; c++) fputc(*c == '|' ? '\t' : *c, series.file);
    fputc('\n', series.file);
    return series;
}

void series_row(Series *series, const double *numbers)
{
    for (size_t j = 0; series->file && j < series->columns; j++)
        fprintf(series->file, "%.9g%c", real_printable(numbers[j]),
                j + 1 < series->columns ? '\t' : '\n');
}

void series_break(Series *series)
{
    if (series->file) fputc('\n', series->file);
}

void series_close(Series *series)
{
    if (series->file) complete_part(series->program, series->path, series->file);
    series->file = NULL;
}
