/* weaver: what the parts of weave share while one text is woven. Not for users. */
#ifndef WEAVE_WEAVER_H
#define WEAVE_WEAVER_H

#include "bindings.h"
#include "edits.h"
#include "weave.h"

typedef struct {
    Book *book;
    Document doc;
    Span folder;                    /* of the text */
    int chapter;
    size_t numbers[LABEL_KINDS];    /* the last number given, by kind */
    Bindings bindings;
    Edits edits;
    Problems *problems;
} Weaver;

/* Adds a problem on a line of the text, given by its index (from 0). */
void complain(Weaver *w, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Replaces `path` by the way to a file named in the text, and `text` by its content.
 * Returns false, with a complaint, when it cannot be read. */
bool read_beside(Weaver *w, size_t line, Span name, Text *path, Text *text);

/* One directive each: what follows it is made to be what it asks for. */
void weave_code(Weaver *w, const Directive *d);
void weave_output(Weaver *w, const Directive *d);
void weave_exercise(Weaver *w, const Directive *d);
void weave_equation(Weaver *w, const Directive *d);
void weave_figure(Weaver *w, const Directive *d);
void weave_table(Weaver *w, const Directive *d);

/* Puts `content` between the fences after a directive, `info` behind the first. */
void place_fenced(Weaver *w, const Directive *d, const char *info, Span content);

/* Makes `content` the lines first to end - 1, or new ones before `first`, each with
 * the directive's indentation. */
void place_lines(Weaver *w, const Directive *d, size_t first, size_t end, Span content);

/* Puts `content` behind a directive that no block follows. */
void insert_block(Weaver *w, const Directive *d, Span content);

/* Everything in the text that is no block of a directive: its links and references,
 * and that each of its numbers comes from the run. */
void weave_prose(Weaver *w);
void weave_links(Weaver *w, size_t first, Span block, Span mask);

/* Complains of each function beside the text that no listing shows. */
void weave_unshown(Weaver *w);

#endif
