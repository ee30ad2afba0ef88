/* The IDX reader: a matrix of the promised shape, or nothing. */
#include "fuzz.h"

int FUZZ_TARGET(idx)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    Matrix m = {3, 3, NULL};
    Failure failure = {""};
    if (idx_parse(&m, bytes, "f.idx", &failure)) {
        PROMISE(m.rows > 0 && m.cols > 0);
        PROMISE(m.rows == ((size_t)data[4] << 24 | (size_t)data[5] << 16 |
                           (size_t)data[6] << 8 | (size_t)data[7]));
        PROMISE(m.rows * m.cols < size);
        for (size_t i = 0; i < m.rows * m.cols; i++) PROMISE(isfinite(m.data[i]));
        matrix_free(&m);
    } else {
        fuzz_refused(failure, "f.idx");
        PROMISE(!m.data && m.rows == 0 && m.cols == 0);
    }
    bytes_free(&bytes);
    return 0;
}
