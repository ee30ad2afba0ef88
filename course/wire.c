#include "wire.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool wire_reserve(Wire *wire, size_t length)
{
    if (length > WIRE_MOST) return false;
    if (length + 1 > wire->room) {
        size_t room = 2 * length + 4096;
        char *text = realloc(wire->text, room);
        if (!text) return false;
        wire->text = text;
        wire->room = room;
    }
    wire->text[wire->length] = 0;
    return true;
}

void wire_free(Wire *wire)
{
    free(wire->text);
    *wire = (Wire){0};
}

void wire_word(Wire *wire, const char *word)
{
    size_t size = strlen(word);
    if (wire->bad || !wire_reserve(wire, wire->length + size + 1)) {
        wire->bad = true;
        return;
    }
    if (wire->length > 0) wire->text[wire->length++] = ' ';
    memcpy(wire->text + wire->length, word, size + 1);
    wire->length += size;
}

void wire_count(Wire *wire, uint64_t count)
{
    char word[24];
    snprintf(word, sizeof word, "%" PRIu64, count);
    wire_word(wire, word);
}

/* The bits of a double, so that none is lost and nothing is rounded: x, then sixteen
 * hexadecimal digits. */
void wire_real(Wire *wire, real number)
{
    double wide = isnan(number) ? fabs((double)NAN) : (double)number;
    uint64_t bits;
    memcpy(&bits, &wide, sizeof bits);
    char word[18] = "x";
    for (int digit = 0; digit < 16; digit++)
        word[1 + digit] = "0123456789abcdef"[bits >> (60 - 4 * digit) & 15];
    word[17] = 0;
    wire_word(wire, word);
}

void wire_string(Wire *wire, const char *string)
{
    if (!string) {
        wire_word(wire, "null");
        return;
    }
    size_t size = strlen(string);
    char *hex = malloc(2 * size + 2);
    if (!hex) {
        wire->bad = true;
        return;
    }
    hex[0] = 's';
    for (size_t i = 0; i < size; i++)
        snprintf(hex + 1 + 2 * i, 3, "%02x", (unsigned)(unsigned char)string[i]);
    hex[1 + 2 * size] = 0;
    wire_word(wire, hex);
    free(hex);
}

/* Ends the word in place, where its space was. */
const char *wire_take_word(Wire *wire)
{
    if (wire->bad || wire->at >= wire->length) {
        wire->bad = true;
        return "";
    }
    char *word = wire->text + wire->at;
    size_t left = wire->length - wire->at;
    char *space = memchr(word, ' ', left);
    size_t size = space ? (size_t)(space - word) : left;
    if (size == 0 || memchr(word, 0, size)) wire->bad = true;
    word[size] = 0;
    wire->at += size + (space ? 1 : 0);
    return wire->bad ? "" : word;
}

uint64_t wire_take_count(Wire *wire, uint64_t most)
{
    const char *word = wire_take_word(wire);
    uint64_t count = 0;
    if (!*word || strlen(word) > 20) wire->bad = true;
    for (const char *c = word; *c && !wire->bad; c++) {
        uint64_t digit = (uint64_t)(*c - '0');
        if (*c < '0' || *c > '9' || count > (UINT64_MAX - digit) / 10) wire->bad = true;
        count = 10 * count + digit;
    }
    if (count > most) wire->bad = true;
    return wire->bad ? 0 : count;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What wire_real writes, and nothing else. */
real wire_take_real(Wire *wire)
{
    const char *word = wire_take_word(wire);
    if (*word != 'x' || strlen(word) != 17) wire->bad = true;
    uint64_t bits = 0;
    for (int digit = 0; digit < 16 && !wire->bad; digit++) {
        int value = hex_digit(word[1 + digit]);
        if (value < 0) wire->bad = true;
        bits = bits << 4 | (uint64_t)(value & 15);
    }
    double wide;
    memcpy(&wide, &bits, sizeof wide);
    return wire->bad ? 0 : (real)wide;
}

char *wire_take_string(Wire *wire)
{
    const char *word = wire_take_word(wire);
    if (strcmp(word, "null") == 0) return NULL;
    size_t size = strlen(word);
    char *string = calloc(size / 2 + 1, 1);
    if (!string || *word != 's' || size % 2 == 0) wire->bad = true;
    for (size_t i = 0; !wire->bad && i < size / 2; i++) {
        int high = hex_digit(word[1 + 2 * i]), low = hex_digit(word[2 + 2 * i]);
        if (high < 0 || low < 0)
            wire->bad = true;
        else
            string[i] = (char)(16 * high + low);
    }
    return string;
}

bool wire_ended(const Wire *wire)
{
    return !wire->bad && wire->at == wire->length;
}
