#include "model.h"

#include "fast.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const unsigned char SIGNATURE[8] = {'N', 'N', 'C', 'M', '\r', '\n', 26, '\n'};

Model model_new(size_t layers, const size_t *sizes)
{
    if (layers == 0 || layers > MODEL_LAYERS)
        check_mistake(HERE, "model_new", "%zu layers, expected 1 to %d", layers,
                      MODEL_LAYERS);
    Model m = {.layers = layers, .scale = 1};
    memcpy(m.sizes, sizes, (layers + 1) * sizeof *sizes);
    for (size_t l = 0; l < layers; l++) {
        m.w[l] = matrix_new(sizes[l], sizes[l + 1]);
        m.b[l] = matrix_new(1, sizes[l + 1]);
    }
    m.names = check_allocate(sizes[layers], MODEL_NAME, "names");
    for (size_t k = 0; k < sizes[layers]; k++)
        snprintf(m.names[k], MODEL_NAME, "%zu", k);
    return m;
}

void model_free(Model *model)
{
    for (size_t l = 0; l < model->layers; l++) {
        matrix_free(&model->w[l]);
        matrix_free(&model->b[l]);
    }
    free(model->names);
    *model = (Model){.layers = 0};
}

/* Bytes of a file with these sizes; they are small enough not to overflow. */
static uint64_t file_size(size_t layers, const size_t *sizes)
{
    uint64_t size = 28 + 4 * layers + MODEL_NAME * sizes[layers] + 4;
    for (size_t l = 0; l < layers; l++)
        size += 4 * ((uint64_t)sizes[l] + 1) * sizes[l + 1];
    return size;
}

size_t model_size(Model model)
{
    return (size_t)file_size(model.layers, model.sizes);
}

/* --- writing --------------------------------------------------------------------- */

static unsigned char *put_whole(unsigned char *to, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++) to[i] = (unsigned char)(value >> 8 * i);
    return to + 4;
}

static unsigned char *put_numbers(unsigned char *to, const real *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        float number = (float)numbers[i];
        uint32_t bits;
        memcpy(&bits, &number, sizeof bits);
        to = put_whole(to, bits);
    }
    return to;
}

void model_write(unsigned char *bytes, Model model)
{
    unsigned char *to = bytes;
    memcpy(to, SIGNATURE, sizeof SIGNATURE);
    to = put_whole(to + sizeof SIGNATURE, MODEL_VERSION);
    to = put_whole(to, (uint32_t)model.layers);
    for (size_t l = 0; l <= model.layers; l++)
        to = put_whole(to, (uint32_t)model.sizes[l]);
    to = put_numbers(to, &model.scale, 1);
    to = put_numbers(to, &model.shift, 1);
    size_t names = model.sizes[model.layers] * MODEL_NAME;
    memcpy(to, model.names, names);
    to += names;
    for (size_t l = 0; l < model.layers; l++) {
        to = put_numbers(to, model.w[l].data, model.w[l].rows * model.w[l].cols);
        to = put_numbers(to, model.b[l].data, model.b[l].cols);
    }
    put_whole(to, (uint32_t)crc32_z(0, bytes, (size_t)(to - bytes)));
}

/* --- reading --------------------------------------------------------------------- */

static uint32_t whole_at(const unsigned char *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 |
           (uint32_t)from[3] << 24;
}

/* Reads numbers from bytes + at; the first that is not finite is refused. */
static bool get_numbers(real *out, size_t count, const unsigned char *bytes, size_t at,
                        const char *path, Failure *failure)
{
    for (size_t i = 0; i < count; i++, at += 4) {
        uint32_t bits = whole_at(bytes + at);
        float number;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number))
            return failure_set(failure,
                               "%s: byte %zu: %08x is no finite number, expected one",
                               path, at, (unsigned)bits);
        out[i] = (real)number;
    }
    return true;
}

/* Layers and sizes, each within its bounds; *out gets them. */
static bool get_sizes(Model *out, const unsigned char *bytes, size_t size,
                      const char *path, Failure *failure)
{
    uint32_t version = size < 16 ? 0 : whole_at(bytes + 8);
    if (size < 16)
        return failure_set(failure, "%s: byte %zu: the file ends, expected 16 or more",
                           path, size);
    for (size_t i = 0; i < sizeof SIGNATURE; i++)
        if (bytes[i] != SIGNATURE[i])
            return failure_set(failure,
                               "%s: byte %zu: %02x, expected %02x (no model file, or "
                               "one sent as text)",
                               path, i, bytes[i], SIGNATURE[i]);
    if (version != MODEL_VERSION)
        return failure_set(failure, "%s: byte 8: version %u, expected %d", path,
                           (unsigned)version, MODEL_VERSION);
    out->layers = whole_at(bytes + 12);
    if (out->layers == 0 || out->layers > MODEL_LAYERS)
        return failure_set(failure, "%s: byte 12: %zu layers, expected 1 to %d", path,
                           out->layers, MODEL_LAYERS);
    if (size < 28 + 4 * out->layers)
        return failure_set(failure,
                           "%s: byte %zu: the file ends inside its header of %zu bytes",
                           path, size, 28 + 4 * out->layers);
    for (size_t l = 0; l <= out->layers; l++) {
        out->sizes[l] = whole_at(bytes + 16 + 4 * l);
        if (out->sizes[l] == 0 || out->sizes[l] > MODEL_MOST)
            return failure_set(failure,
                               "%s: byte %zu: size %zu is %zu, expected 1 to %d", path,
                               16 + 4 * l, l, out->sizes[l], MODEL_MOST);
    }
    return true;
}

/* The whole file against its sizes and its checksum. */
static bool check_whole(const Model *m, const unsigned char *bytes, size_t size,
                        const char *path, Failure *failure)
{
    uint64_t wanted = file_size(m->layers, m->sizes);
    if (size < wanted)
        return failure_set(failure,
                           "%s: byte %zu: the file ends, expected %llu bytes for its "
                           "sizes",
                           path, size, (unsigned long long)wanted);
    if (size > wanted)
        return failure_set(failure,
                           "%s: byte %llu: %llu bytes behind the checksum, expected "
                           "none",
                           path, (unsigned long long)wanted,
                           (unsigned long long)(size - wanted));
    uint32_t stored = whole_at(bytes + size - 4);
    uint32_t found = (uint32_t)crc32_z(0, bytes, size - 4);
    if (stored != found)
        return failure_set(failure,
                           "%s: byte %zu: checksum %08x, but the bytes before it give "
                           "%08x: the file was altered",
                           path, size - 4, (unsigned)stored, (unsigned)found);
    return true;
}

/* Names are printable, end inside their room, and zeros fill it up. */
static bool get_names(Model *out, const unsigned char *bytes, size_t at,
                      const char *path, Failure *failure)
{
    size_t classes = out->sizes[out->layers];
    memcpy(out->names, bytes + at, classes * MODEL_NAME);
    for (size_t k = 0; k < classes; k++) {
        const char *name = out->names[k];
        size_t length = 0;
        while (length < MODEL_NAME && name[length] >= 32 && name[length] < 127)
            length++;
        if (length == MODEL_NAME || length == 0 || name[length] != 0)
            return failure_set(failure,
                               "%s: byte %zu: the name of class %zu is no text of 1 to "
                               "%d printable letters",
                               path, at + k * MODEL_NAME + length, k, MODEL_NAME - 1);
        while (length < MODEL_NAME && name[length] == 0) length++;
        if (length < MODEL_NAME)
            return failure_set(failure,
                               "%s: byte %zu: %02x behind the name of class %zu, "
                               "expected 00 up to %d bytes",
                               path, at + k * MODEL_NAME + length,
                               (unsigned char)name[length], k, MODEL_NAME);
    }
    return true;
}

/* Room for all matrices; false when there is none. */
static bool get_room(Model *out, Failure *failure)
{
    bool good = true;
    for (size_t l = 0; l < out->layers && good; l++)
        good = matrix_try_new(&out->w[l], out->sizes[l], out->sizes[l + 1], failure) &&
               matrix_try_new(&out->b[l], 1, out->sizes[l + 1], failure);
    out->names = good ? calloc(out->sizes[out->layers], MODEL_NAME) : NULL;
    if (good && !out->names) return failure_set(failure, "no memory for the names");
    return good;
}

bool model_read(Model *out, const unsigned char *bytes, size_t size, const char *path,
                Failure *failure)
{
    Model m = {.layers = 0};
    *out = m;
    if (!get_sizes(&m, bytes, size, path, failure)) return false;
    if (!check_whole(&m, bytes, size, path, failure)) return false;
    size_t at = 20 + 4 * m.layers;
    bool good = get_numbers(&m.scale, 1, bytes, at, path, failure) &&
                get_numbers(&m.shift, 1, bytes, at + 4, path, failure) &&
                get_room(&m, failure) && get_names(&m, bytes, at + 8, path, failure);
    at += 8 + m.sizes[m.layers] * MODEL_NAME;
    for (size_t l = 0; l < m.layers && good; l++) {
        size_t weights = m.sizes[l] * m.sizes[l + 1];
        good = get_numbers(m.w[l].data, weights, bytes, at, path, failure) &&
               get_numbers(m.b[l].data, m.sizes[l + 1], bytes, at + 4 * weights, path,
                           failure);
        at += 4 * (weights + m.sizes[l + 1]);
    }
    if (good)
        *out = m;
    else
        model_free(&m);
    return good;
}

void model_predict(Matrix p, Model model, const unsigned char *pixels)
{
    matrix_require(HERE, "model_predict", "p", p, 1, model.sizes[model.layers]);
    Pixels image = {1, model.sizes[0], 1, pixels, NULL};
    Matrix x = matrix_new(1, model.sizes[0]);
    pixels_gather(x, image, &(size_t){0}, (PixelScale){model.scale, model.shift});
    for (size_t l = 0; l < model.layers; l++) {
        Matrix a = matrix_new(1, model.sizes[l + 1]);
        matrix_multiply(a, x, model.w[l]);
        if (l + 1 < model.layers)
            fast_bias_relu(a, model.b[l]);
        else
            matrix_add(a, a, model.b[l]);
        matrix_free(&x);
        x = a;
    }
    fast_softmax(x);
    matrix_copy(p, x);
    matrix_free(&x);
}
