#include "numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The minus sign of typesetters, U+2212. */
#define MINUS "\xe2\x88\x92"

static char byte(Span s, size_t at)
{
    return at < s.size ? s.data[at] : '\0';
}

static size_t skip_digits(Span s, size_t at)
{
    while (is_digit(byte(s, at))) at++;
    return at;
}

static size_t skip_blanks(Span s, size_t at)
{
    while (byte(s, at) == ' ') at++;
    return at;
}

/* Appends bytes begin to end - 1 of `s`, but for commas, to the plain spelling. */
static void spell(Number *n, Span s, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if (s.data[i] == ',') continue;
        if (n->size + 1 < NUMBER_AT_MOST) n->plain[n->size] = s.data[i];
        n->size++;
    }
}

/* Ends the plain spelling: -0.00 is 0.00, and one that is too long is none. */
static void end_spelling(Number *n)
{
    n->plain[n->size < NUMBER_AT_MOST ? n->size : 0] = '\0';
    if (n->plain[0] == '-' && strspn(n->plain, "-0.") == strlen(n->plain)) {
        memmove(n->plain, n->plain + 1, strlen(n->plain));
    }
}

/* The end of the integer part: digits, or 1,234,567. */
static size_t integer_end(Span s, size_t at)
{
    size_t end = skip_digits(s, at);
    if (end - at > 3) return end;
    while (byte(s, end) == ',' && skip_digits(s, end + 1) == end + 4) end += 4;
    return end;
}

/* Reads a sign and digits at `at` as the exponent of `n`; returns the end or `at`. */
static size_t take_exponent(Number *n, Span s, size_t at)
{
    size_t digits = at;
    bool negative = byte(s, at) == '-';
    if (negative || byte(s, at) == '+') {
        digits++;
    } else if (span_starts(span_slice(s, at, s.size), MINUS)) {
        negative = true;
        digits += strlen(MINUS);
    }
    size_t end = skip_digits(s, digits);
    if (end == digits) return at;
    while (digits + 1 < end && s.data[digits] == '0') digits++;
    spell(n, span_of(negative ? "e-" : "e"), 0, negative ? 2 : 1);
    spell(n, s, digits, end);
    n->has_exponent = true;
    return end;
}

/* Reads `e-7`, or ` \times 10^{-7}` with \cdot for \times and braces at will. */
static size_t take_scale(Number *n, Span s, size_t at)
{
    if (to_lower(byte(s, at)) == 'e') {
        size_t end = take_exponent(n, s, at + 1);
        return end > at + 1 ? end : at;
    }
    size_t i = skip_blanks(s, at);
    Span rest = span_slice(s, i, s.size);
    size_t skipped = span_starts(rest, "\\times") ? 6
                   : span_starts(rest, "\\cdot") ? 5 : 0;
    if (skipped == 0) return at;
    i = skip_blanks(s, i + skipped);
    if (!span_starts(span_slice(s, i, s.size), "10^")) return at;
    bool braces = byte(s, i + 3) == '{';
    size_t digits = i + (braces ? 4 : 3);
    size_t end = take_exponent(n, s, digits);
    return end > digits ? end + (braces && byte(s, end) == '}' ? 1 : 0) : at;
}

/* Reads the sign before `at`, unless it is a hyphen or a subtraction. */
static void take_sign(Number *n, Span s, size_t at)
{
    size_t begin = at;
    Span before = span_slice(s, 0, at);
    if (span_ends(before, "-")) begin = at - 1;
    else if (span_ends(before, MINUS)) begin = at - strlen(MINUS);
    n->begin = begin;
    if (begin == at) return;
    char c = begin > 0 ? s.data[begin - 1] : ' ';
    if (is_word(c) || c == ')' || c == ']' || c == '-') n->begin = at;
    else spell(n, span_of("-"), 0, 1);
}

static void take_percent(Number *n, Span s)
{
    n->is_percent = byte(s, n->end) == '%'
                 || (byte(s, n->end) == '\\' && byte(s, n->end + 1) == '%');
}

/* Reads the number whose first digit is at `at`. */
static void take_digits(Number *n, Span s, size_t at)
{
    *n = (Number){0};
    take_sign(n, s, at);
    size_t end = integer_end(s, at);
    if (byte(s, end) == '.' && is_digit(byte(s, end + 1))) {
        size_t point = end;
        end = skip_digits(s, end + 1);
        n->decimals = (int)(end - point - 1 < 1000 ? end - point - 1 : 1000);
    }
    spell(n, s, at, end);
    while (byte(s, end) == '.' && is_digit(byte(s, end + 1))) {
        n->is_version = true;
        end = skip_digits(s, end + 1);
    }
    n->end = n->is_version ? end : take_scale(n, s, end);
    end_spelling(n);
    take_percent(n, s);
}

/* Reads nan or inf at `at`, as a word by itself. */
static bool take_word(Number *n, Span s, size_t at)
{
    char word[4] = {to_lower(byte(s, at)), to_lower(byte(s, at + 1)),
                    to_lower(byte(s, at + 2)), '\0'};
    if (strcmp(word, "nan") != 0 && strcmp(word, "inf") != 0) return false;
    if (is_word(byte(s, at + 3))) return false;
    *n = (Number){.end = at + 3, .is_word = true};
    take_sign(n, s, at);
    spell(n, span_of(word), 0, 3);
    end_spelling(n);
    take_percent(n, s);
    return true;
}

/* Whether the byte at `at` continues a name or a number. */
static bool continues(Span s, size_t at)
{
    if (at == 0) return false;
    char before = s.data[at - 1];
    if (before == '_') return at > 1 && is_word(s.data[at - 2]);
    return is_word(before) || (before == '\\' && is_letter(s.data[at]))
        || (before == '.' && at > 1 && is_digit(s.data[at - 2]));
}

bool number_next(Span s, size_t *at, Number *number)
{
    for (size_t i = *at; i < s.size; i++) {
        if (continues(s, i)) continue;
        if (is_digit(s.data[i])) take_digits(number, s, i);
        else if (!take_word(number, s, i)) continue;
        *at = number->end;
        return true;
    }
    return false;
}

bool number_read(Span text, Number *number)
{
    size_t at = 0;
    if (!number_next(text, &at, number) || number->begin != 0) return false;
    Span rest = span_slice(text, number->end, text.size);
    return !number->is_version && number->plain[0] != '\0'
        && (rest.size == 0 || (number->is_percent && rest.size <= 2)
            || (number->is_percent_in_words = span_is(rest, " percent")));
}

void number_print(char *out, size_t size, double value, const Number *number)
{
    if (number->is_percent || number->is_percent_in_words) value *= 100.0;
    if (isnan(value)) snprintf(out, size, "nan");
    else if (isinf(value)) snprintf(out, size, value < 0.0 ? "-inf" : "inf");
    else if (number->is_word) snprintf(out, size, "%g", value);
    else if (number->has_exponent) snprintf(out, size, "%.*e", number->decimals, value);
    else snprintf(out, size, "%.*f", number->decimals, value);
}

bool number_agrees(const Number *number, double value)
{
    char printed[512];
    Number given;
    number_print(printed, sizeof printed, value, number);
    return number_read(span_of(printed), &given) && number_same(number, &given);
}

bool number_same(const Number *a, const Number *b)
{
    return a->plain[0] != '\0' && strcmp(a->plain, b->plain) == 0;
}
