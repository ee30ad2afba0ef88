/* The CSV reader: what it takes is whole, what it refuses leaves nothing. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static void whole(Dataset d)
{
    PROMISE(d.x.rows > 0 && d.x.cols > 0 && d.y.rows == d.x.rows && d.y.cols == 1);
    for (size_t i = 0; i < d.x.rows * d.x.cols; i++) PROMISE(isfinite(d.x.data[i]));
    for (size_t i = 0; i < d.y.rows; i++) {
        real label = matrix_at(d.y, i, 0);
        PROMISE(label >= 0 && label < (real)d.classes);
        PROMISE(label == (real)(size_t)label);
    }
    for (size_t k = 0; k < d.classes; k++) PROMISE(d.class_names[k][0] != 0);
}

/* The same numbers as a file of the plainest form: no header, no blanks, all digits. */
static Bytes plainest(Dataset d)
{
    enum { WIDEST = 32 };
    size_t room = d.x.rows * (d.x.cols + 1) * WIDEST + 1;
    Bytes bytes = {check_allocate(room, 1, "bytes of a file"), 0};
    char *text = (char *)bytes.data;
    for (size_t i = 0; i < d.x.rows; i++) {
        for (size_t j = 0; j < d.x.cols; j++)
            bytes.size += (size_t)sprintf(text + bytes.size, "%.17g,",
                                          (double)matrix_at(d.x, i, j));
        bytes.size += (size_t)sprintf(text + bytes.size, "%zu\n",
                                      (size_t)matrix_at(d.y, i, 0));
    }
    return bytes;
}

int FUZZ_TARGET(csv)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    Dataset first = {.classes = 7}, second;
    Failure failure = {""};
    if (!dataset_parse_csv(&first, bytes, "f.csv", &failure)) {
        fuzz_refused(failure, "f.csv");
        PROMISE(!first.x.data && !first.y.data && !first.class_names && !first.classes);
        bytes_free(&bytes);
        return 0;
    }
    whole(first);
    Bytes written = plainest(first);
    PROMISE(dataset_parse_csv(&second, written, "f.csv", &failure));
    PROMISE(matrix_equal(first.x, second.x) && matrix_equal(first.y, second.y));
    bytes_free(&written);
    bytes_free(&bytes);
    dataset_free(&first);
    dataset_free(&second);
    return 0;
}
