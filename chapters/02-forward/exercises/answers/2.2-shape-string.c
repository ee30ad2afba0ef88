/* The answer to exercise 2.2: these functions in the place of its file's. */

size_t read_shape(size_t *sizes, size_t most, const char *text)
{
    size_t count = 0;
    for (;; text++) {
        size_t size = 0;
        if (*text < '0' || *text > '9' || count == most) return 0;
        for (; *text >= '0' && *text <= '9'; text++) {
            size = 10 * size + (size_t)(*text - '0');
            if (size > 1000000) return 0;
        }
        if (size == 0) return 0;
        sizes[count++] = size;
        if (*text == 0) return count >= 2 ? count : 0;
        if (*text != '-') return 0;
    }
}

size_t shape_parameters(const char *text)
{
    size_t sizes[16], count = read_shape(sizes, 16, text), sum = 0;
    for (size_t l = 0; l + 1 < count; l++) sum += (sizes[l] + 1) * sizes[l + 1];
    return sum;
}
