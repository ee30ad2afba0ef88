#include "extract.h"

static void refuse(Request r, Span name, const char *what)
{
    problem(r.problems, r.path, r.line, "'%.*s' of %.*s %s", SHOW(name), SHOW(r.file),
            what);
}

/* Whether the line is a marker; *name is then what it marks, with its bracket. */
static bool is_marker(Span line, Span *name)
{
    line = span_trim(line);
    if (!span_starts(line, "// ")) return false;
    *name = span_trim(span_slice(line, 3, line.size));
    bool opens = span_starts(*name, "[");
    if (opens == span_ends(*name, "]") || name->size < 2) return false;
    for (size_t i = opens ? 1 : 0; i < name->size - (opens ? 0 : 1); i++) {
        if (!is_word(name->data[i]) && name->data[i] != '-') return false;
    }
    return true;
}

size_t extract_surplus_marker(Span source)
{
    size_t lines = 0;
    Span line;
    for (size_t at = 0; span_next_line(source, &at, &line);) lines++;
    size_t allowed = lines * 3 / 100 > 2 ? lines * 3 / 100 : 2;

    size_t markers = 0;
    size_t number = 0;
    Span name;
    for (size_t at = 0; span_next_line(source, &at, &line);) {
        number++;
        if (is_marker(line, &name) && ++markers > allowed) return number;
    }
    return 0;
}

/* Appends the lines of `block` without markers and without `indent` bytes in front. */
static void add_lines(Text *out, Span block, size_t indent)
{
    Span line;
    Span marker;
    for (size_t at = 0; span_next_line(block, &at, &line);) {
        if (is_marker(line, &marker)) continue;
        text_add(out, span_slice(line, indent, line.size));
        text_add_string(out, "\n");
    }
}

static size_t common_indent(Span block)
{
    size_t common = NOWHERE;
    Span line;
    Span marker;
    for (size_t at = 0; span_next_line(block, &at, &line);) {
        if (span_trim(line).size == 0 || is_marker(line, &marker)) continue;
        if (span_indent(line) < common) common = span_indent(line);
    }
    return common == NOWHERE ? 0 : common;
}

/* Finds the slice's lines in a definition; counts how often each marker stands. */
static Span find_slice(Span block, Span slice, size_t *opened, size_t *closed)
{
    size_t begin = 0;
    size_t end = 0;
    size_t before = 0;
    Span line;
    Span marker;
    for (size_t at = 0; span_next_line(block, &at, &line); before = at) {
        if (!is_marker(line, &marker)) continue;
        if (span_equal(span_slice(marker, 1, marker.size), slice)
            && marker.data[0] == '[') {
            (*opened)++;
            begin = at;
        } else if (span_equal(span_slice(marker, 0, marker.size - 1), slice)) {
            (*closed)++;
            end = before;
        }
    }
    return span_slice(block, begin, end);
}

static bool add_slice(Text *out, Span block, Span name, Span slice, Request r)
{
    size_t opened = 0;
    size_t closed = 0;
    Span lines = find_slice(block, slice, &opened, &closed);
    if (opened != 1 || closed != 1) {
        problem(r.problems, r.path, r.line,
                "'%.*s' of %.*s needs one line '// [%.*s' and one '// %.*s]' in the "
                "function; found %zu and %zu", SHOW(name), SHOW(r.file), SHOW(slice),
                SHOW(slice), opened, closed);
        return false;
    }
    if (span_trim(lines).size == 0) {
        refuse(r, name, "is empty; a slice holds at least one line");
        return false;
    }
    add_lines(out, lines, common_indent(lines));
    return true;
}

static bool answers(const CDefinition *d, Span name)
{
    return span_equal(d->name, name) || span_equal(d->tag, name);
}

static void refuse_unknown(const CSource *c, Span name, Request r)
{
    Nearest nearest = nearest_to(name);
    for (size_t i = 0; i < c->count; i++) {
        if (c->items[i].name.size > 0) nearest_offer(&nearest, c->items[i].name);
        if (c->items[i].tag.size > 0) nearest_offer(&nearest, c->items[i].tag);
    }
    if (c->open_line > 0) {
        problem(r.problems, r.path, r.line,
                "%.*s has no '%.*s' that can be read: the definition at its line %zu "
                "never ends", SHOW(r.file), SHOW(name), c->open_line);
    } else {
        problem(r.problems, r.path, r.line,
                "%.*s defines no '%.*s'; the nearest is '%.*s'", SHOW(r.file),
                SHOW(name), SHOW(nearest.best));
    }
}

/* The one definition of `name`; prototypes count when there is nothing else. */
static const CDefinition *find(const CSource *c, Span name, Request r)
{
    const CDefinition *found = NULL;
    for (int prototypes = 0; prototypes < 2 && found == NULL; prototypes++) {
        for (size_t i = 0; i < c->count; i++) {
            const CDefinition *d = &c->items[i];
            if ((d->kind == C_PROTOTYPE) != prototypes || !answers(d, name)) continue;
            if (found != NULL) {
                problem(r.problems, r.path, r.line,
                        "'%.*s' is ambiguous: %.*s defines it at line %zu and at line "
                        "%zu", SHOW(name), SHOW(r.file), found->line, d->line);
                return NULL;
            }
            found = d;
        }
    }
    if (found == NULL) refuse_unknown(c, name, r);
    return found;
}

bool extract_definition(Text *out, Span source, Span name, Request request)
{
    size_t slash = span_find(name, "/", 0);
    Span whole = span_slice(name, 0, slash);
    CSource c = {0};
    csource_scan(&c, source);
    const CDefinition *d = find(&c, whole, request);
    bool done = d != NULL;
    if (done) {
        Span block = span_slice(source, d->begin, d->end);
        if (slash == NOWHERE) {
            add_lines(out, block, 0);
        } else {
            Span slice = span_slice(name, slash + 1, name.size);
            done = add_slice(out, block, name, slice, request);
        }
    }
    csource_free(&c);
    return done;
}
