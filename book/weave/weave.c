#include "weave.h"

#include <stdarg.h>

#include "paths.h"
#include "weaver.h"

void complain(Weaver *w, size_t line, const char *format, ...)
{
    char message[500];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    problem(w->problems, w->doc.path, line + 1, "%s", message);
}

bool read_beside(Weaver *w, size_t line, Span name, Text *path, Text *text)
{
    path_join(path, w->folder, name);
    const char *reason = text_read(text, text_string(path));
    if (reason == NULL) return true;
    complain(w, line, "%s: %s; wanted a file", text_string(path), reason);
    return false;
}

/* The number of the chapter that a text at `path` is. */
static int chapter_of(const Book *book, const char *path)
{
    int chapter = path_chapter(path_folder(span_of(path)));
    return chapter >= 0 ? chapter : book->chapter;
}

void weave_collect(Book *book, const char *path, const char *text, size_t size,
                   Problems *problems)
{
    Document doc = {0};
    Problems met_again = {0};         /* weaving meets the same and adds them then */
    document_read(&doc, path, (Span){text, size}, &met_again);
    labels_collect(&book->labels, &doc, chapter_of(book, path), problems);
    problems_free(&met_again);
    document_free(&doc);
}

static void weave_directive(Weaver *w, const Directive *d)
{
    switch (d->kind) {
    case DIRECTIVE_CODE: weave_code(w, d); break;
    case DIRECTIVE_OUTPUT: weave_output(w, d); break;
    case DIRECTIVE_EXERCISE: weave_exercise(w, d); break;
    case DIRECTIVE_EQUATION: weave_equation(w, d); break;
    case DIRECTIVE_FIGURE: weave_figure(w, d); break;
    case DIRECTIVE_TABLE: weave_table(w, d); break;
    case DIRECTIVE_VALUE:
    case DIRECTIVE_OTHER: break;
    }
}

/* Complains of fenced blocks that hold nothing and that no directive fills. */
static void check_empty_fences(Weaver *w)
{
    bool empty = true;
    for (size_t i = 0; i < w->doc.count; i++) {
        const Line *line = &w->doc.lines[i];
        if (line->kind == LINE_FENCE_OPEN) empty = !line->owned;
        if (line->kind == LINE_CODE && span_trim(line->text).size > 0) empty = false;
        if (line->kind == LINE_FENCE_CLOSE && empty) {
            complain(w, i, "an empty fenced block ends here; wanted a line in it");
        }
    }
}

/* Settles the edits; when checking, each is a problem. */
static void settle(Weaver *w)
{
    edits_settle(&w->edits, w->doc.path, w->problems);
    for (size_t i = 0; i < w->edits.count && w->book->checking; i++) {
        complain(w, w->edits.items[i].line - 1, "%s", w->edits.items[i].why);
    }
}

bool weave_text(Book *book, const char *path, const char *text, size_t size, Text *out,
                Problems *problems)
{
    Weaver w = {.book = book, .problems = problems};
    size_t before = problems->count;
    w.folder = path_folder(span_of(path));
    w.chapter = chapter_of(book, path);
    document_read(&w.doc, path, (Span){text, size}, problems);
    bindings_read(&w.bindings, &w.doc, problems);
    for (size_t i = 0; i < w.doc.directive_count; i++) {
        weave_directive(&w, &w.doc.directives[i]);
    }
    bindings_check(&w.bindings, &w.doc, &book->values, book->run, w.chapter, problems);
    weave_prose(&w);
    weave_unshown(&w);
    check_empty_fences(&w);
    settle(&w);
    edits_apply(&w.edits, w.doc.all, out);

    book->tally.texts++;
    book->tally.numbers += w.bindings.count;
    bindings_free(&w.bindings);
    edits_free(&w.edits);
    document_free(&w.doc);
    return problems->count == before;
}

void book_free(Book *book)
{
    labels_free(&book->labels);
    values_free(&book->values);
}
