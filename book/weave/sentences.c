/* Sentences: every measured number in them comes from the run. */
#include "weaver.h"

#include "prose.h"

/* The word before `at`, behind blanks and the marks of bold and italics. */
static Span word_before(Span block, size_t at)
{
    while (at > 0 && (is_space(block.data[at - 1]) || block.data[at - 1] == '*'
                      || block.data[at - 1] == '>')) {
        at--;
    }
    size_t end = at;
    while (at > 0 && is_letter(block.data[at - 1])) at--;
    return span_slice(block, at, end);
}

/* Whether a number is one of the book's own: Exercise 1.2, **Figure 1.2.** */
static bool is_numbering(Span block, const Number *number)
{
    static const char *const words[] = {
        "exercise", "exercises", "chapter", "chapters", "section", "sections",
    };
    Span word = word_before(block, number->begin);
    for (size_t i = 0; i < sizeof words / sizeof *words && word.size > 0; i++) {
        if (to_lower(word.data[0]) != words[i][0]) continue;
        if (span_is(span_slice(word, 1, word.size), words[i] + 1)) return true;
    }
    bool captioned = span_is(word, "Figure") || span_is(word, "Table");
    size_t begin = captioned ? (size_t)(word.data - block.data) : 0;
    return captioned && span_ends(span_slice(block, 0, begin), "**")
        && span_starts(span_slice(block, number->end, block.size), ".**");
}

/* Whether a second number of the book follows a first: exercises 1.2 and 1.3. */
static bool goes_on(Span block, size_t from, size_t to)
{
    static const char *const joints[] = {",", "and", "or", "to", "-", ", and"};
    Span between = span_trim(span_slice(block, from, to));
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (span_is(between, joints[i])) return true;
    }
    return false;
}

static bool is_measured(const Number *number)
{
    return !number->is_version && !number->is_word
        && (number->decimals > 0 || number->is_percent);
}

/* Checks the numbers of a block that begins on line `first`. */
static void check_numbers(Weaver *w, size_t first, Span block, Span mask)
{
    size_t counted = 0;
    size_t line = first;
    size_t numbering = NOWHERE;      /* the end of the book's number before */
    Number number;
    for (size_t at = 0; number_next(block, &at, &number);) {
        line += span_line_number(span_slice(block, counted, number.begin), NOWHERE) - 1;
        counted = number.begin;
        if (mask.data[number.end - 1] != MASK_PROSE || !is_measured(&number)) continue;
        if (is_numbering(block, &number)
            || (numbering != NOWHERE && goes_on(block, numbering, number.begin))) {
            numbering = number.end;
        } else if (!bindings_cover(&w->bindings, line, &number)) {
            Span found = span_slice(block, number.begin, number.end);
            const char *percent = number.is_percent ? "%" : "";
            complain(w, line, "number %.*s%s stands in a sentence and names no value "
                     "(bind it with a value directive, or write it as $%.*s%s$ if you "
                     "chose it)", SHOW(found), percent, SHOW(found),
                     number.is_percent ? "\\%" : "");
        }
    }
}

void weave_prose(Weaver *w)
{
    Text mask = {0};
    for (size_t first = 0; first < w->doc.count;) {
        LineKind kind = w->doc.lines[first].kind;
        size_t end = document_run_end(&w->doc, first);
        if (kind == LINE_TEXT || kind == LINE_HEADING) {
            Span block = document_span(&w->doc, first, end);
            prose_mask(&mask, block);
            weave_links(w, first, block, text_span(&mask));
            if (kind == LINE_TEXT) check_numbers(w, first, block, text_span(&mask));
        }
        first = end;
    }
    text_free(&mask);
}
