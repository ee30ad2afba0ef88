#include "span.h"

#include <string.h>

enum { SHOWN_AT_MOST = 100 };

bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

char to_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

Span span_of(const char *string)
{
    return (Span){string, strlen(string)};
}

Span span_slice(Span s, size_t begin, size_t end)
{
    if (end > s.size) end = s.size;
    if (begin > end) begin = end;
    return (Span){s.data + begin, end - begin};
}

Span span_trim(Span s)
{
    size_t begin = 0;
    while (begin < s.size && is_space(s.data[begin])) begin++;
    size_t end = s.size;
    while (end > begin && is_space(s.data[end - 1])) end--;
    return span_slice(s, begin, end);
}

bool span_equal(Span a, Span b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool span_is(Span s, const char *string)
{
    return span_equal(s, span_of(string));
}

bool span_starts(Span s, const char *prefix)
{
    Span wanted = span_of(prefix);
    return s.size >= wanted.size && span_equal(span_slice(s, 0, wanted.size), wanted);
}

bool span_ends(Span s, const char *suffix)
{
    Span wanted = span_of(suffix);
    return s.size >= wanted.size
        && span_equal(span_slice(s, s.size - wanted.size, s.size), wanted);
}

size_t span_find(Span s, const char *needle, size_t from)
{
    Span wanted = span_of(needle);
    while (from < s.size && s.size - from >= wanted.size) {
        const char *hit = memchr(s.data + from, wanted.data[0], s.size - from);
        if (hit == NULL) return NOWHERE;
        from = (size_t)(hit - s.data);
        if (span_starts(span_slice(s, from, s.size), needle)) return from;
        from++;
    }
    return NOWHERE;
}

size_t span_indent(Span s)
{
    size_t count = 0;
    while (count < s.size && (s.data[count] == ' ' || s.data[count] == '\t')) count++;
    return count;
}

bool span_next_line(Span s, size_t *at, Span *line)
{
    if (*at >= s.size) return false;
    const char *newline = memchr(s.data + *at, '\n', s.size - *at);
    size_t end = newline != NULL ? (size_t)(newline - s.data) : s.size;
    *line = span_slice(s, *at, end);
    if (newline != NULL && line->size > 0 && line->data[line->size - 1] == '\r') {
        line->size--;
    }
    *at = newline != NULL ? end + 1 : end;
    return true;
}

bool span_next_word(Span *rest, Span *word)
{
    Span s = span_trim(*rest);
    size_t end = 0;
    while (end < s.size && !is_space(s.data[end])) end++;
    *word = span_slice(s, 0, end);
    *rest = span_slice(s, end, s.size);
    return word->size > 0;
}

size_t span_line_number(Span s, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset && i < s.size; i++) {
        if (s.data[i] == '\n') line++;
    }
    return line;
}

int span_shown(Span s)
{
    if (s.size <= SHOWN_AT_MOST) return (int)s.size;
    int size = SHOWN_AT_MOST;
    while (size > 0 && ((unsigned char)s.data[size] & 0xc0) == 0x80) size--;
    return size;           /* not in the middle of a character of UTF-8 */
}
