/* Parsers given any bytes at all.
 *
 * Each file beside this one holds one target: a function that hands its bytes to one
 * parser and holds the parser to what its header promises. `make fuzz` builds a target
 * with libFuzzer, which looks for bytes that reach new code; tests/test_fuzz.c gives
 * each of them the files under corpus/ and found/, in every build. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "check.h"
#include "dataset.h"

#include <stdint.h>

typedef int FuzzTarget(const uint8_t *data, size_t size);

#ifdef FUZZING
#define FUZZ_TARGET(name) LLVMFuzzerTestOneInput
FuzzTarget LLVMFuzzerTestOneInput;
#else
#define FUZZ_TARGET(name) fuzz_##name
FuzzTarget fuzz_csv, fuzz_idx, fuzz_gzip, fuzz_options, fuzz_model, fuzz_pixels, fuzz_image;
#endif

/* Stops the program, and with it the search, when the parser does not keep its word. */
#define PROMISE(kept)                                                                  \
    ((kept) ? (void)0 : check_mistake(HERE, "a broken promise", "%s", #kept))

/* The bytes in room of their own, so that a read behind them is noticed; a zero stands
 * behind them, as bytes_read has it. To be freed by bytes_free. */
Bytes fuzz_copy(const uint8_t *data, size_t size);

/* What is refused has left nothing behind, and the message is one line that begins with
 * the path and that a terminal can be given. */
void fuzz_refused(Failure failure, const char *path);

#endif
