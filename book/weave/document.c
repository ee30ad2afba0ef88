#include "document.h"

#include <stdlib.h>

typedef struct {
    const char *word;
    DirectiveKind kind;
} Known;

static const Known known[] = {
    {"code", DIRECTIVE_CODE},         {"output", DIRECTIVE_OUTPUT},
    {"equation", DIRECTIVE_EQUATION}, {"figure", DIRECTIVE_FIGURE},
    {"table", DIRECTIVE_TABLE},       {"value", DIRECTIVE_VALUE},
    {"exercise", DIRECTIVE_EXERCISE}, {"paper", DIRECTIVE_OTHER},
    {"note", DIRECTIVE_OTHER},        {"reader", DIRECTIVE_OTHER},
};

const char *directive_word(DirectiveKind kind)
{
    size_t i = 0;
    while (known[i].kind != kind) i++;
    return known[i].word;
}

static void split_lines(Document *doc)
{
    Span text;
    for (size_t begin = 0, at = 0; span_next_line(doc->all, &at, &text); begin = at) {
        doc->lines = array_grow(doc->lines, doc->count, &doc->capacity,
                                sizeof *doc->lines);
        doc->lines[doc->count++] = (Line){.text = text, .begin = begin, .end = at};
    }
    bool crlf = doc->count > 0
             && doc->lines[0].end - doc->lines[0].begin == doc->lines[0].text.size + 2;
    doc->ending = crlf ? "\r\n" : "\n";
}

/* The length of the fence that begins `text`, behind indentation and the '>' of
 * quotes, with *info what follows it; 0 when there is none. */
static size_t fence_length(Span text, char *mark, Span *info)
{
    size_t at = 0;
    while (at < text.size && (text.data[at] == '>' || text.data[at] == ' '
                              || text.data[at] == '\t')) {
        at++;
    }
    if (at >= text.size || (text.data[at] != '`' && text.data[at] != '~')) return 0;
    size_t begin = at;
    *mark = text.data[at];
    while (at < text.size && text.data[at] == *mark) at++;
    *info = span_trim(span_slice(text, at, text.size));
    bool inline_code = *mark == '`' && span_find(*info, "`", 0) != NOWHERE;
    return at - begin >= 3 && !inline_code ? at - begin : 0;
}

/* Marks the lines of a fenced block; returns the index behind it. */
static size_t read_fence(Document *doc, size_t first, Problems *problems)
{
    char mark = '\0';
    Span info;
    size_t length = fence_length(doc->lines[first].text, &mark, &info);
    doc->lines[first].kind = LINE_FENCE_OPEN;
    for (size_t i = first + 1; i < doc->count; i++) {
        char other = '\0';
        size_t closing = fence_length(doc->lines[i].text, &other, &info);
        if (closing >= length && other == mark && info.size == 0) {
            doc->lines[i].kind = LINE_FENCE_CLOSE;
            return i + 1;
        }
        doc->lines[i].kind = LINE_CODE;
    }
    problem(problems, doc->path, first + 1,
            "a fenced block opens here and never ends; wanted a closing %c%c%c", mark,
            mark, mark);
    return doc->count;
}

static void add_directive(Document *doc, Directive directive)
{
    doc->directives = array_grow(doc->directives, doc->directive_count,
                                 &doc->directive_capacity, sizeof *doc->directives);
    doc->directives[doc->directive_count++] = directive;
}

/* Keeps the directive that a comment on lines first to last holds, if any. */
static void read_directive(Document *doc, Span comment, size_t first, size_t last,
                           Problems *problems)
{
    comment = span_trim(comment);
    size_t colon = 0;
    while (colon < comment.size
           && (is_word(comment.data[colon]) || comment.data[colon] == '-')) {
        colon++;
    }
    if (colon == 0 || colon == comment.size || comment.data[colon] != ':') return;
    Span word = span_slice(comment, 0, colon);
    Span arguments = span_trim(span_slice(comment, colon + 1, comment.size));
    Nearest nearest = nearest_to(word);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (span_is(word, known[i].word)) {
            add_directive(doc, (Directive){known[i].kind, arguments, first, last});
            return;
        }
        nearest_offer(&nearest, span_of(known[i].word));
    }
    problem(problems, doc->path, first + 1,
            "unknown directive '%.*s'; did you mean '%.*s'?", SHOW(word),
            SHOW(nearest.best));
}

/* Marks the lines of the comment that begins line `first`; returns the index behind. */
static size_t read_comment(Document *doc, size_t first, Problems *problems)
{
    size_t open = doc->lines[first].begin + span_indent(doc->lines[first].text);
    size_t close = span_find(doc->all, "-->", open + 4);
    if (close == NOWHERE) {
        problem(problems, doc->path, first + 1,
                "a comment opens here and never ends; wanted a closing -->");
        for (size_t i = first; i < doc->count; i++) doc->lines[i].kind = LINE_COMMENT;
        return doc->count;
    }
    size_t last = first;
    while (doc->lines[last].end < close + 3) doc->lines[last++].kind = LINE_COMMENT;

    size_t before = doc->directive_count;
    read_directive(doc, span_slice(doc->all, open + 4, close), first, last, problems);
    Line *line = &doc->lines[last];
    Span behind = span_slice(line->text, close + 3 - line->begin, line->text.size);
    bool alone = span_trim(behind).size == 0;
    line->kind = alone || doc->directive_count > before ? LINE_COMMENT : LINE_TEXT;
    if (!alone && doc->directive_count > before) {
        problem(problems, doc->path, last + 1,
                "text stands behind a directive, which wants its line for itself");
    }
    return last + 1;
}

static bool is_heading(Span text)
{
    size_t level = 0;
    while (level < text.size && text.data[level] == '#') level++;
    return level >= 1 && level <= 6
        && (level == text.size || is_space(text.data[level]));
}

void document_read(Document *doc, const char *path, Span all, Problems *problems)
{
    doc->path = path;
    doc->all = all;
    split_lines(doc);
    for (size_t i = 0; i < doc->count;) {
        Line *line = &doc->lines[i];
        Span trimmed = span_trim(line->text);
        char mark = '\0';
        Span info;
        if (span_starts(trimmed, "<!--")) {
            i = read_comment(doc, i, problems);
        } else if (fence_length(line->text, &mark, &info) > 0) {
            i = read_fence(doc, i, problems);
        } else {
            line->kind = trimmed.size == 0 ? LINE_EMPTY
                       : is_heading(line->text) ? LINE_HEADING : LINE_TEXT;
            i++;
        }
    }
}

void document_free(Document *doc)
{
    free(doc->lines);
    free(doc->directives);
    *doc = (Document){0};
}

size_t document_next(const Document *doc, size_t line)
{
    line++;
    while (line < doc->count && doc->lines[line].kind == LINE_EMPTY) line++;
    return line;
}

size_t document_target(const Document *doc, size_t line)
{
    for (line = document_next(doc, line); line < doc->count;
         line = document_next(doc, line)) {
        if (doc->lines[line].kind != LINE_COMMENT) return line;
        const Directive *d = document_directive(doc, line);
        if (d == NULL) continue;
        if (d->kind != DIRECTIVE_VALUE && d->kind != DIRECTIVE_OTHER) break;
    }
    return doc->count;
}

size_t document_run_end(const Document *doc, size_t line)
{
    size_t end = line;
    while (end < doc->count && doc->lines[end].kind == doc->lines[line].kind) end++;
    return end;
}

const Directive *document_directive(const Document *doc, size_t line)
{
    size_t low = 0;
    size_t high = doc->directive_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Directive *d = &doc->directives[middle];
        if (d->first <= line && line <= d->last) return d;
        if (d->last < line) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

Span document_span(const Document *doc, size_t first, size_t end)
{
    if (first >= end || first >= doc->count) return span_slice(doc->all, 0, 0);
    return span_slice(doc->all, doc->lines[first].begin, doc->lines[end - 1].end);
}
