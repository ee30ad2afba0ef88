/* The second half of exercise.h: solutions, and stubs in their place. */
#include "exercise.h"

typedef enum { OUTSIDE, IN_SOLUTION, IN_STUB } Region;

/* The region that begins behind the line, when the line is a marker. */
static bool is_marker(Span line, Region *behind)
{
    line = span_trim(line);
    if (span_find(line, "/* BEGIN SOLUTION */", 0) != NOWHERE) *behind = IN_SOLUTION;
    else if (span_is(line, "/* STUB")) *behind = IN_STUB;
    else if (span_is(line, "* END SOLUTION */")) *behind = OUTSIDE;
    else return false;
    return true;
}

/* The offset of the first hint in the head comment, or NOWHERE. */
static size_t find_hints(Span source)
{
    size_t head_end = span_find(source, "*/", 0);
    Span head = span_slice(source, 0, head_end);
    Span line;
    size_t begin = 0;
    for (size_t at = 0; span_next_line(head, &at, &line); begin = at) {
        Span text = span_trim(line);
        if (span_starts(text, "*")) text = span_trim(span_slice(text, 1, text.size));
        bool hint = span_starts(text, "Hint ") && text.size > 5
                 && is_digit(text.data[5]);
        if (hint && head_end != NOWHERE) return begin;
    }
    return NOWHERE;
}

/* Whether the head, which is cut at its hints, is ended by a marker: then it was never
 * closed, and a solution would go with it into the starter. */
static bool head_swallows(Span source, size_t begin, size_t end)
{
    size_t head_end = span_find(source, "*/", 0);
    return head_end >= begin && head_end < end && find_hints(source) != NOWHERE;
}

/* Checks that each solution is followed by its stub and each stub is ended. */
static bool check_markers(const char *path, Span source, Problems *problems)
{
    static const char *const wanted[] = {
        [OUTSIDE] = "/* BEGIN SOLUTION */",
        [IN_SOLUTION] = "/* STUB",
        [IN_STUB] = " * END SOLUTION */",
    };
    Region now = OUTSIDE;
    size_t number = 0;
    size_t begin = 0;
    Span line;
    for (size_t at = 0; span_next_line(source, &at, &line); begin = at) {
        Region behind = now;
        number++;
        bool marker = is_marker(line, &behind);
        if (marker && head_swallows(source, begin, at)) {
            problem(problems, path, number, "found '%.*s' in the head; wanted its end, "
                    "'*/', before", SHOW(span_trim(line)));
            return false;
        }
        bool ends_stub = now == IN_STUB && span_find(line, "*/", 0) != NOWHERE;
        if ((marker && behind != (Region)((now + 1) % 3)) || (!marker && ends_stub)) {
            problem(problems, path, number, "found '%.*s'; wanted the marker '%s'",
                    SHOW(span_trim(line)), wanted[now]);
            return false;
        }
        now = behind;
    }
    if (now == OUTSIDE) return true;
    problem(problems, path, number, "the file ends in a solution; wanted the marker "
            "'%s'", wanted[now]);
    return false;
}

/* `head` without the lines at its end that hold nothing but a star. */
static Span without_empty_lines(Span head)
{
    for (;;) {
        head = span_trim(head);
        size_t begin = head.size;
        while (begin > 0 && head.data[begin - 1] != '\n') begin--;
        Span last = span_slice(head, begin, head.size);
        if (begin == 0 || !span_is(span_trim(last), "*")) return head;
        head = span_slice(head, 0, begin);
    }
}

/* Appends the head up to its hints and closes it; returns where the head ends. */
static size_t add_head(Text *out, Span source)
{
    size_t hints = find_hints(source);
    if (hints == NOWHERE) return 0;
    text_add(out, without_empty_lines(span_slice(source, 0, hints)));
    text_add_string(out, " */");
    return span_find(source, "*/", 0) + 2;
}

static void add_line(Text *out, Span line)
{
    text_add(out, line);
    text_add_string(out, "\n");
}

bool exercise_starter(Text *out, const char *path, Span source, Problems *problems)
{
    if (!check_markers(path, source, problems)) return false;
    Region now = OUTSIDE;
    Span line;
    for (size_t at = add_head(out, source); span_next_line(source, &at, &line);) {
        if (!is_marker(line, &now) && now != IN_SOLUTION) add_line(out, line);
    }
    return true;
}

bool exercise_solution(Text *out, const char *path, Span source, Problems *problems)
{
    if (!check_markers(path, source, problems)) return false;
    Region now = OUTSIDE;
    size_t begun = out->size;
    Span line;
    for (size_t at = 0; span_next_line(source, &at, &line);) {
        if (is_marker(line, &now)) {
            if (now == IN_SOLUTION && out->size > begun) text_add_string(out, "\n");
        } else if (now == IN_SOLUTION) {
            add_line(out, line);
        }
    }
    return true;
}
