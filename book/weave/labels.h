/* labels: the names and numbers of equations, figures and tables, in all texts. */
#ifndef WEAVE_LABELS_H
#define WEAVE_LABELS_H

#include "document.h"

typedef enum { LABEL_EQUATION, LABEL_FIGURE, LABEL_TABLE, LABEL_KINDS } LabelKind;

typedef struct {
    LabelKind kind;
    char *name;
    char *path;          /* the text that has it */
    size_t line;         /* from 1 */
    int chapter;
    size_t number;       /* from 1, in the chapter */
    bool derivation;     /* on paper only: no code computes it */
} Label;

/* Begins as {0}; labels_free gives all back. */
typedef struct {
    Label *items;
    size_t count;
    size_t capacity;
} Labels;

/* Adds all labels of a document, in order. Adds a problem for a name that is taken or
 * is not made of lower-case letters, digits and hyphens. */
void labels_collect(Labels *labels, const Document *doc, int chapter,
                    Problems *problems);
void labels_free(Labels *labels);

const Label *labels_find(const Labels *labels, LabelKind kind, Span name);

/* The known label that is most like `name`, "?" if there is none of that kind. */
Span labels_nearest(const Labels *labels, LabelKind kind, Span name);

/* Whether the directive makes a label, and of which kind. */
bool label_kind_of(const Directive *directive, LabelKind *kind);

/* "equation", "figure", "table" and "#eq:", "#fig:", "#tab:". */
const char *label_word(LabelKind kind);
const char *label_anchor(LabelKind kind);

#endif
