/* The IDX format: two zero bytes, a number type, a count of dimensions, the sizes as
 * big-endian 32-bit numbers, then the numbers, the last dimension running fastest. */
#include "dataset.h"

#include <stdint.h>
#include <string.h>

/* Bytes a number of this type takes; 0 for a type that IDX does not have. */
static size_t number_size(unsigned char type)
{
    switch (type) {
    case 0x08:
    case 0x09: return 1; // unsigned, signed byte
    case 0x0B: return 2; // short
    case 0x0C:
    case 0x0D: return 4; // int, float
    case 0x0E: return 8; // double
    default: return 0;
    }
}

static uint64_t big_endian(const unsigned char *bytes, size_t size)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) value = value << 8 | bytes[i];
    return value;
}

static double number_at(const unsigned char *bytes, unsigned char type)
{
    uint64_t bits = big_endian(bytes, number_size(type));
    uint32_t low = (uint32_t)bits;
    float single;
    double wide;
    switch (type) {
    case 0x08: return (double)bits;
    case 0x09: return bits < 0x80 ? (double)bits : (double)bits - 0x100;
    case 0x0B: return bits < 0x8000 ? (double)bits : (double)bits - 0x10000;
    case 0x0C: return bits < 0x80000000 ? (double)bits : (double)bits - 0x100000000;
    case 0x0D: memcpy(&single, &low, sizeof single); return (double)single;
    default: memcpy(&wide, &bits, sizeof wide); return wide;
    }
}

/* Fills out from the numbers at data; `header` bytes stand before them in the file. */
static bool idx_numbers(Matrix out, const unsigned char *data, unsigned char type,
                        const char *path, size_t header, Failure *failure)
{
    size_t size = number_size(type);
    for (size_t i = 0; i < out.rows * out.cols; i++) {
        double value = number_at(data + i * size, type);
        if (!isfinite(value) || fabs(value) > (double)REAL_MAX)
            return failure_set(failure, "%s: byte %zu: not a finite number", path,
                               header + i * size);
        out.data[i] = (real)value;
    }
    return true;
}

bool idx_parse(Matrix *out, Bytes bytes, const char *path, Failure *failure)
{
    *out = (Matrix){0, 0, NULL};
    const unsigned char *data = bytes.data;
    if (bytes.size < 4)
        return failure_set(failure, "%s: %zu bytes, too short for an IDX header", path,
                           bytes.size);
    unsigned char type = data[2];
    size_t size = number_size(type), dimensions = data[3], header = 4 + 4 * dimensions;
    if (data[0] != 0 || data[1] != 0 || size == 0 || dimensions == 0 || dimensions > 4)
        return failure_set(failure,
                           "%s: byte 0: %02x %02x %02x %02x is no IDX header "
                           "(00 00 type dimensions)",
                           path, data[0], data[1], data[2], data[3]);
    if (bytes.size < header)
        return failure_set(failure,
                           "%s: byte %zu: the file ends inside its header of %zu", path,
                           bytes.size, header);

    size_t count = 1;
    for (size_t i = 0; i < dimensions; i++) {
        size_t length = (size_t)big_endian(data + 4 + 4 * i, 4);
        if (length == 0 || count > (bytes.size - header) / size / length)
            return failure_set(
                failure,
                "%s: byte %zu: dimension %zu of %zu does not fit a file of "
                "%zu bytes",
                path, 4 + 4 * i, i, length, bytes.size);
        count *= length;
    }
    if (bytes.size != header + count * size)
        return failure_set(failure, "%s: byte %zu: %zu bytes behind the last number",
                           path, header + count * size,
                           bytes.size - header - count * size);

    size_t rows = (size_t)big_endian(data + 4, 4);
    if (!matrix_try_new(out, rows, count / rows, failure)) return false;
    if (idx_numbers(*out, data + header, type, path, header, failure)) return true;
    matrix_free(out);
    return false;
}

bool idx_read(Matrix *out, const char *path, Failure *failure)
{
    Bytes bytes;
    *out = (Matrix){0, 0, NULL};
    if (!bytes_read(&bytes, path, failure)) return false;
    bool good = idx_parse(out, bytes, path, failure);
    bytes_free(&bytes);
    return good;
}

/* The labels must be whole numbers; their names are their digits. */
static bool name_labels(Dataset *out, const char *path, Failure *failure)
{
    for (size_t i = 0; i < out->y.rows; i++) {
        real label = matrix_at(out->y, i, 0);
        if (!(label >= 0 && label < 1000) || label != (real)(size_t)label)
            return failure_set(failure, "%s: label %zu is %g, expected 0 to 999", path,
                               i, label);
        if ((size_t)label >= out->classes) out->classes = (size_t)label + 1;
    }
    return dataset_number_classes(out, path, failure);
}

bool dataset_read_idx(Dataset *out, const char *images, const char *labels,
                      Failure *failure)
{
    *out = (Dataset){.classes = 0};
    bool good = idx_read(&out->x, images, failure) &&
                idx_read(&out->y, labels, failure);
    if (good && out->y.cols != 1)
        good = failure_set(failure, "%s: %zu numbers a label, expected 1", labels,
                           out->y.cols);
    if (good && out->x.rows != out->y.rows)
        good = failure_set(failure, "%s: %zu images, but %s: %zu labels", images,
                           out->x.rows, labels, out->y.rows);
    good = good && name_labels(out, labels, failure);
    if (!good) dataset_free(out);
    return good;
}
