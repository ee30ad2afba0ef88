/* Exercise 2.2: A network in a line of text
 *
 * kind: code
 * difficulty: medium
 * minutes: 30
 * points: 15
 * needs: network.h
 *
 * People write networks as `784-128-10`. Let a program read that.
 *
 * Write `size_t read_shape(size_t *sizes, size_t most, const char *text)`. It leaves
 * the sizes in `sizes[0]`, `sizes[1]` and so on, and returns how many there are, 3 in
 * the example. Everything that is not a shape gives 0: fewer than two sizes, more than
 * `most`, a size that is 0 or above 1000000, anything but digits with one dash between
 * sizes, an empty text. `sizes` has room for `most` numbers and no more.
 *
 * Write `size_t shape_parameters(const char *text)`: the number of parameters of dense
 * layers of these sizes, or 0 when the text is no shape. Up to 16 sizes must work.
 *
 * Think of this first: at which character do you know that `12-x3` is wrong, and at
 * which that `12-` is? And what does `strtoul` make of `-5`, of ` 5`, and of a number
 * with thirty digits?
 *
 * Hint 1: Read digit by digit: value = 10 value + digit, and stop as soon as the value
 * is above 1000000. Then nothing can overflow.
 *
 * Hint 2: Each size needs at least one digit. After a size only two things may come: a
 * dash, and then another size must follow, or the end.
 *
 * Hint 3: Check for room before you write into `sizes`, not after.
 */
#include "network.h"

size_t read_shape(size_t *sizes, size_t most, const char *text);
size_t shape_parameters(const char *text);

size_t read_shape(size_t *sizes, size_t most, const char *text)
{
    (void)sizes;
    (void)most;
    (void)text;
    return 77;
}

size_t shape_parameters(const char *text)
{
    (void)text;
    return 77;
}
