/* For csv.c: where its reader stands, and the lines and fields from there on. Nothing
 * here reads behind `end`. */
#ifndef COMMON_CSV_CURSOR_H
#define COMMON_CSV_CURSOR_H

#include "dataset.h"

/* Where the reader stands; lines and columns count from 1, in bytes. */
typedef struct CsvCursor {
    const char *at, *end, *line_start;
    size_t line;
    const char *path;
    Failure *failure;
} CsvCursor;

typedef struct CsvField {
    const char *start;
    size_t size;
} CsvField;

/* What no terminal should get: below the blank, and delete. */
bool csv_is_control(char letter);

/* Sets the failure `file:line:column: found "...", expected ...`; returns false. */
bool csv_complain(const CsvCursor *c, CsvField field, const char *wanted);

/* The end of this line's text: without LF, CRLF, or blanks at the end. */
const char *csv_line_end(const CsvCursor *c);
void csv_next_line(CsvCursor *c);

/* The field that starts at `at`, blanks around it left off. */
CsvField csv_field(const char *at, const char *end);

/* The start of the field behind the one at `at`; NULL behind the last. */
const char *csv_next_field(const char *at, const char *end);
size_t csv_count_fields(const char *at, const char *end);

#endif
