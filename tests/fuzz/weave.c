/* A text with directives: what weave has brought up to date stays as it is when it is
 * woven again, and passes the check. */
#include "fuzz.h"

#include "weave.h"

static const char *const BESIDE = "tests/weave/good/01-x/README.md";

static size_t weave_once(Span text, bool checking, Text *out)
{
    Book book = {.run = "tests/weave/run", .checking = checking};
    Problems problems = {0};
    weave_collect(&book, BESIDE, text.data, text.size, &problems);
    bool good = weave_text(&book, BESIDE, text.data, text.size, out, &problems);
    size_t count = problems.count;
    if (count == 0) PROMISE(good);
    problems_free(&problems);
    book_free(&book);
    return count;
}

int FUZZ_TARGET(weave)(const uint8_t *data, size_t size)
{
    Bytes bytes = fuzz_copy(data, size);
    Text first = {0}, second = {0};
    if (weave_once((Span){(char *)bytes.data, size}, false, &first) == 0) {
        PROMISE(weave_once(text_span(&first), true, &second) == 0);
        PROMISE(span_equal(text_span(&first), text_span(&second)));
    }
    text_free(&first);
    text_free(&second);
    bytes_free(&bytes);
    return 0;
}
