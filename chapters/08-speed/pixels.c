#include "pixels.h"

static size_t count_at(const unsigned char *bytes)
{
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 |
           (size_t)bytes[3];
}

/* Reads an IDX header of unsigned bytes with so many dimensions, and holds the file's
 * size against it. */
static bool header(size_t sizes[3], Bytes file, size_t dimensions, const char *path,
                   Failure *failure)
{
    size_t head = 4 + 4 * dimensions, room = file.size > head ? file.size - head : 0;
    if (file.size < head)
        return failure_set(failure,
                           "%s: byte %zu: the file ends inside its header of %zu bytes",
                           path, file.size, head);
    if (file.data[0] || file.data[1] || file.data[2] != 8 || file.data[3] != dimensions)
        return failure_set(failure,
                           "%s: byte 0: %02x %02x %02x %02x, expected 00 00 08 %02zx "
                           "(IDX, unsigned bytes, %zu dimensions)",
                           path, file.data[0], file.data[1], file.data[2], file.data[3],
                           dimensions, dimensions);
    size_t count = 1;
    for (size_t i = 0; i < dimensions; i++) {
        sizes[i] = count_at(file.data + 4 + 4 * i);
        if (sizes[i] == 0 || sizes[i] > room / count)
            return failure_set(failure,
                               "%s: byte %zu: dimension %zu is %zu, which a file of "
                               "%zu bytes cannot hold",
                               path, 4 + 4 * i, i, sizes[i], file.size);
        count *= sizes[i];
    }
    if (count != room)
        return failure_set(failure, "%s: byte %zu: %zu bytes behind the last number",
                           path, head + count, room - count);
    return true;
}

bool pixels_parse(Pixels *out, Bytes images, const char *images_path, Bytes labels,
                  const char *labels_path, Failure *failure)
{
    enum { IMAGES_HEAD = 16, LABELS_HEAD = 8 };
    size_t size[3] = {0}, many[3] = {0};
    *out = (Pixels){.count = 0};
    if (!header(size, images, 3, images_path, failure)) return false;
    if (!header(many, labels, 1, labels_path, failure)) return false;
    if (size[0] != many[0])
        return failure_set(failure, "%s: byte 4: %zu images, but %s has %zu labels",
                           images_path, size[0], labels_path, many[0]);
    *out = (Pixels){size[0], size[1] * size[2], 1, images.data + IMAGES_HEAD,
                    labels.data + LABELS_HEAD};
    for (size_t i = 0; i < out->count; i++)
        if (out->label[i] >= out->classes) out->classes = (size_t)out->label[i] + 1;
    return true;
}

Pixels pixels_part(Pixels all, size_t first, size_t count)
{
    if (first > all.count || count > all.count - first)
        check_mistake(HERE, "pixels_part", "images %zu to %zu, but there are %zu",
                      first, first + count, all.count);
    return (Pixels){count, all.width, all.classes, all.pixel + first * all.width,
                    all.label + first};
}

PixelScale pixels_standard(Pixels data)
{
    size_t seen[256] = {0};
    for (size_t i = 0; i < data.count * data.width; i++) seen[data.pixel[i]]++;
    double count = (double)data.count * (double)data.width, sum = 0, squares = 0;
    for (size_t v = 0; v < 256; v++) sum += (double)seen[v] * (double)v;
    double mean = sum / count;
    for (size_t v = 0; v < 256; v++) {
        double off = (double)v - mean;
        squares += (double)seen[v] * off * off;
    }
    double std = squares > 0 ? sqrt(squares / count) : 1;
    return (PixelScale){(real)(1 / std), (real)(-mean / std)};
}

/* Asks memory for some bytes that will be wanted soon. */
static void call_for(const unsigned char *from, size_t count)
{
    enum { LINE = 64 };
    for (size_t at = 0; at < count; at += LINE) __builtin_prefetch(from + at);
}

/* (eq:gather) */
void pixels_gather(Matrix x, Pixels data, const size_t *index, PixelScale by)
{
    enum { AHEAD = 4 }; // images on their way from memory
    if (x.cols != data.width)
        check_mistake(HERE, "pixels_gather", "x (%zu, %zu) for images of %zu pixels",
                      x.rows, x.cols, data.width);
    for (size_t i = 0; i < x.rows + AHEAD; i++) {
        if (i < x.rows) call_for(data.pixel + index[i] * data.width, data.width);
        if (i < AHEAD) continue;
        const unsigned char *from = data.pixel + index[i - AHEAD] * data.width;
        real *to = x.data + (i - AHEAD) * x.cols;
        for (size_t j = 0; j < x.cols; j++) to[j] = by.scale * (real)from[j] + by.shift;
    }
}
