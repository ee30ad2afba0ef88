/* Functions beside the text that no listing shows. */
#include "weaver.h"

#include "csource.h"
#include "paths.h"

/* Whether a code directive of the text names the function of the file. */
static bool is_shown(const Weaver *w, Span file, Span function)
{
    for (size_t i = 0; i < w->doc.directive_count; i++) {
        const Directive *d = &w->doc.directives[i];
        Span names = d->arguments;
        Span name;
        if (d->kind != DIRECTIVE_CODE || !span_next_word(&names, &name)) continue;
        if (span_starts(name, "./")) name = span_slice(name, 2, name.size);
        if (!span_equal(name, file)) continue;
        while (span_next_word(&names, &name)) {
            Span whole = span_slice(name, 0, span_find(name, "/", 0));
            if (span_equal(whole, function)) return true;
        }
    }
    return false;
}

static void check_file(Weaver *w, Span file)
{
    Text path = {0};
    Text source = {0};
    CSource c = {0};
    path_join(&path, w->folder, file);
    if (text_read(&source, text_string(&path)) == NULL) {
        csource_scan(&c, text_span(&source));
    }
    if (c.open_line > 0) {
        problem(w->problems, text_string(&path), c.open_line,
                "a definition begins here and never ends; wanted its brackets to pair");
    }
    for (size_t i = 0; i < c.count; i++) {
        const CDefinition *d = &c.items[i];
        if (d->kind != C_FUNCTION || is_shown(w, file, d->name)) continue;
        problem(w->problems, text_string(&path), d->line,
                "function %.*s is never shown in the text; wanted a code directive "
                "in %s", SHOW(d->name), w->doc.path);
    }
    csource_free(&c);
    text_free(&path);
    text_free(&source);
}

void weave_unshown(Weaver *w)
{
    Names names = {0};
    Text folder = {0};
    text_add(&folder, w->folder);
    path_list(&names, text_string(&folder), "", ".c", w->problems);
    for (size_t i = 0; i < names.count; i++) {
        Span name = span_of(names.items[i]);
        if (!path_is_program(name)) check_file(w, name);
    }
    names_free(&names);
    text_free(&folder);
}
