/* For clang's memory sanitizer: zlib was not built for it, so what zlib unpacks would
 * count as never written. Here it is declared written, as much as zlib says. Linked with
 * --wrap=inflate. */
#include <sanitizer/msan_interface.h>
#include <zlib.h>

int __real_inflate(z_stream *zlib, int flush);
int __wrap_inflate(z_stream *zlib, int flush);

int __wrap_inflate(z_stream *zlib, int flush)
{
    unsigned char *start = zlib->next_out;
    int state = __real_inflate(zlib, flush);
    __msan_unpoison(zlib, sizeof *zlib);
    __msan_unpoison(start, (size_t)(zlib->next_out - start));
    return state;
}
