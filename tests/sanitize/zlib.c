/* For clang's memory sanitizer: zlib was not built for it, so what zlib writes would
 * count as never written. Here its results are declared written, by the sizes that its
 * manual promises. Linked with --wrap=gzread and gzerror. */
#include <sanitizer/msan_interface.h>
#include <zlib.h>

int __real_gzread(gzFile file, void *bytes, unsigned size);
int __wrap_gzread(gzFile file, void *bytes, unsigned size);
const char *__real_gzerror(gzFile file, int *code);
const char *__wrap_gzerror(gzFile file, int *code);

int __wrap_gzread(gzFile file, void *bytes, unsigned size)
{
    int got = __real_gzread(file, bytes, size);
    if (got > 0) __msan_unpoison(bytes, (size_t)got);
    return got;
}

const char *__wrap_gzerror(gzFile file, int *code)
{
    const char *message = __real_gzerror(file, code);
    __msan_unpoison(code, sizeof *code);
    __msan_unpoison_string(message);
    return message;
}
