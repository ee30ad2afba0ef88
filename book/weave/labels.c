#include "labels.h"

#include <stdlib.h>

bool label_kind_of(const Directive *directive, LabelKind *kind)
{
    switch (directive->kind) {
    case DIRECTIVE_EQUATION: *kind = LABEL_EQUATION; return true;
    case DIRECTIVE_FIGURE: *kind = LABEL_FIGURE; return true;
    case DIRECTIVE_TABLE: *kind = LABEL_TABLE; return true;
    default: return false;
    }
}

const char *label_word(LabelKind kind)
{
    return kind == LABEL_EQUATION ? "equation"
         : kind == LABEL_FIGURE ? "figure" : "table";
}

const char *label_anchor(LabelKind kind)
{
    return kind == LABEL_EQUATION ? "#eq:" : kind == LABEL_FIGURE ? "#fig:" : "#tab:";
}

static bool is_name(Span name)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        if (!(c >= 'a' && c <= 'z') && !is_digit(c) && c != '-') return false;
    }
    return name.size > 0;
}

/* Reads `label` or, for equations, `label derivation`. */
static bool read_label(Label *label, Span *name, const Directive *d,
                       const Document *doc, Problems *problems)
{
    Span rest = d->arguments;
    Span word = span_of("");
    span_next_word(&rest, name);
    bool more = span_next_word(&rest, &word);
    label->derivation = label->kind == LABEL_EQUATION && span_is(word, "derivation");
    if (!is_name(*name)) {
        problem(problems, doc->path, d->first + 1,
                "label '%.*s'; wanted one of lower-case letters, digits and hyphens",
                SHOW(*name));
        return false;
    }
    if (more && (!label->derivation || span_next_word(&rest, &word))) {
        problem(problems, doc->path, d->first + 1,
                "'%.*s' stands behind the label; wanted nothing%s", SHOW(word),
                label->kind == LABEL_EQUATION ? ", or the word derivation" : "");
    }
    return true;
}

void labels_collect(Labels *labels, const Document *doc, int chapter,
                    Problems *problems)
{
    size_t numbers[LABEL_KINDS] = {0};
    for (size_t i = 0; i < doc->directive_count; i++) {
        const Directive *d = &doc->directives[i];
        Label label = {.line = d->first + 1, .chapter = chapter};
        Span name = span_of("");
        if (!label_kind_of(d, &label.kind)) continue;
        label.number = ++numbers[label.kind];
        if (!read_label(&label, &name, d, doc, problems)) continue;
        const Label *taken = labels_find(labels, label.kind, name);
        if (taken != NULL) {
            problem(problems, doc->path, label.line,
                    "the %s label '%.*s' is taken by %s:%zu; labels are unique",
                    label_word(label.kind), SHOW(name), taken->path, taken->line);
            continue;
        }
        label.name = span_copy(name);
        label.path = span_copy(span_of(doc->path));
        labels->items = array_grow(labels->items, labels->count, &labels->capacity,
                                   sizeof *labels->items);
        labels->items[labels->count++] = label;
    }
}

void labels_free(Labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        free(labels->items[i].name);
        free(labels->items[i].path);
    }
    free(labels->items);
    *labels = (Labels){0};
}

const Label *labels_find(const Labels *labels, LabelKind kind, Span name)
{
    for (size_t i = 0; i < labels->count; i++) {
        const Label *label = &labels->items[i];
        if (label->kind == kind && span_is(name, label->name)) return label;
    }
    return NULL;
}

Span labels_nearest(const Labels *labels, LabelKind kind, Span name)
{
    Nearest nearest = nearest_to(name);
    for (size_t i = 0; i < labels->count; i++) {
        const Label *label = &labels->items[i];
        if (label->kind == kind) nearest_offer(&nearest, span_of(label->name));
    }
    return nearest.best;
}
