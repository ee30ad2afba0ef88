/* A model file. With the first byte odd, the checksum is made to fit before it is read:
 * otherwise hardly any bytes would come past it. What is read is within its bounds and
 * is written back to the same bytes. */
#include "model.h"

#include "fuzz.h"

#include <string.h>
#include <zlib.h>

enum { CHECKSUM = 4, MOST_PIXELS = 1024 };

static void seal(Bytes file)
{
    if (file.size < CHECKSUM) return;
    size_t whole = file.size - CHECKSUM;
    unsigned long sum = crc32_z(0, file.data, whole);
    for (unsigned i = 0; i < CHECKSUM; i++)
        file.data[whole + i] = (unsigned char)(sum >> 8 * i);
}

static void finite(Matrix m)
{
    for (size_t i = 0; i < m.rows * m.cols; i++) PROMISE(isfinite(m.data[i]));
}

static void whole(Model m)
{
    PROMISE(m.layers > 0 && m.layers <= MODEL_LAYERS);
    PROMISE(isfinite(m.scale) && isfinite(m.shift));
    for (size_t l = 0; l < m.layers; l++) {
        PROMISE(m.w[l].rows == m.sizes[l] && m.w[l].cols == m.sizes[l + 1]);
        PROMISE(m.b[l].rows == 1 && m.b[l].cols == m.sizes[l + 1]);
        finite(m.w[l]);
        finite(m.b[l]);
    }
    for (size_t k = 0; k < m.sizes[m.layers]; k++) {
        PROMISE(m.names[k][0] != 0);
        PROMISE(memchr(m.names[k], 0, MODEL_NAME) != NULL);
    }
}

static void written_back(Model m, Bytes file)
{
    PROMISE(model_size(m) == file.size);
    Bytes again = fuzz_copy(file.data, file.size);
    memset(again.data, 0xAA, again.size);
    model_write(again.data, m);
    PROMISE(memcmp(again.data, file.data, file.size) == 0);
    bytes_free(&again);
}

/* Any finite weights may give infinities and NaN on the way, but nothing else. */
static void predicts(Model m)
{
    static const unsigned char pixels[MOST_PIXELS] = {1, 255, 7};
    if (m.sizes[0] > MOST_PIXELS) return;
    Matrix p = matrix_new(1, m.sizes[m.layers]);
    model_predict(p, m, pixels);
    matrix_free(&p);
}

int FUZZ_TARGET(model)(const uint8_t *data, size_t size)
{
    if (size < 1) return 0;
    Bytes file = fuzz_copy(data + 1, size - 1);
    if (data[0] & 1) seal(file);
    Model m;
    Failure failure = {""};
    if (model_read(&m, file.data, file.size, "f.nncm", &failure)) {
        whole(m);
        written_back(m, file);
        predicts(m);
    } else {
        fuzz_refused(failure, "f.nncm");
        PROMISE(m.layers == 0 && !m.names && !m.w[0].data && !m.b[0].data);
    }
    bytes_free(&file);
    model_free(&m);
    return 0;
}
