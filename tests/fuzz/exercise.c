/* The file of an exercise: the reader's part never holds the solution's. */
#include "exercise.h"

#include "fuzz.h"

/* Every refusal has its problem, and appends nothing. */
static bool extracted(bool extract(Text *, const char *, Span, Problems *), Text *out,
                      Span source)
{
    Problems problems = {0};
    bool good = extract(out, "1.1-x.c", source, &problems);
    PROMISE(good == (problems.count == 0));
    if (!good) PROMISE(out->size == 0);
    problems_free(&problems);
    return good;
}

static void read_head(Span source)
{
    Problems problems = {0};
    Exercise exercise = {0};
    Text quote = {0};
    bool good = exercise_read(&exercise, "1.1-x.c", source, &problems);
    PROMISE(good == (problems.count == 0));
    PROMISE(exercise.hint_count <= HINTS_AT_MOST);
    if (good) exercise_quote(&exercise, &quote);
    if (good) PROMISE(quote.size > 0 && exercise.minutes > 0 && exercise.points > 0);
    text_free(&quote);
    exercise_free(&exercise);
    problems_free(&problems);
}

static size_t count_lines(Span text, Span wanted)
{
    size_t count = 0;
    Span line;
    for (size_t at = 0; span_next_line(text, &at, &line);)
        count += span_equal(line, wanted);
    return count;
}

/* Whether the line is one of the source's with a comment's end put behind it, as the
 * head gets it where its hints are cut off. */
static bool is_closed_head(Span source, Span line)
{
    Span end = span_of(" */"), other;
    if (line.size < end.size) return false;
    Span before = span_slice(line, 0, line.size - end.size);
    if (!span_equal(span_slice(line, before.size, line.size), end)) return false;
    for (size_t at = 0; span_next_line(source, &at, &other);)
        if (span_equal(span_trim(other), span_trim(before))) return true;
    return false;
}

/* No line of the solution that stands once in the source, and is long enough to say
 * something, is in the starter. */
static void nothing_told(Span source, Span starter, Span solution)
{
    enum { SAYS_SOMETHING = 12 };
    Span line;
    for (size_t at = 0; span_next_line(solution, &at, &line);)
        if (span_trim(line).size >= SAYS_SOMETHING && count_lines(source, line) == 1 &&
            !is_closed_head(source, line))
            PROMISE(count_lines(starter, line) == 0);
}

int FUZZ_TARGET(exercise)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    Span source = {(char *)bytes.data, size};
    Text starter = {0}, solution = {0};
    read_head(source);
    bool one = extracted(exercise_starter, &starter, source);
    bool other = extracted(exercise_solution, &solution, source);
    PROMISE(one == other);
    if (one) nothing_told(source, text_span(&starter), text_span(&solution));
    text_free(&starter);
    text_free(&solution);
    bytes_free(&bytes);
    return 0;
}
