/* The text in which a proxy and a driver speak: words with a space between, numbers
 * with all their digits. Written at the end, read from the front.
 *
 *     call hinge_loss 57\n     and 57 bytes of words: the numbers, then the arguments
 *     answer 31\n              and 31 bytes: the result, what came back, the numbers
 *
 * Reading never trusts: a word that is not what was asked for makes the text `bad`, and
 * from then on every number read is 0. */
#ifndef COURSE_WIRE_H
#define COURSE_WIRE_H

#include "matrix.h"

#include <stdint.h>

typedef struct Wire {
    char *text; // always ended by a zero byte once anything is written
    size_t length, room;
    size_t at; // where reading goes on
    bool bad;
} Wire;

/* The conversation's numbers beyond which something is wrong. */
enum { WIRE_HEADER = 120, WIRE_MOST = 1 << 26, WIRE_COUNT_MOST = 1 << 20 };

/* Room for length bytes, empty. Without memory, or above WIRE_MOST, false. */
bool wire_reserve(Wire *wire, size_t length);
void wire_free(Wire *wire);

void wire_word(Wire *wire, const char *word);
void wire_count(Wire *wire, uint64_t count);
void wire_real(Wire *wire, real number);
void wire_string(Wire *wire, const char *string); // any bytes, in hexadecimal; or NULL

/* The next word, or "" and bad. It lasts as long as the text. */
const char *wire_take_word(Wire *wire);
uint64_t wire_take_count(Wire *wire, uint64_t most);
real wire_take_real(Wire *wire);
char *wire_take_string(Wire *wire); // to be freed; NULL for NULL
/* True when all was read, and read well. */
bool wire_ended(const Wire *wire);

#endif
