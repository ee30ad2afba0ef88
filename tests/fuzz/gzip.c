/* IDX in a gzip file. The first two bytes say how the rest becomes a file: as it is; or
 * packed; or packed and cut short; or packed, with a byte behind it. Packed, it reads as
 * the bytes themselves do; cut anywhere, or with a byte behind it, it is refused. */
#define _POSIX_C_SOURCE 200809L
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { AS_IT_IS, PACKED, CUT, BEHIND, WAYS };

static char path[] = "/tmp/nn-fuzz-XXXXXX";

static void remove_file(void)
{
    remove(path);
}

static void write_bytes(const uint8_t *data, size_t size)
{
    static bool made;
    if (!made) {
        int descriptor = mkstemp(path);
        PROMISE(descriptor >= 0 && close(descriptor) == 0);
        made = atexit(remove_file) == 0;
    }
    FILE *file = fopen(path, "wb");
    PROMISE(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static Bytes pack(const uint8_t *data, size_t size)
{
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    PROMISE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, 0) == Z_OK);
    size_t room = deflateBound(&stream, size) + 1; // one may come behind it
    Bytes packed = {check_allocate(room, 1, "packed bytes"), 0};
    Bytes copy = fuzz_copy(data, size); // zlib takes no const
    stream.next_in = copy.data;
    stream.avail_in = (uInt)size;
    stream.next_out = packed.data;
    stream.avail_out = (uInt)room;
    PROMISE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.size = stream.total_out;
    deflateEnd(&stream);
    bytes_free(&copy);
    return packed;
}

static bool as_bytes(Matrix *m, const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    bool good = idx_parse(m, bytes, path, NULL);
    bytes_free(&bytes);
    return good;
}

int FUZZ_TARGET(gzip)(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    unsigned way = data[0] % WAYS, more = data[1];
    Bytes file = way == AS_IT_IS ? fuzz_copy(data + 2, size - 2)
                                 : pack(data + 2, size - 2);
    if (way == CUT) file.size -= 1 + more % file.size;
    if (way == BEHIND) file.data[file.size++] = (uint8_t)more;
    write_bytes(file.data, file.size);
    bytes_free(&file);

    Matrix m, same = {0, 0, NULL};
    Failure failure = {""};
    bool good = idx_read(&m, path, &failure);
    if (!good) fuzz_refused(failure, path);
    if (!good) PROMISE(!m.data);
    if (way == CUT || way == BEHIND) PROMISE(!good);
    if (way == PACKED) PROMISE(as_bytes(&same, data + 2, size - 2) == good);
    if (way == PACKED && good) PROMISE(matrix_equal(m, same));
    matrix_free(&m);
    matrix_free(&same);
    return 0;
}
