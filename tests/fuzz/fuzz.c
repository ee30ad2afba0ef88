#include "fuzz.h"

#include <string.h>

Bytes fuzz_copy(const uint8_t *data, size_t size)
{
    Bytes bytes = {check_allocate(size + 1, 1, "bytes of a target"), size};
    if (size > 0) memcpy(bytes.data, data, size);
    return bytes;
}

void fuzz_refused(Failure failure, const char *path)
{
    size_t size = strlen(failure.text);
    PROMISE(size > strlen(path));
    PROMISE(strncmp(failure.text, path, strlen(path)) == 0);
    for (size_t i = 0; i < size; i++)
        PROMISE((unsigned char)failure.text[i] >= ' ' && failure.text[i] != 0x7F);
}
