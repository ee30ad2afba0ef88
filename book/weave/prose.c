#include "prose.h"

enum { LINK_AT_MOST = 4096, NESTED_AT_MOST = 32, RUN_AT_MOST = 64 };

/* What is known while a block is masked. */
typedef struct {
    Span block;
    char *mask;
    bool unclosed_code[RUN_AT_MOST];   /* by length: no closing run stands ahead */
    bool unclosed_math[3];             /* for $ and $$ */
    bool unclosed_comment;
} Masker;

static void paint(Masker *m, size_t begin, size_t end, char with)
{
    for (size_t i = begin; i < end && i < m->block.size; i++) m->mask[i] = with;
}

static size_t run_length(Span s, size_t at)
{
    size_t end = at;
    while (end < s.size && s.data[end] == s.data[at]) end++;
    return end - at;
}

/* Masks the code span that opens at `at`; returns the offset behind what it read. */
static size_t mask_code(Masker *m, size_t at)
{
    size_t length = run_length(m->block, at);
    size_t slot = length < RUN_AT_MOST ? length : RUN_AT_MOST - 1;
    if (m->unclosed_code[slot]) return at + length;
    size_t i = at + length;
    while ((i = span_find(m->block, "`", i)) != NOWHERE) {
        size_t closing = run_length(m->block, i);
        if (closing == length) {
            paint(m, at, i + length, MASK_CODE);
            return i + length;
        }
        i += closing;
    }
    m->unclosed_code[slot] = true;
    return at + length;
}

/* Whether the '$' at `at` can close inline maths: nothing blank before, no digit
 * behind, so that "$5 and $6" stays two prices. */
static bool closes_math(Span s, size_t at)
{
    return s.data[at - 1] != '\\' && !is_space(s.data[at - 1])
        && (at + 1 >= s.size || !is_digit(s.data[at + 1]));
}

static size_t mask_math(Masker *m, size_t at)
{
    size_t length = run_length(m->block, at) >= 2 ? 2 : 1;
    size_t open = at + length;
    bool opens = length == 2
              || (open < m->block.size && !is_space(m->block.data[open]));
    if (!opens || m->unclosed_math[length]) return open;
    size_t i = open;
    while ((i = span_find(m->block, length == 2 ? "$$" : "$", i)) != NOWHERE) {
        if (length == 2 || (i > open && closes_math(m->block, i))) {
            paint(m, at, i + length, MASK_MATH);
            return i + length;
        }
        i += length;
    }
    m->unclosed_math[length] = true;
    return open;
}

/* Masks a comment, a tag or an address in angle brackets. */
static size_t mask_angle(Masker *m, size_t at)
{
    Span rest = span_slice(m->block, at, m->block.size);
    size_t end = NOWHERE;
    if (span_starts(rest, "<!--")) {
        if (!m->unclosed_comment) end = span_find(m->block, "-->", at + 4);
        m->unclosed_comment = end == NOWHERE;
        if (end != NOWHERE) end += 3;
    } else if (rest.size > 1 && (is_letter(rest.data[1]) || rest.data[1] == '/')) {
        end = span_find(span_slice(rest, 0, LINK_AT_MOST), ">", 0);
        if (end != NOWHERE) end += at + 1;
    }
    if (end == NOWHERE) return at + 1;
    paint(m, at, end, MASK_QUIET);
    return end;
}

/* Masks a citation [@...]; a link's text is left as it is. */
static size_t mask_citation(Masker *m, size_t at)
{
    Span rest = span_slice(m->block, at, at + LINK_AT_MOST);
    size_t end = span_starts(rest, "[@") ? span_find(rest, "]", 0) : NOWHERE;
    if (end == NOWHERE) return at + 1;
    paint(m, at, at + end + 1, MASK_QUIET);
    return at + end + 1;
}

/* Masks an address that stands in the open. */
static size_t mask_address(Masker *m, size_t at)
{
    Span rest = span_slice(m->block, at, m->block.size);
    if (!span_starts(rest, "http://") && !span_starts(rest, "https://")) return at + 1;
    size_t end = at;
    while (end < m->block.size && !is_space(m->block.data[end])
           && m->block.data[end] != ')' && m->block.data[end] != '>') {
        end++;
    }
    paint(m, at, end, MASK_QUIET);
    return end;
}

/* Masks the targets of links, and the text of those that point to labels. */
static void mask_links(Masker *m)
{
    Link link;
    size_t hash;
    Span mask = {m->mask, m->block.size};
    for (size_t at = 0; prose_next_link(m->block, mask, &at, &link);) {
        size_t text_end = link.begin + (link.image ? 2 : 1) + link.text.size;
        if (prose_is_reference(link.target, &hash) && !link.image) {
            paint(m, link.begin, text_end, MASK_REFERENCE);
        }
        for (size_t i = text_end; i < link.end; i++) {
            if (m->mask[i] == MASK_PROSE) m->mask[i] = MASK_QUIET;
        }
    }
}

void prose_mask(Text *mask, Span block)
{
    text_free(mask);
    text_add(mask, block);
    Masker m = {.block = block, .mask = mask->data};
    paint(&m, 0, block.size, MASK_PROSE);
    for (size_t at = 0; at < block.size;) {
        switch (block.data[at]) {
        case '\\': at += 2; break;
        case '`': at = mask_code(&m, at); break;
        case '$': at = mask_math(&m, at); break;
        case '<': at = mask_angle(&m, at); break;
        case '[': at = mask_citation(&m, at); break;
        case 'h': at = mask_address(&m, at); break;
        default: at++; break;
        }
    }
    mask_links(&m);
}

/* The offset of the bracket that closes the one at `at`, or NOWHERE. Brackets in code
 * and maths do not count. */
static size_t closing(Span block, Span mask, size_t at, char open, char close)
{
    size_t depth = 0;
    for (size_t i = at; i < block.size && i - at < LINK_AT_MOST; i++) {
        char c = block.data[i];
        if (depth > NESTED_AT_MOST) return NOWHERE;
        if (mask.data[i] == MASK_CODE || mask.data[i] == MASK_MATH) continue;
        if (c == '\\') i++;
        else if (c == open) depth++;
        else if (c == close && --depth == 0) return i;
    }
    return NOWHERE;
}

bool prose_next_link(Span block, Span mask, size_t *at, Link *link)
{
    for (size_t i = *at; i < block.size; i++) {
        if (block.data[i] != '[' || mask.data[i] == MASK_CODE
            || mask.data[i] == MASK_MATH || (i > 0 && block.data[i - 1] == '\\')) {
            continue;
        }
        size_t text_end = closing(block, mask, i, '[', ']');
        if (text_end == NOWHERE || text_end + 1 >= block.size
            || block.data[text_end + 1] != '(') {
            continue;
        }
        size_t end = closing(block, mask, text_end + 1, '(', ')');
        if (end == NOWHERE) continue;
        Span target = span_trim(span_slice(block, text_end + 2, end));
        Span word = span_of("");
        span_next_word(&target, &word);
        bool image = i > 0 && block.data[i - 1] == '!';
        *link = (Link){
            .image = image,
            .begin = image ? i - 1 : i,
            .end = end + 1,
            .text = span_slice(block, i + 1, text_end),
            .target = word,
        };
        *at = i + 1;
        return true;
    }
    return false;
}

bool prose_is_reference(Span target, size_t *hash)
{
    *hash = span_find(target, "#", 0);
    Span anchor = span_slice(target, *hash, target.size);
    return span_starts(anchor, "#eq:") || span_starts(anchor, "#fig:")
        || span_starts(anchor, "#tab:");
}
