#include "csv_cursor.h"

#include <string.h>

bool csv_is_control(char letter)
{
    return (unsigned char)letter < 0x20 || letter == 0x7F;
}

bool csv_complain(const CsvCursor *c, CsvField field, const char *wanted)
{
    // what no terminal should get, and the zero that would end the sentence, become ?
    enum { SHOWN = 40 };
    char shown[SHOWN + 1] = "";
    for (size_t i = 0; i < field.size && i < SHOWN; i++)
        shown[i] = csv_is_control(field.start[i]) ? '?' : field.start[i];
    size_t column = (size_t)(field.start - c->line_start) + 1;
    if (field.size == 0)
        return failure_set(c->failure, "%s:%zu:%zu: an empty field, expected %s",
                           c->path, c->line, column, wanted);
    return failure_set(c->failure, "%s:%zu:%zu: found \"%s\"%s, expected %s", c->path,
                       c->line, column, shown, field.size > SHOWN ? "..." : "", wanted);
}

const char *csv_line_end(const CsvCursor *c)
{
    const char *end = memchr(c->at, '\n', (size_t)(c->end - c->at));
    if (!end) end = c->end;
    while (end > c->at && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t')) end--;
    return end;
}

void csv_next_line(CsvCursor *c)
{
    const char *newline = memchr(c->at, '\n', (size_t)(c->end - c->at));
    c->at = newline ? newline + 1 : c->end;
    c->line_start = c->at;
    c->line++;
}

CsvField csv_field(const char *at, const char *end)
{
    const char *comma = memchr(at, ',', (size_t)(end - at));
    const char *stop = comma ? comma : end;
    while (at < stop && (*at == ' ' || *at == '\t')) at++;
    while (stop > at && (stop[-1] == ' ' || stop[-1] == '\t')) stop--;
    return (CsvField){at, (size_t)(stop - at)};
}

const char *csv_next_field(const char *at, const char *end)
{
    const char *comma = memchr(at, ',', (size_t)(end - at));
    return comma ? comma + 1 : NULL;
}

size_t csv_count_fields(const char *at, const char *end)
{
    size_t count = 0;
    for (; at; at = csv_next_field(at, end)) count++;
    return count;
}
