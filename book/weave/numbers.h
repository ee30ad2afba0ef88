/* numbers: numbers as a text spells them, and how it would spell those of a run. */
#ifndef WEAVE_NUMBERS_H
#define WEAVE_NUMBERS_H

#include "span.h"

enum { NUMBER_AT_MOST = 64 };

/* 1,234.5  -0.43  1.2e-7  1.2 \times 10^{-7}  43%  nan  inf */
typedef struct {
    size_t begin;          /* of the sign, if there is one */
    size_t end;            /* the percent sign does not count */
    char plain[NUMBER_AT_MOST];   /* one spelling for all that mean the same digits:
                                   * -1234.5, 1.2e-7; "" when it is too long */
    size_t size;           /* of the spelling, even if too long */
    int decimals;          /* digits behind the point */
    bool is_word;          /* nan or inf */
    bool has_exponent;
    bool is_percent;       /* a percent sign follows */
    bool is_percent_in_words;   /* in a binding: the text says percent further on */
    bool is_version;       /* 1.2.3 */
} Number;

/* Takes the next number of `s` at or after *at and moves *at behind it. What is part of
 * a name, such as the 2 of w2, is no number. */
bool number_next(Span s, size_t *at, Number *number);

/* Reads all of `text`, a percent sign or the word included, as one number. */
bool number_read(Span text, Number *number);

/* Writes `value` to `out` as the run gives it, to as many digits as `number` shows. */
void number_print(char *out, size_t size, double value, const Number *number);

/* Whether `value`, rounded to the digits shown, is `number`. */
bool number_agrees(const Number *number, double value);

/* Whether two numbers of a text are spelt with the same digits. */
bool number_same(const Number *a, const Number *b);

#endif
