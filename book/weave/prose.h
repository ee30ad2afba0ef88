/* prose: what in a block of Markdown is a sentence, and the links in it. */
#ifndef WEAVE_PROSE_H
#define WEAVE_PROSE_H

#include "text.h"

/* One byte of mask for each byte of a block. */
enum {
    MASK_PROSE = 'p',
    MASK_CODE = 'c',        /* inline code */
    MASK_MATH = 'm',        /* $...$ and $$...$$ */
    MASK_QUIET = 'q',       /* comments, tags, addresses, citations, link targets */
    MASK_REFERENCE = 'r'    /* the visible text of a link to a label */
};

/* [text](target) or ![text](target): offsets in the block. */
typedef struct {
    bool image;
    size_t begin;           /* of '[' or '!' */
    size_t end;             /* behind ')' */
    Span text;
    Span target;            /* without a title */
} Link;

/* Replaces `mask` by the mask of `block`. */
void prose_mask(Text *mask, Span block);

/* Takes the next link at or after *at and moves *at behind its '['. */
bool prose_next_link(Span block, Span mask, size_t *at, Link *link);

/* Whether the target is `#eq:x`, `#fig:x` or `#tab:x`, with or without a file before;
 * *hash is then the offset of '#'. */
bool prose_is_reference(Span target, size_t *hash);

#endif
