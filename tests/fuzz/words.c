/* The command line of weave, one word a line. */
#include "commands.h"

#include "fuzz.h"

#include <string.h>

enum { MOST = 30 };

int FUZZ_TARGET(words)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    char *words[MOST];
    int count = 0;
    char *rest = (char *)bytes.data;
    while (count < MOST && rest) {
        words[count++] = rest;
        rest = strchr(rest, '\n');
        if (rest) *rest++ = 0;
    }
    Options options;
    if (options_read(&options, count, words)) {
        PROMISE(options.command != NULL);
        PROMISE(options.chapter >= 0 && options.chapter < 100);
        PROMISE(options.file_count + options.also_count < count);
        options_free(&options);
    }
    bytes_free(&bytes);
    return 0;
}
