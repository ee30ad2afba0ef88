#include "proxy.h"

#include "talk.h"

#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS = 2000 };

/* Numbers in memory that belong together: a matrix, or several that overlap. */
typedef struct Block {
    real *first, *end;
    bool back;
} Block;

/* An argument: a matrix, or a word that is ready to be sent. */
typedef struct Argument {
    Matrix m;
    size_t word, size; // where in `words`; a matrix has size 0
} Argument;

struct Call {
    const char *function;
    Argument arguments[ARGUMENTS];
    Block blocks[ARGUMENTS];
    size_t argument_count, block_count;
    Wire words, text;
};

static Call the_call; // a call at a time
/* --- arguments -------------------------------------------------------------------- */

Call *call_begin(const char *function)
{
    the_call.function = function;
    the_call.argument_count = the_call.block_count = 0;
    the_call.words.length = the_call.text.length = the_call.text.at = 0;
    the_call.words.bad = the_call.text.bad = false;
    return &the_call;
}

static Argument *next(Call *call)
{
    if (call->argument_count == ARGUMENTS)
        talk_fail(call->function, "too many arguments");
    Argument *argument = &call->arguments[call->argument_count++];
    *argument = (Argument){.word = call->words.length + (call->words.length > 0)};
    return argument;
}

void call_matrix(Call *call, Matrix m, bool back)
{
    if (m.rows == 0 || m.cols == 0) m.data = NULL;
    next(call)->m = m;
    if (!m.data) return;
    call->blocks[call->block_count++] = (Block){m.data, m.data + m.rows * m.cols, back};
}

void call_real(Call *call, real number)
{
    Argument *argument = next(call);
    wire_real(&call->words, number);
    argument->size = call->words.length - argument->word;
}

void call_count(Call *call, uint64_t count)
{
    Argument *argument = next(call);
    wire_count(&call->words, count);
    argument->size = call->words.length - argument->word;
}

void call_string(Call *call, const char *string)
{
    Argument *argument = next(call);
    wire_string(&call->words, string);
    argument->size = call->words.length - argument->word;
}

/* --- asking ----------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    uintptr_t first = (uintptr_t)((const Block *)a)->first,
              other = (uintptr_t)((const Block *)b)->first;
    return (first > other) - (first < other);
}

/* Blocks that overlap become one. */
static void merge_blocks(Call *call)
{
    qsort(call->blocks, call->block_count, sizeof(Block), by_place);
    size_t kept = 0;
    for (size_t i = 0; i < call->block_count; i++) {
        Block block = call->blocks[i], *last = &call->blocks[kept ? kept - 1 : 0];
        if (kept > 0 && (uintptr_t)block.first < (uintptr_t)last->end) {
            if ((uintptr_t)block.end > (uintptr_t)last->end) last->end = block.end;
            last->back = last->back || block.back;
        } else {
            call->blocks[kept++] = block;
        }
    }
    call->block_count = kept;
}

/* Its block, its place in it, and its shape. */
static void write_matrix(Call *call, Matrix m)
{
    size_t k = 0;
    while (m.data && (uintptr_t)m.data >= (uintptr_t)call->blocks[k].end) k++;
    wire_count(&call->text, m.data ? k + 1 : 0);
    wire_count(&call->text, m.data ? (uint64_t)(m.data - call->blocks[k].first) : 0);
    wire_count(&call->text, m.rows);
    wire_count(&call->text, m.cols);
}

void call_ask(Call *call)
{
    talk_begin(call->function);
    merge_blocks(call);
    Wire *text = &call->text;
    wire_count(text, call->block_count);
    for (size_t k = 0; k < call->block_count; k++) {
        wire_count(text, (uint64_t)(call->blocks[k].end - call->blocks[k].first));
        for (real *x = call->blocks[k].first; x < call->blocks[k].end; x++)
            wire_real(text, *x);
    }
    for (size_t i = 0; i < call->argument_count; i++) {
        Argument argument = call->arguments[i];
        char *word = argument.size ? call->words.text + argument.word : NULL;
        if (word) word[argument.size] = 0;
        if (word)
            wire_word(text, word);
        else
            write_matrix(call, argument.m);
    }
    if (text->bad) talk_fail(call->function, "its arguments are too many to send");

    char line[WIRE_HEADER];
    if (talk_more()) talk_fail(call->function, "it said more than its answer");
    int size = snprintf(line, sizeof line, "call %s %zu\n", call->function,
                        text->length);
    struct iovec parts[] = {{line, (size_t)size}, {text->text, text->length}};
    talk_send(call->function, parts, 2);

    size_t length = talk_receive_header(call->function);
    text->length = text->at = 0;
    if (!wire_reserve(text, length))
        talk_fail(call->function, "its answer is too long");
    talk_receive(call->function, text->text, length);
    text->length = length;
    text->text[length] = 0;
}

static void require_good(Call *call)
{
    if (call->text.bad) talk_fail(call->function, "its answer is not well-formed");
}

real call_take_real(Call *call)
{
    real number = wire_take_real(&call->text);
    require_good(call);
    return number;
}

uint64_t call_take_count(Call *call, uint64_t most)
{
    uint64_t count = wire_take_count(&call->text, most);
    require_good(call);
    return count;
}

/* A number that came back as it was is not written: its place may be read-only. */
void call_end(Call *call)
{
    for (size_t k = 0; k < call->block_count; k++)
        for (real *x = call->blocks[k].first; x < call->blocks[k].end; x++) {
            real number = call_take_real(call);
            bool same = isnan(number) ? isnan(*x)
                                      : memcmp(&number, x, sizeof number) == 0;
            if (call->blocks[k].back && !same) *x = number;
        }
    if (!wire_ended(&call->text))
        talk_fail(call->function, "its answer is not well-formed");
}
