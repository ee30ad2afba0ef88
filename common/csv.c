/* Numbers between commas, read with the line and column of whatever is wrong. */
#include "dataset.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_FIELD = 64, MAX_COLUMNS = 100000, MAX_CLASSES = 1000 };

/* --- lines and fields; nothing here reads behind `end` ------------------------- */

/* Where the reader stands; lines and columns count from 1, in bytes. */
typedef struct Cursor {
    const char *at, *end, *line_start;
    size_t line;
    const char *path;
    Failure *failure;
} Cursor;

typedef struct Field {
    const char *start;
    size_t size;
} Field;

/* What no terminal should get: below the blank, and delete. */
static bool is_control(char letter)
{
    return (unsigned char)letter < 0x20 || letter == 0x7F;
}

/* Sets the failure `file:line:column: found "...", expected ...`; returns false. */
static bool complain(const Cursor *c, Field field, const char *wanted)
{
    // what no terminal should get, and the zero that would end the sentence, become ?
    enum { SHOWN = 40 };
    char shown[SHOWN + 1] = "";
    for (size_t i = 0; i < field.size && i < SHOWN; i++)
        shown[i] = is_control(field.start[i]) ? '?' : field.start[i];
    size_t column = (size_t)(field.start - c->line_start) + 1;
    if (field.size == 0)
        return failure_set(c->failure, "%s:%zu:%zu: an empty field, expected %s",
                           c->path, c->line, column, wanted);
    return failure_set(c->failure, "%s:%zu:%zu: found \"%s\"%s, expected %s", c->path,
                       c->line, column, shown, field.size > SHOWN ? "..." : "", wanted);
}

/* The end of this line's text: without LF, CRLF, or blanks at the end. */
static const char *line_end(const Cursor *c)
{
    const char *end = memchr(c->at, '\n', (size_t)(c->end - c->at));
    if (!end) end = c->end;
    while (end > c->at && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t')) end--;
    return end;
}

static void next_line(Cursor *c)
{
    const char *newline = memchr(c->at, '\n', (size_t)(c->end - c->at));
    c->at = newline ? newline + 1 : c->end;
    c->line_start = c->at;
    c->line++;
}

/* The field that starts at `at`, blanks around it left off. */
static Field field_at(const char *at, const char *end)
{
    const char *comma = memchr(at, ',', (size_t)(end - at));
    const char *stop = comma ? comma : end;
    while (at < stop && (*at == ' ' || *at == '\t')) at++;
    while (stop > at && (stop[-1] == ' ' || stop[-1] == '\t')) stop--;
    return (Field){at, (size_t)(stop - at)};
}

/* The start of the field behind the one at `at`; NULL behind the last. */
static const char *next_field(const char *at, const char *end)
{
    const char *comma = memchr(at, ',', (size_t)(end - at));
    return comma ? comma + 1 : NULL;
}

static size_t count_fields(const char *at, const char *end)
{
    size_t count = 0;
    for (; at; at = next_field(at, end)) count++;
    return count;
}

/* --- what they hold ------------------------------------------------------------ */

/* What the first line promised, or promised not. */
typedef struct Header {
    bool present;
    size_t samples, features;
} Header;

/* Decimal numbers only: strtod alone would also take "nan", "0x1p3" and "1e999". */
static bool parse_number(const Cursor *c, Field field, real *out)
{
    char text[MAX_FIELD] = "";
    char *end = text;
    if (field.size > 0 && field.size < sizeof text) {
        memcpy(text, field.start, field.size);
        text[field.size] = 0;
        if (strspn(text, "+-.0123456789eE") == field.size)
            *out = (real)strtod(text, &end);
    }
    if (end == text || *end != 0) return complain(c, field, "a number");
    if (isinf(*out)) return complain(c, field, "a number within range");
    return true;
}

static bool parse_count(const Cursor *c, Field field, size_t limit, const char *wanted,
                        size_t *out)
{
    size_t value = 0;
    bool good = field.size > 0;
    for (size_t i = 0; i < field.size && good; i++) {
        good = field.start[i] >= '0' && field.start[i] <= '9' && value <= limit;
        if (good) value = value * 10 + (size_t)(field.start[i] - '0');
    }
    *out = value;
    return good && value <= limit ? true : complain(c, field, wanted);
}

static char *copy_field(Field field)
{
    char *copy = malloc(field.size + 1);
    if (!copy) return NULL;
    memcpy(copy, field.start, field.size);
    copy[field.size] = 0;
    return copy;
}

/* Names the classes from the header's fields behind the two counts. */
static bool name_classes(Cursor *c, Dataset *out, const char *at, const char *end)
{
    out->class_names = calloc(out->classes, sizeof *out->class_names);
    for (size_t k = 0; out->class_names && k < out->classes; k++) {
        Field field = field_at(at, end);
        bool good = field.size > 0;
        for (size_t i = 0; i < field.size; i++) good &= !is_control(field.start[i]);
        if (!good) return complain(c, field, "the name of a class");
        out->class_names[k] = copy_field(field);
        if (!out->class_names[k]) break;
        at = next_field(at, end);
    }
    if (!out->class_names || !out->class_names[out->classes - 1])
        return failure_set(c->failure, "%s: no memory for %zu names", c->path,
                           out->classes);
    return true;
}

/* A header is a first line whose third field starts with a letter. */
static bool parse_header(Cursor *c, Dataset *out, Header *header)
{
    const char *end = line_end(c), *second = next_field(c->at, end);
    const char *third = second ? next_field(second, end) : NULL;
    if (!third || third == end) return true;
    char first_letter = field_at(third, end).size ? *field_at(third, end).start : '0';
    bool letter = (first_letter >= 'a' && first_letter <= 'z') ||
                  (first_letter >= 'A' && first_letter <= 'Z');
    if (!letter) return true;

    header->present = true;
    if (!parse_count(c, field_at(c->at, end), 100000000,
                     "the header's count of samples", &header->samples) ||
        !parse_count(c, field_at(second, end), MAX_COLUMNS,
                     "the header's count of features", &header->features))
        return false;
    out->classes = count_fields(third, end);
    if (out->classes > MAX_CLASSES)
        return complain(c, field_at(third, end), "fewer classes");
    if (!name_classes(c, out, third, end)) return false;
    next_line(c);
    return true;
}

static bool check_width(const Cursor *c, size_t wanted)
{
    const char *end = line_end(c), *odd = c->at;
    size_t found = count_fields(odd, end);
    if (found == wanted) return true;
    // the column of the first field too many, or where the first is missing
    for (size_t j = 0; odd && j < wanted; j++) odd = next_field(odd, end);
    return failure_set(c->failure, "%s:%zu:%zu: %zu columns, expected %zu", c->path,
                       c->line, (size_t)((odd ? odd : end) - c->line_start) + 1, found,
                       wanted);
}

/* More numbers are promised than there are bytes: some row is too narrow, and is found
 * before room is made for all of them. */
static bool check_promise(Cursor c, size_t rows, size_t features)
{
    if (features <= (size_t)(c.end - c.at) / rows) return true;
    for (; c.at < c.end; next_line(&c))
        if (line_end(&c) > c.at && !check_width(&c, features + 1)) return false;
    return true;
}

static bool parse_row(Cursor *c, Dataset *out, const Header *header, size_t row)
{
    const char *end = line_end(c), *at = c->at;
    size_t label;
    if (!check_width(c, out->x.cols + 1)) return false;
    for (size_t j = 0; j < out->x.cols; j++, at = next_field(at, end))
        if (!parse_number(c, field_at(at, end), &matrix_at(out->x, row, j)))
            return false;

    size_t limit = header->present ? out->classes - 1 : MAX_CLASSES - 1;
    char expected[64];
    snprintf(expected, sizeof expected, "a class, a whole number from 0 to %zu", limit);
    if (!parse_count(c, field_at(at, end), limit, expected, &label)) return false;
    matrix_at(out->y, row, 0) = (real)label;
    if (!header->present && label >= out->classes) out->classes = label + 1;
    return true;
}

/* Counts the lines that hold anything, from here to the end. */
static size_t count_rows(Cursor c)
{
    size_t count = 0;
    for (; c.at < c.end; next_line(&c)) count += line_end(&c) > c.at;
    return count;
}

static bool parse_all(Cursor *c, Dataset *out)
{
    Header header = {false, 0, 0};
    if (!parse_header(c, out, &header)) return false;
    size_t rows = count_rows(*c);
    if (rows == 0) return failure_set(c->failure, "%s: holds no samples", c->path);
    if (header.present && rows != header.samples)
        return failure_set(c->failure,
                           "%s: %zu samples, but its first line promises %zu", c->path,
                           rows, header.samples);

    while (line_end(c) == c->at) next_line(c);
    size_t width = count_fields(c->at, line_end(c));
    if (width < 2 || width > MAX_COLUMNS)
        return failure_set(c->failure, "%s:%zu:1: %zu column%s, expected 2 to %d",
                           c->path, c->line, width, width == 1 ? "" : "s", MAX_COLUMNS);
    size_t features = header.present ? header.features : width - 1;
    if (features == 0)
        return failure_set(c->failure, "%s:1: the header promises 0 features", c->path);
    if (!check_promise(*c, rows, features) ||
        !matrix_try_new(&out->x, rows, features, c->failure) ||
        !matrix_try_new(&out->y, rows, 1, c->failure))
        return false;

    for (size_t row = 0; row < rows; next_line(c))
        if (line_end(c) > c->at && !parse_row(c, out, &header, row++)) return false;
    return header.present || dataset_number_classes(out, c->path, c->failure);
}

bool dataset_parse_csv(Dataset *out, Bytes bytes, const char *path, Failure *failure)
{
    *out = (Dataset){.classes = 0};
    const char *start = (const char *)bytes.data;
    if (bytes.size == 0) return failure_set(failure, "%s: is empty", path);

    Cursor cursor = {start, start + bytes.size, start, 1, path, failure};
    if (bytes.size >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0)
        cursor.at = cursor.line_start = start + 3; // a byte-order mark
    bool good = parse_all(&cursor, out);
    if (!good) dataset_free(out);
    return good;
}

bool dataset_read_csv(Dataset *out, const char *path, Failure *failure)
{
    Bytes bytes;
    *out = (Dataset){.classes = 0};
    if (!bytes_read(&bytes, path, failure)) return false;
    bool good = dataset_parse_csv(out, bytes, path, failure);
    bytes_free(&bytes);
    return good;
}
