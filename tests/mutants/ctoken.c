#include "ctoken.h"

#include <ctype.h>
#include <string.h>

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

bool span_equal(Span a, Span b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

bool span_is(Span s, const char *string)
{
    return span_equal(s, span_of(string));
}

bool span_ends(Span s, const char *suffix)
{
    size_t size = strlen(suffix);
    return s.size >= size && span_is(span_slice(s, s.size - size, s.size), suffix);
}

static char byte(Span source, size_t at)
{
    return at < source.size ? source.data[at] : '\0';
}

static bool is_digit(char c)
{
    return isdigit((unsigned char)c);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The length of a backslash and line ending at `at`, or 0. */
static size_t splice(Span source, size_t at)
{
    return byte(source, at) == '\\' && byte(source, at + 1) == '\n' ? 2 : 0;
}

/* The end of the comment that opens at `at`. */
static size_t end_of_comment(Span source, size_t at)
{
    bool block = source.data[at + 1] == '*';
    for (at += 2; at < source.size; at += splice(source, at) ? 2 : 1) {
        if (block && byte(source, at) == '*' && byte(source, at + 1) == '/')
            return at + 2;
        if (!block && source.data[at] == '\n') return at;
    }
    return source.size;
}

/* The end of the string or character constant that opens at `at`. */
static size_t end_of_quoted(Span source, size_t at)
{
    char quote = source.data[at++];
    while (at < source.size && source.data[at] != quote && source.data[at] != '\n')
        at += source.data[at] == '\\' ? 2 : 1;
    if (at >= source.size) return source.size;
    return source.data[at] == quote ? at + 1 : at;
}

static size_t end_of_number(Span source, size_t at)
{
    for (; at < source.size; at++) {
        char c = source.data[at],
             before = (char)tolower((unsigned char)byte(source, at - 1));
        bool sign = (c == '+' || c == '-') && (before == 'e' || before == 'p');
        if (!is_word(c) && c != '.' && !sign) break;
    }
    return at;
}

/* Whether a comment opens at `at`. */
static bool is_comment(Span source, size_t at)
{
    char next = byte(source, at + 1);
    return byte(source, at) == '/' && (next == '*' || next == '/');
}

/* The end of the preprocessor line at `at`; a block comment may carry it further. */
static size_t end_of_directive(Span source, size_t at)
{
    while (at < source.size && source.data[at] != '\n') {
        char c = source.data[at];
        if (is_comment(source, at))
            at = end_of_comment(source, at);
        else if (c == '"' || c == '\'')
            at = end_of_quoted(source, at);
        else
            at += splice(source, at) ? 2 : 1;
    }
    return at;
}

static bool begins_line(Span source, size_t at)
{
    while (at > 0 && (source.data[at - 1] == ' ' || source.data[at - 1] == '\t')) at--;
    return at == 0 || source.data[at - 1] == '\n';
}

static Token token_next(Span source, size_t at)
{
    while (at < source.size && isspace((unsigned char)source.data[at])) at++;
    if (at >= source.size) return (Token){TOKEN_END, source.size, source.size};
    char c = source.data[at];
    if (is_digit(c) || (c == '.' && is_digit(byte(source, at + 1))))
        return (Token){TOKEN_NUMBER, at, end_of_number(source, at)};
    if (is_word(c)) {
        size_t end = at;
        while (is_word(byte(source, end))) end++;
        return (Token){TOKEN_WORD, at, end};
    }
    if (c == '"' || c == '\'')
        return (Token){TOKEN_STRING, at, end_of_quoted(source, at)};
    if (is_comment(source, at))
        return (Token){TOKEN_IGNORED, at, end_of_comment(source, at)};
    if (c == '#' && begins_line(source, at))
        return (Token){TOKEN_IGNORED, at, end_of_directive(source, at)};
    return (Token){TOKEN_PUNCTUATION, at, at + 1};
}

Token token_next_code(Span source, size_t at)
{
    Token token = token_next(source, at);
    while (token.kind == TOKEN_IGNORED) token = token_next(source, token.end);
    return token;
}

Span token_span(Span source, Token token)
{
    return span_slice(source, token.begin, token.end);
}
