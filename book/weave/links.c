/* Links: files that must exist, images that need a directive, references by number. */
#include "weaver.h"

#include "paths.h"
#include "prose.h"

/* Whether the target leads out of the repository: it begins with a scheme. */
static bool is_address(Span target)
{
    size_t at = 0;
    while (at < target.size && (is_letter(target.data[at]) || target.data[at] == '+')) {
        at++;
    }
    return (at > 1 && at < target.size && target.data[at] == ':')
        || span_starts(target, "//");
}

/* The offset in the text of a span that looks into it. */
static size_t place_of(const Weaver *w, Span span)
{
    return (size_t)(span.data - w->doc.all.data);
}

static void check_file(Weaver *w, size_t line, Span target)
{
    Text path = {0};
    if (span_starts(target, "<") && span_ends(target, ">")) {
        target = span_slice(target, 1, target.size - 1);
    }
    Span file = span_slice(target, 0, span_find(target, "#", 0));
    path_join(&path, w->folder, file);
    if (!is_address(target) && file.size > 0 && !path_exists(text_string(&path))) {
        complain(w, line, "the link leads to %s, which does not exist; wanted a file",
                 text_string(&path));
    }
    text_free(&path);
}

static void check_image(Weaver *w, size_t line, const Link *link)
{
    if (!w->doc.lines[line].owned) {
        complain(w, line, "the image %.*s has no figure directive; wanted "
                 "<!-- figure: label --> before it", SHOW(link->target));
    }
    if (span_trim(link->text).size == 0) {
        complain(w, line, "the image %.*s has no alternative text; wanted what it "
                 "shows", SHOW(link->target));
    }
}

/* Whether `text` is `equation 1.3` or `Equation`, for that word; *number is then what
 * stands behind the word. */
static bool split_reference(Span text, const char *word, Span *number)
{
    Span head = span_slice(text, 0, span_of(word).size);
    if (head.size == 0 || to_lower(head.data[0]) != word[0]
        || !span_is(span_slice(head, 1, head.size), word + 1)) {
        return false;
    }
    Span rest = span_slice(text, head.size, text.size);
    *number = span_trim(rest);
    for (size_t i = 0; i < number->size; i++) {
        if (!is_digit(number->data[i]) && number->data[i] != '.') return false;
    }
    return rest.size == 0 || is_space(rest.data[0]);
}

static bool has_digit(Span text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (is_digit(text.data[i])) return true;
    }
    return false;
}

/* Makes the visible text of a reference show the label's number. */
static void place_number(Weaver *w, size_t line, const Link *link, const Label *label)
{
    Text wanted = {0};
    Span found;
    text_format(&wanted, "%d.%zu", label->chapter, label->number);
    if (!split_reference(link->text, label_word(label->kind), &found)) {
        if (has_digit(link->text)) {
            complain(w, line, "found the reference [%.*s]; wanted [%s %s]",
                     SHOW(link->text), label_word(label->kind), text_string(&wanted));
        }
    } else if (!span_equal(found, text_span(&wanted))) {
        Text with = {0};
        size_t word = span_of(label_word(label->kind)).size;
        size_t begin = place_of(w, link->text) + word;
        if (found.size > 0) begin = place_of(w, found);
        else text_add_string(&with, " ");
        text_add(&with, text_span(&wanted));
        edit(&w->edits, begin, begin + found.size, text_span(&with), line + 1,
             "the reference to '%s' says '%.*s'; wanted %s, which 'weave update' "
             "writes", label->name, SHOW(found), text_string(&wanted));
        text_free(&with);
    }
    text_free(&wanted);
}

/* Makes the target of a reference lead to the label's text. */
static void place_target(Weaver *w, size_t line, const Link *link, const Label *label)
{
    Text wanted = {0};
    if (!span_is(span_of(label->path), w->doc.path)) {
        path_relative(&wanted, w->folder, span_of(label->path));
    }
    text_format(&wanted, "%s%s", label_anchor(label->kind), label->name);
    if (!span_equal(link->target, text_span(&wanted))) {
        size_t begin = place_of(w, link->target);
        edit(&w->edits, begin, begin + link->target.size, text_span(&wanted), line + 1,
             "the reference leads to %.*s; wanted %s, which 'weave update' writes",
             SHOW(link->target), text_string(&wanted));
    }
    text_free(&wanted);
}

static void weave_reference(Weaver *w, size_t line, const Link *link, size_t hash)
{
    Span anchor = span_slice(link->target, hash, link->target.size);
    LabelKind kind = LABEL_EQUATION;
    while (!span_starts(anchor, label_anchor(kind))) kind++;
    Span name = span_slice(anchor, span_of(label_anchor(kind)).size, anchor.size);
    const Label *label = labels_find(&w->book->labels, kind, name);
    if (label == NULL) {
        complain(w, line, "no %s has the label '%.*s'; the nearest is '%.*s'",
                 label_word(kind), SHOW(name),
                 SHOW(labels_nearest(&w->book->labels, kind, name)));
        return;
    }
    place_number(w, line, link, label);
    place_target(w, line, link, label);
}

void weave_links(Weaver *w, size_t first, Span block, Span mask)
{
    Link link;
    size_t hash;
    size_t counted = 0;
    size_t line = first;
    for (size_t at = 0; prose_next_link(block, mask, &at, &link);) {
        line += span_line_number(span_slice(block, counted, link.begin), NOWHERE) - 1;
        counted = link.begin;
        bool quiet = mask.data[link.begin] == MASK_QUIET;
        if (quiet) continue;
        if (link.image) check_image(w, line, &link);
        if (!link.image && prose_is_reference(link.target, &hash)) {
            weave_reference(w, line, &link, hash);
        } else if (!link.image || !w->doc.lines[line].owned) {
            check_file(w, line, link.target);
        }
    }
}
