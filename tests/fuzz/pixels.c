/* Two IDX files in memory, images and labels: the first two bytes say how long the one
 * with the labels is, which comes first. What is read is a view that lies within them. */
#include "pixels.h"

#include "fuzz.h"

int FUZZ_TARGET(pixels)(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    size_t cut = (size_t)data[0] << 8 | data[1];
    if (cut > size - 2) cut = size - 2;
    Bytes labels = fuzz_copy(data + 2, cut);
    Bytes images = fuzz_copy(data + 2 + cut, size - 2 - cut);
    Pixels p;
    Failure failure = {""};
    if (pixels_parse(&p, images, "f", labels, "f", &failure)) {
        PROMISE(p.count > 0 && p.width > 0 && p.classes > 0 && p.classes <= 256);
        PROMISE(p.pixel + p.count * p.width == images.data + images.size);
        PROMISE(p.label + p.count == labels.data + labels.size);
        for (size_t i = 0; i < p.count; i++) PROMISE(p.label[i] < p.classes);
        PixelScale scale = pixels_standard(p);
        PROMISE(isfinite(scale.scale) && scale.scale > 0 && isfinite(scale.shift));
    } else {
        fuzz_refused(failure, "f");
        PROMISE(p.count == 0 && !p.pixel && !p.label);
    }
    bytes_free(&labels);
    bytes_free(&images);
    return 0;
}
