/* weave: keeps prose, code, output and numbers the same.
 *
 * All texts of a book are collected first, so that they can refer to each other; then
 * each is woven: its generated parts are made anew and all that cannot be generated is
 * checked. Directives are HTML comments, each on a line of its own:
 *
 *     code: FILE NAME...           a ```c block with definitions (extract.h)
 *     output: chapter1 "NAME"      a ```text block, the paragraph NAME: of a run
 *     equation: LABEL              the \tag of the $$ display that follows
 *     equation: LABEL derivation   the same, for one that no code computes
 *     figure: LABEL                the number in the caption below an image
 *     table: LABEL                 the number in the caption above a table
 *     value: NAME = NUMBER; ...    numbers of the next block, from the run (bindings.h)
 *     exercise: 1.2                a quote, from exercises/1.2-*.c (exercise.h)
 *     paper, note, reader          passed over
 */
#ifndef WEAVE_WEAVE_H
#define WEAVE_WEAVE_H

#include "labels.h"
#include "values.h"

/* What was checked, for the one line that check prints. */
typedef struct {
    size_t texts;
    size_t listings;
    size_t outputs;
    size_t numbers;
    size_t equations;
} Tally;

/* Begins as {.run = ...}; book_free gives back what collecting and weaving took. */
typedef struct {
    const char *run;       /* the folder of chapterN/output.txt and values.tsv */
    bool checking;         /* a generated part that is not up to date is a problem */
    int chapter;           /* of texts in folders that carry no number */
    Labels labels;
    Values values;
    Tally tally;
} Book;

/* Takes up the labels of a text. `path` is where it lies, the text is any bytes. */
void weave_collect(Book *book, const char *path, const char *text, size_t size,
                   Problems *problems);

/* Weaves one text: appends to `out` the text with all that is generated up to date and
 * adds to `problems` all that is wrong. Returns whether nothing was. Files that the
 * text names are looked for beside `path`. */
bool weave_text(Book *book, const char *path, const char *text, size_t size, Text *out,
                Problems *problems);

void book_free(Book *book);

#endif
