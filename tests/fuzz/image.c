/* The image that predict is given: PNG, Netpbm or IDX. Every pixel is written, whatever
 * was in its place, or the file is refused. */
#include "../../chapters/08-speed/predict/images.h"

#include "fuzz.h"

#include <string.h>

/* libnetpbm reports an error by a jump out of itself, over strings that it holds. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libnetpbm.so";
}

static bool parse(unsigned char pixels[IMAGE_PIXELS], int before, Bytes bytes)
{
    Failure failure = {""};
    memset(pixels, before, IMAGE_PIXELS);
    bool good = image_parse(pixels, bytes, "f.png", &failure);
    if (!good) fuzz_refused(failure, "f.png");
    return good;
}

int FUZZ_TARGET(image)(const uint8_t *data, size_t size)
{
    unsigned char one[IMAGE_PIXELS], other[IMAGE_PIXELS];
    Bytes bytes = fuzz_copy(data, size);
    bool good = parse(one, 0x00, bytes);
    PROMISE(parse(other, 0xFF, bytes) == good);
    if (good) PROMISE(memcmp(one, other, IMAGE_PIXELS) == 0);
    bytes_free(&bytes);
    return 0;
}
