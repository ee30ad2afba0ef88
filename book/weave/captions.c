/* The directives that give numbers: equation, figure, table. */
#include "weaver.h"

#include <string.h>

#include "paths.h"
#include "prose.h"

/* `N.k` for the next equation, figure or table of the text. */
static void next_number(Weaver *w, LabelKind kind, Text *number)
{
    w->numbers[kind]++;
    text_format(number, "%d.%zu", w->chapter, w->numbers[kind]);
}

/* Makes the tag of the display between two offsets `number`. */
static void place_tag(Weaver *w, const Directive *d, size_t begin, size_t end,
                      const Text *number)
{
    Span all = w->doc.all;
    Span display = span_slice(all, begin, end);
    size_t line = d->first + span_line_number(
        span_slice(all, w->doc.lines[d->first].begin, end), NOWHERE);
    size_t tag = span_find(display, "\\tag{", 0);
    if (tag == NOWHERE) {
        Text with = {0};
        Span body = span_trim(display);
        size_t behind = (size_t)(body.data - all.data) + body.size;
        Span gap = span_slice(all, behind, end);
        bool one_line = span_find(gap, "\n", 0) == NOWHERE;
        text_format(&with, " \\tag{%s}%s", text_string(number), one_line ? " " : "");
        edit(&w->edits, behind, one_line ? end : behind, text_span(&with), line,
             "equation '%.*s' has no number; wanted \\tag{%s}, which 'weave update' "
             "puts there", SHOW(d->arguments), text_string(number));
        text_free(&with);
        return;
    }
    size_t close = span_find(display, "}", tag);
    Span found = span_slice(display, tag + 5, close);
    if (close == NOWHERE || span_find(display, "\\tag{", tag + 5) != NOWHERE) {
        complain(w, line - 1, "the tag of equation '%.*s' never ends or is not the "
                 "only one; wanted one \\tag{%s}", SHOW(d->arguments),
                 text_string(number));
    } else if (!span_equal(found, text_span(number))) {
        edit(&w->edits, begin + tag + 5, begin + close, text_span(number), line,
             "equation '%.*s' is numbered %.*s; wanted %s, which 'weave update' writes",
             SHOW(d->arguments), SHOW(found), text_string(number));
    }
}

void weave_equation(Weaver *w, const Directive *d)
{
    const Document *doc = &w->doc;
    Text number = {0};
    next_number(w, LABEL_EQUATION, &number);
    size_t line = document_target(doc, d->last);
    bool opens = line < doc->count && doc->lines[line].kind == LINE_TEXT
              && span_starts(span_trim(doc->lines[line].text), "$$");
    if (!opens) {
        complain(w, d->first, "no formula follows equation '%.*s'; wanted $$ on the "
                 "next line", SHOW(d->arguments));
    } else {
        const Line *l = &doc->lines[line];
        size_t begin = l->begin + span_indent(l->text) + 2;
        Span block = document_span(doc, line, document_run_end(doc, line));
        size_t behind = (size_t)(block.data - doc->all.data) + block.size;
        Span rest = span_slice(doc->all, begin, behind);
        size_t close = span_find(rest, "$$", 0);
        if (close == NOWHERE) {
            complain(w, line, "a formula opens here and never ends; wanted another $$");
        } else if (span_trim(span_slice(rest, 0, close)).size == 0) {
            complain(w, line, "the formula is empty; wanted equation '%.*s'",
                     SHOW(d->arguments));
        } else {
            w->book->tally.equations++;
            place_tag(w, d, begin, begin + close, &number);
        }
    }
    text_free(&number);
}

/* The length of `**Figure 1.2.**` at the beginning of a caption, or 0. */
static size_t caption_head(Span text, const char *word)
{
    size_t at = 2 + strlen(word);
    if (!span_starts(text, "**") || !span_starts(span_slice(text, 2, at), word)) {
        return 0;
    }
    size_t begin = at;
    while (at < text.size && (is_digit(text.data[at]) || text.data[at] == '.'
                              || text.data[at] == ' ')) {
        at++;
    }
    bool ends = span_starts(span_slice(text, at, text.size), "**");
    return ends && at > begin ? at + 2 : 0;
}

/* Makes the caption that begins on `line` begin with its number. */
static void place_caption(Weaver *w, const Directive *d, size_t line, const char *word,
                          const Text *number)
{
    Text wanted = {0};
    text_format(&wanted, "**%s %s.**", word, text_string(number));
    const Line *l = &w->doc.lines[line];
    size_t indent = span_indent(l->text);
    Span text = span_slice(l->text, indent, l->text.size);
    size_t head = caption_head(text, word);
    if (!span_equal(span_slice(text, 0, head), text_span(&wanted))) {
        size_t begin = l->begin + indent;
        if (head == 0) text_add_string(&wanted, " ");
        edit(&w->edits, begin, begin + head, text_span(&wanted), line + 1,
             "the caption of '%.*s' begins with '%.*s'; wanted '**%s %s.**', which "
             "'weave update' writes", SHOW(d->arguments),
             SHOW(span_slice(text, 0, head > 0 ? head : 20)), word,
             text_string(number));
    }
    text_free(&wanted);
}

/* The index of the paragraph that follows `line`, or NOWHERE with a complaint. */
static size_t find_caption(Weaver *w, const Directive *d, size_t line, const char *word)
{
    size_t caption = document_target(&w->doc, line);
    if (caption < w->doc.count && w->doc.lines[caption].kind == LINE_TEXT) {
        return caption;
    }
    complain(w, d->first, "no caption follows '%.*s'; wanted a paragraph **%s ...**",
             SHOW(d->arguments), word);
    return NOWHERE;
}

/* Checks the image that the block begins with: its text and its file. */
static void check_image(Weaver *w, const Directive *d, size_t line, Span block)
{
    Text mask = {0};
    Text path = {0};
    Link image = {0};
    size_t at = 0;
    prose_mask(&mask, block);
    bool found = prose_next_link(block, text_span(&mask), &at, &image) && image.image
              && span_trim(span_slice(block, 0, image.begin)).size == 0;
    if (!found) {
        complain(w, line, "no image begins here; wanted ![text](file) for figure "
                 "'%.*s'", SHOW(d->arguments));
    } else {
        path_join(&path, w->folder, image.target);
        if (image.target.size == 0 || !path_exists(text_string(&path))) {
            complain(w, line, "the figure %s does not exist; wanted the file of figure "
                     "'%.*s'", text_string(&path), SHOW(d->arguments));
        }
    }
    text_free(&mask);
    text_free(&path);
}

void weave_figure(Weaver *w, const Directive *d)
{
    Text number = {0};
    next_number(w, LABEL_FIGURE, &number);
    size_t line = document_target(&w->doc, d->last);
    if (line >= w->doc.count || w->doc.lines[line].kind != LINE_TEXT) {
        complain(w, d->first, "no image follows figure '%.*s'; wanted ![text](file)",
                 SHOW(d->arguments));
    } else {
        size_t end = document_run_end(&w->doc, line);
        for (size_t i = line; i < end; i++) w->doc.lines[i].owned = true;
        check_image(w, d, line, document_span(&w->doc, line, end));
        size_t caption = find_caption(w, d, end - 1, "Figure");
        if (caption != NOWHERE) place_caption(w, d, caption, "Figure", &number);
    }
    text_free(&number);
}

void weave_table(Weaver *w, const Directive *d)
{
    Text number = {0};
    next_number(w, LABEL_TABLE, &number);
    size_t caption = find_caption(w, d, d->last, "Table");
    if (caption != NOWHERE) {
        size_t end = document_run_end(&w->doc, caption);
        size_t line = document_target(&w->doc, end - 1);
        bool follows = line < w->doc.count
                    && span_starts(span_trim(w->doc.lines[line].text), "|");
        for (size_t i = caption + 1; i < end; i++) {
            if (span_starts(span_trim(w->doc.lines[i].text), "|")) follows = true;
        }
        if (!follows) {
            complain(w, caption, "no table follows the caption of '%.*s'; wanted lines "
                     "that begin with |", SHOW(d->arguments));
        }
        place_caption(w, d, caption, "Table", &number);
    }
    text_free(&number);
}
