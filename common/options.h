/* The command line of a chapter's program.
 *
 * Every program takes the six common options; a chapter adds its own. An option that
 * is unknown, misses its argument, or has an argument that is malformed or out of
 * range is refused with one line and exit status 2. */
#ifndef COMMON_OPTIONS_H
#define COMMON_OPTIONS_H

#include "real.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum OptionKind {
    OPTION_FLAG,  // target: bool
    OPTION_COUNT, // target: size_t, 1 .. 1,000,000,000
    OPTION_SEED,  // target: uint64_t
    OPTION_RATE,  // target: real, finite and above 0
    OPTION_TEXT,  // target: const char *, a path
    OPTION_LIST   // target: const char *, which the program itself takes apart
} OptionKind;

typedef struct Option {
    const char *name; // "--seed"
    OptionKind kind;
    void *target;     // keeps its value when the option is not given
    const char *help; // one line for --help, with the default
} Option;

/* What every program takes. A program sets its own defaults before it parses. */
typedef struct Options {
    uint64_t seed;
    size_t epochs;      // 0: each experiment's own
    real learning_rate; // 0: each experiment's own
    const char *data;
    const char *out;
} Options;

/* The program's name and purpose, and what the common options do in it. A NULL text
 * hides the option: the program has no use for it, and refuses it. */
typedef struct Usage {
    const char *program, *purpose;
    const char *seed, *epochs, *learning_rate, *data, *out;
    const Option *extra; // the chapter's own, ended by a NULL name; or NULL
} Usage;

/* Parses argv into *options. On --help prints the help and exits with 0; on a mistake
 * prints one line and exits with 2. */
void options_parse(Options *options, Usage usage, int argc, char **argv);

#endif
