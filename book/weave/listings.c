/* The directives whose block is generated whole: code, output, exercise. */
#include "weaver.h"

#include "exercise.h"
#include "extract.h"
#include "paths.h"

void weave_code(Weaver *w, const Directive *d)
{
    Span names = d->arguments;
    Span file = span_of("");
    Span name = span_of("");
    Text path = {0};
    Text source = {0};
    Text content = {0};
    span_next_word(&names, &file);
    bool good = span_trim(names).size > 0;
    if (!good) complain(w, d->first, "found 'code: %.*s'; wanted a file and a name in "
                        "it", SHOW(d->arguments));
    good = good && read_beside(w, d->first, file, &path, &source);
    Request request = {w->problems, w->doc.path, d->first + 1, file};
    while (good && span_next_word(&names, &name)) {
        if (content.size > 0) text_add_string(&content, "\n");
        good = extract_definition(&content, text_span(&source), name, request);
    }
    if (good) {
        w->book->tally.listings++;
        place_fenced(w, d, "c", text_span(&content));
        size_t surplus = extract_surplus_marker(text_span(&source));
        if (surplus > 0) {
            problem(w->problems, text_string(&path), surplus,
                    "one slice marker too many; wanted at most 3%% of the lines");
        }
    }
    text_free(&path);
    text_free(&source);
    text_free(&content);
}

/* Reads `chapterN "NAME"`. */
static bool read_output_name(Span arguments, Span *program, Span *name)
{
    span_next_word(&arguments, program);
    Span quoted = span_trim(arguments);
    *name = span_slice(quoted, 1, quoted.size > 0 ? quoted.size - 1 : 0);
    if (!span_starts(*program, "chapter") || program->size < 8) return false;
    for (size_t i = 7; i < program->size; i++) {
        if (!is_digit(program->data[i])) return false;
    }
    return name->size > 0 && span_starts(quoted, "\"") && span_ends(quoted, "\"")
        && span_find(*name, "\"", 0) == NOWHERE;
}

/* Appends the paragraph of `output` whose first line begins with `name:`. Returns how
 * many there are; only the first is appended. */
static size_t find_paragraph(Text *out, Span output, Span name, Nearest *nearest)
{
    size_t found = 0;
    bool inside = false;
    bool taking = false;
    Span line;
    for (size_t at = 0; span_next_line(output, &at, &line);) {
        bool empty = span_trim(line).size == 0;
        if (!empty && !inside) {
            size_t colon = span_find(line, ":", name.size);
            bool named = colon == name.size
                      && span_equal(span_slice(line, 0, colon), name);
            found += named;
            taking = named && found == 1;
            nearest_offer(nearest, span_slice(line, 0, span_find(line, ":", 0)));
        }
        inside = !empty;
        if (empty || !taking) continue;
        text_add(out, line);
        text_add_string(out, "\n");
    }
    return found;
}

void weave_output(Weaver *w, const Directive *d)
{
    Span program;
    Span name;
    if (!read_output_name(d->arguments, &program, &name)) {
        complain(w, d->first, "found 'output: %.*s'; wanted output: chapter1 \"name\"",
                 SHOW(d->arguments));
        return;
    }
    Text path = {0};
    Text output = {0};
    Text content = {0};
    text_format(&path, "%s/%.*s/output.txt", w->book->run, SHOW(program));
    const char *reason = text_read(&output, text_string(&path));
    Nearest nearest = nearest_to(name);
    size_t found = find_paragraph(&content, text_span(&output), name, &nearest);
    if (reason != NULL) {
        complain(w, d->first, "%s: %s; run the chapter first", text_string(&path),
                 reason);
    } else if (found == 0) {
        complain(w, d->first, "no block of %s begins with '%.*s:'; the nearest is "
                 "'%.*s'", text_string(&path), SHOW(name), SHOW(nearest.best));
    } else if (found > 1) {
        complain(w, d->first, "'%.*s:' is ambiguous: it begins %zu blocks of %s; "
                 "wanted one", SHOW(name), found, text_string(&path));
    } else {
        w->book->tally.outputs++;
        place_fenced(w, d, "text", text_span(&content));
    }
    text_free(&path);
    text_free(&output);
    text_free(&content);
}

/* Finds the one file exercises/NUMBER-*.c beside the text. */
static bool find_exercise(Weaver *w, const Directive *d, Text *name)
{
    Text folder = {0};
    Text prefix = {0};
    Names names = {0};
    path_join(&folder, w->folder, span_of("exercises"));
    text_format(&prefix, "%.*s-", SHOW(d->arguments));
    path_list(&names, text_string(&folder), text_string(&prefix), ".c",
              w->problems);
    if (names.count == 1) {
        path_join(name, span_of("exercises"), span_of(names.items[0]));
    } else {
        complain(w, d->first, "found %zu files %s/%s*.c; wanted one", names.count,
                 text_string(&folder), text_string(&prefix));
    }
    bool found = names.count == 1;
    text_free(&folder);
    text_free(&prefix);
    names_free(&names);
    return found;
}

/* Puts the exercise into the quote that follows the directive. Its lines are no prose
 * from now on: they are the exercise's business. */
static void place_quote(Weaver *w, const Directive *d, Span content)
{
    const Document *doc = &w->doc;
    size_t first = document_next(doc, d->last);
    size_t end = first;
    while (end < doc->count && span_starts(span_trim(doc->lines[end].text), ">")) end++;
    for (size_t i = first; i < end; i++) w->doc.lines[i].kind = LINE_CODE;
    if (first == end) insert_block(w, d, content);
    else place_lines(w, d, first, end, content);
}

void weave_exercise(Weaver *w, const Directive *d)
{
    Text name = {0};
    Text path = {0};
    Text source = {0};
    Text starter = {0};
    Text content = {0};
    Exercise exercise = {0};
    if (find_exercise(w, d, &name)
        && read_beside(w, d->first, text_span(&name), &path, &source)
        && exercise_starter(&starter, text_string(&path), text_span(&source),
                            w->problems)
        && exercise_read(&exercise, text_string(&path), text_span(&source),
                         w->problems)) {
        if (span_equal(text_span(&exercise.number), d->arguments)) {
            exercise_quote(&exercise, &content);
            place_quote(w, d, text_span(&content));
        } else {
            problem(w->problems, text_string(&path), 1,
                    "the head says Exercise %s; wanted %.*s, as in the file's name",
                    text_string(&exercise.number), SHOW(d->arguments));
        }
    }
    exercise_free(&exercise);
    text_free(&name);
    text_free(&path);
    text_free(&source);
    text_free(&starter);
    text_free(&content);
}
