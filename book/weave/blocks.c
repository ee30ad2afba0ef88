/* Blocks that are generated whole: compared, replaced, or put where none is. */
#include "weaver.h"

/* Appends to `out` what `content` is in the document: indented, with its endings. */
static void render(Text *out, Span content, Span indent, const char *ending)
{
    Span line;
    for (size_t at = 0; span_next_line(content, &at, &line);) {
        if (line.size > 0) text_add(out, indent);
        text_add(out, line);
        text_add_string(out, ending);
    }
}

/* The indentation of a directive, which its block takes over. */
static Span indent_of(const Weaver *w, const Directive *d)
{
    Span text = w->doc.lines[d->first].text;
    return span_slice(text, 0, span_indent(text));
}

/* Compares the lines first to end - 1 with the rendered content. Returns NOWHERE when
 * they agree, or the index of the first line that does not; *wanted is its line. */
static size_t first_difference(const Weaver *w, size_t first, size_t end, Span content,
                               Span *wanted)
{
    size_t at = 0;
    for (size_t i = first; i < end; i++) {
        bool more = span_next_line(content, &at, wanted);
        if (!more) *wanted = span_of("");
        if (!more || !span_equal(w->doc.lines[i].text, *wanted)) return i;
    }
    return span_next_line(content, &at, wanted) ? end : NOWHERE;
}

void place_lines(Weaver *w, const Directive *d, size_t first, size_t end, Span content)
{
    Text block = {0};
    render(&block, content, indent_of(w, d), w->doc.ending);
    for (size_t i = first; i < end; i++) w->doc.lines[i].owned = true;

    Span wanted;
    size_t line = first_difference(w, first, end, text_span(&block), &wanted);
    size_t begin = first < w->doc.count ? w->doc.lines[first].begin : w->doc.all.size;
    size_t behind = first < end ? w->doc.lines[end - 1].end : begin;
    Span old = document_span(&w->doc, first, end);
    if (line != NOWHERE && span_trim(old).size == 0) {
        edit(&w->edits, begin, behind, text_span(&block), d->first + 1,
             "the block of %s '%.*s' is empty; 'weave update' fills it",
             directive_word(d->kind), SHOW(d->arguments));
    } else if (line != NOWHERE) {
        Span found = line < end ? w->doc.lines[line].text : span_of("");
        edit(&w->edits, begin, behind, text_span(&block), line + 1,
             "stale %s '%.*s': found '%.*s', wanted '%.*s'; 'weave update' mends it",
             directive_word(d->kind), SHOW(d->arguments), SHOW(found), SHOW(wanted));
    }
    text_free(&block);
}

/* Puts a block where none stands: behind the directive's line. */
void insert_block(Weaver *w, const Directive *d, Span content)
{
    Text block = {0};
    const Line *line = &w->doc.lines[d->last];
    size_t size = line->text.size;
    if (line->begin + size == line->end) text_add_string(&block, w->doc.ending);
    render(&block, content, indent_of(w, d), w->doc.ending);
    if (d->last + 1 < w->doc.count && w->doc.lines[d->last + 1].kind != LINE_EMPTY) {
        text_add_string(&block, w->doc.ending);
    }
    edit(&w->edits, line->end, line->end, text_span(&block), d->first + 1,
         "no block follows; wanted that of %s '%.*s', which 'weave update' puts there",
         directive_word(d->kind), SHOW(d->arguments));
    text_free(&block);
}

/* Whether the text behind the fence's marks is `info`. */
static bool has_info(Span fence, const char *info)
{
    fence = span_trim(fence);
    size_t at = 0;
    while (at < fence.size && (fence.data[at] == '`' || fence.data[at] == '~')) at++;
    return span_is(span_trim(span_slice(fence, at, fence.size)), info);
}

static bool holds_fence(Span content)
{
    Span line;
    for (size_t at = 0; span_next_line(content, &at, &line);) {
        if (span_starts(span_trim(line), "```")) return true;
    }
    return false;
}

void place_fenced(Weaver *w, const Directive *d, const char *info, Span content)
{
    const Document *doc = &w->doc;
    size_t open = document_next(doc, d->last);
    if (holds_fence(content)) {
        complain(w, d->first, "a line of '%.*s' begins with ```, which would end its "
                 "block; wanted none", SHOW(d->arguments));
    } else if (open >= doc->count || doc->lines[open].kind != LINE_FENCE_OPEN) {
        Text block = {0};
        text_format(&block, "```%s\n", info);
        text_add(&block, content);
        text_add_string(&block, "```\n");
        insert_block(w, d, text_span(&block));
        text_free(&block);
    } else if (!has_info(doc->lines[open].text, info)) {
        complain(w, open, "found the fence '%.*s' below a directive; wanted ```%s",
                 SHOW(doc->lines[open].text), info);
    } else {
        size_t end = open + 1;
        while (end < doc->count && doc->lines[end].kind == LINE_CODE) end++;
        w->doc.lines[open].owned = true;
        if (end < doc->count) place_lines(w, d, open + 1, end, content);
    }
}
