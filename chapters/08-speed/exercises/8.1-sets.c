/* Exercise 8.1: A column in a cache
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: real.h
 *
 * A cache keeps lines of 64 bytes, and it has so many *sets* in which lines may lie. The
 * line at byte $a$ has the number $\lfloor a / 64 \rfloor$, and belongs to the set
 *
 * $$ \lfloor a / 64 \rfloor \bmod \text{sets} $$
 *
 * You walk down a column of a matrix that begins at byte 0: `rows` numbers of `bytes`
 * bytes each, with `stride` numbers from one row to the next.
 *
 * Write `size_t sets_used(size_t rows, size_t stride, size_t bytes, size_t sets)`: how
 * many different sets the column's numbers lie in. `sets` is at most 1024, and no number
 * crosses the end of a line.
 *
 * Write `size_t best_padding(size_t rows, size_t stride, size_t bytes, size_t sets)`:
 * the smallest number, from 0 to 64, which you have to add to `stride` so that the column
 * lies in as many sets as it can with any of these.
 *
 * Think of this first: with rows of 1024 floats and 64 sets, in which set is the number of
 * row 0, in which that of row 1?
 *
 * Hint 1: Keep an array of 1024 flags, one a set, all false at first.
 *
 * Hint 2: A set counts when its flag is still false.
 */
#include "real.h"

#include <stdbool.h>
#include <stddef.h>

enum { MOST_SETS = 1024, LINE = 64, MOST_PADDING = 64 };

size_t sets_used(size_t rows, size_t stride, size_t bytes, size_t sets);
size_t best_padding(size_t rows, size_t stride, size_t bytes, size_t sets);

size_t sets_used(size_t rows, size_t stride, size_t bytes, size_t sets)
{
    (void)rows;
    (void)stride;
    (void)bytes;
    (void)sets;
    return 0;
}

size_t best_padding(size_t rows, size_t stride, size_t bytes, size_t sets)
{
    (void)rows;
    (void)stride;
    (void)bytes;
    (void)sets;
    return MOST_PADDING + 1;
}
