/* A C file that a text quotes: every definition found in it can be shown, and lies in
 * it. */
#include "fuzz.h"

#include "extract.h"

int FUZZ_TARGET(source)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    Span source = {(char *)bytes.data, size};
    Problems problems = {0};
    CSource c = {0};
    csource_scan(&c, source);
    extract_surplus_marker(source);
    for (size_t i = 0; i < c.count && i < 8; i++) {
        Text out = {0};
        Request request = {&problems, "README.md", 1, span_of("x.c")};
        size_t before = problems.count;
        bool good = extract_definition(&out, source, c.items[i].name, request);
        PROMISE(good == (problems.count == before));
        PROMISE(good == (out.size > 0));
        text_free(&out);
    }
    csource_free(&c);
    problems_free(&problems);
    bytes_free(&bytes);
    return 0;
}
