#include "exercise.h"

#include <stdlib.h>

/* The head while it is read line by line. */
typedef struct {
    const char *path;
    Problems *problems;
    Span source;
    size_t at;             /* of the next line */
    size_t number;         /* of the line, from 1 */
    Span line;             /* without the comment's decoration */
    bool over;             /* behind the last line */
    bool closed;           /* the end of the comment was seen */
} Head;

static bool refuse(Head *h, const char *field, Span found, const char *wanted)
{
    problem(h->problems, h->path, h->number, "%s: found '%.*s'; wanted %s", field,
            SHOW(found), wanted);
    return false;
}

/* Moves to the next line of the head; false behind its last. */
static bool next_line(Head *h)
{
    h->line = span_of("");
    if (h->closed || !span_next_line(h->source, &h->at, &h->line)) {
        h->over = true;
        return false;
    }
    h->number++;
    size_t close = span_find(h->line, "*/", h->number == 1 ? 2 : 0);
    h->closed = close != NOWHERE;
    Span line = span_slice(h->line, span_indent(h->line), close);
    if (h->number == 1) line = span_slice(line, 2, line.size);
    else if (span_starts(line, "*")) line = span_slice(line, 1, line.size);
    if (span_starts(line, " ")) line = span_slice(line, 1, line.size);
    while (line.size > 0 && is_space(line.data[line.size - 1])) line.size--;
    h->line = line;
    if (h->closed && line.size == 0) h->over = true;
    return !h->over;
}

static bool next_full_line(Head *h)
{
    while (next_line(h)) {
        if (h->line.size > 0) return true;
    }
    return false;
}

/* Reads `Exercise 1.2: Softplus`. */
static bool read_title(Head *h, Exercise *exercise)
{
    static const char wanted[] = "'/* Exercise 1.2: Title' as the file's first line";
    if (!span_starts(h->source, "/*")) return refuse(h, "title", h->line, wanted);
    next_line(h);
    size_t colon = span_find(h->line, ":", 0);
    if (!span_starts(h->line, "Exercise ") || colon == NOWHERE) {
        return refuse(h, "title", h->line, wanted);
    }
    Span number = span_slice(h->line, 9, colon);
    Span title = span_trim(span_slice(h->line, colon + 1, h->line.size));
    size_t points = 0;
    for (size_t i = 0; i < number.size; i++) {
        if (number.data[i] == '.') points++;
        else if (!is_digit(number.data[i])) points = 2;
    }
    if (points != 1 || span_starts(number, ".") || span_ends(number, ".")
        || title.size == 0) {
        return refuse(h, "title", h->line, wanted);
    }
    text_add(&exercise->number, number);
    text_add(&exercise->title, title);
    return true;
}

/* Moves to the next line that is not empty, `field: value`. */
static bool read_field(Head *h, const char *field, Span *value)
{
    next_full_line(h);
    size_t colon = span_find(h->line, ":", 0);
    if (colon == NOWHERE || !span_is(span_slice(h->line, 0, colon), field)) {
        return refuse(h, field, h->line, "this field here");
    }
    *value = span_trim(span_slice(h->line, colon + 1, h->line.size));
    return true;
}

/* Reads a field that is one of three words. */
static bool read_choice(Head *h, const char *field, const char *const words[3],
                        Text *out)
{
    Span value;
    if (!read_field(h, field, &value)) return false;
    for (size_t i = 0; i < 3; i++) {
        if (!span_is(value, words[i])) continue;
        text_add(out, value);
        return true;
    }
    Text wanted = {0};
    text_format(&wanted, "%s, %s or %s", words[0], words[1], words[2]);
    refuse(h, field, value, text_string(&wanted));
    text_free(&wanted);
    return false;
}

static bool read_count(Head *h, const char *field, int *out)
{
    Span value;
    if (!read_field(h, field, &value)) return false;
    int count = 0;
    bool good = value.size > 0 && value.size <= 4;
    for (size_t i = 0; good && i < value.size; i++) {
        good = is_digit(value.data[i]);
        count = count * 10 + (value.data[i] - '0');
    }
    *out = count;
    return (good && count > 0) || refuse(h, field, value, "a number from 1 to 9999");
}

/* Begins the hint whose line `Hint N: ...` the head is at. */
static bool begin_hint(Head *h, Exercise *exercise)
{
    size_t colon = span_find(h->line, ":", 0);
    char digit = (char)('1' + exercise->hint_count);
    bool good = colon == 6 && h->line.data[5] == digit;
    if (!good || exercise->hint_count >= HINTS_AT_MOST) {
        return refuse(h, "hint", h->line, "Hint 1:, Hint 2: and so on, up to 5");
    }
    Text *hint = &exercise->hints[exercise->hint_count++];
    text_add(hint, span_trim(span_slice(h->line, colon + 1, h->line.size)));
    text_add_string(hint, "\n");
    return true;
}

static bool is_hint(Span line)
{
    return span_starts(line, "Hint ") && line.size > 5 && is_digit(line.data[5]);
}

/* Reads the statement and the hints: everything to the end of the comment. */
static bool read_prose(Head *h, Exercise *exercise)
{
    Text *out = &exercise->statement;
    size_t empty = 0;
    while (next_line(h)) {
        if (is_hint(h->line)) {
            if (!begin_hint(h, exercise)) return false;
            out = &exercise->hints[exercise->hint_count - 1];
            empty = 0;
        } else if (h->line.size == 0) {
            empty++;
        } else {
            for (; out->size > 0 && empty > 0; empty--) text_add_string(out, "\n");
            empty = 0;
            text_add(out, h->line);
            text_add_string(out, "\n");
        }
    }
    if (!h->closed) return refuse(h, "head", span_of(""), "the comment to end");
    if (exercise->statement.size > 0) return true;
    return refuse(h, "statement", span_of(""), "a paragraph below the fields");
}

bool exercise_read(Exercise *exercise, const char *path, Span source,
                   Problems *problems)
{
    static const char *const kinds[3] = {"code", "bug", "project"};
    static const char *const difficulties[3] = {"easy", "medium", "hard"};
    Head h = {.path = path, .problems = problems, .source = source};
    h.line = span_of("");
    Span needs = span_of("");
    bool good = read_title(&h, exercise)
        && read_choice(&h, "kind", kinds, &exercise->kind)
        && read_choice(&h, "difficulty", difficulties, &exercise->difficulty)
        && read_count(&h, "minutes", &exercise->minutes)
        && read_count(&h, "points", &exercise->points)
        && read_field(&h, "needs", &needs);
    text_add(&exercise->needs, needs);
    return good && read_prose(&h, exercise);
}

void exercise_free(Exercise *exercise)
{
    text_free(&exercise->number);
    text_free(&exercise->title);
    text_free(&exercise->kind);
    text_free(&exercise->difficulty);
    text_free(&exercise->needs);
    text_free(&exercise->statement);
    for (size_t i = 0; i < HINTS_AT_MOST; i++) text_free(&exercise->hints[i]);
    exercise->hint_count = 0;
}

/* Whether `Check it` can go on in the last paragraph: a list, a table, a formula or a
 * fence must end first. */
static bool ends_in_sentence(Span statement)
{
    size_t begin = statement.size > 0 ? statement.size - 1 : 0;
    while (begin > 0 && statement.data[begin - 1] != '\n') begin--;
    return begin < statement.size && is_letter(statement.data[begin]);
}

void exercise_quote(const Exercise *exercise, Text *out)
{
    const char *number = text_string(&exercise->number);
    Span statement = text_span(&exercise->statement);
    text_format(out, "> **Exercise %s. %s** (%d minutes, %s, %s).\n", number,
                text_string(&exercise->title), exercise->minutes,
                text_string(&exercise->difficulty), text_string(&exercise->kind));
    Span line;
    for (size_t at = 0; span_next_line(statement, &at, &line);) {
        text_add_string(out, line.size > 0 ? "> " : ">");
        text_add(out, line);
        text_add_string(out, "\n");
    }
    if (!ends_in_sentence(statement)) text_add_string(out, ">\n");
    text_format(out, "> Check it: `make exercise%s`.\n", number);
}
