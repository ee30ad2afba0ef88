/* Every input of the fuzz targets, in this build: the seeds of the search, and what it
 * once found. `make fuzz` looks for more. */
#define _POSIX_C_SOURCE 200809L
#include "fuzz/fuzz.h"
#include "support.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* A sanitizer wants far more address space than the parser may have. */
#if defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

TestSuite(fuzz, .timeout = 120);

enum { LARGEST = 1 << 16 };

static void give(FuzzTarget *target, const char *path)
{
    static uint8_t bytes[LARGEST];
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    cr_assert(size < sizeof bytes, "%s: %d bytes or more", path, LARGEST);
    fclose(file);

    Outcome o;
    IN_CHILD(o, target(bytes, size));
    cr_expect(o.status == 0, "%s: status %d\n%s", path, o.status, o.err);
}

/* How many files were given. */
static size_t give_all(FuzzTarget *target, const char *folder, const char *name)
{
    char path[512];
    size_t count = 0;
    snprintf(path, sizeof path, "tests/fuzz/%s/%s", folder, name);
    DIR *directory = opendir(path);
    if (!directory) return 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "tests/fuzz/%s/%s/%s", folder, name, entry->d_name);
        give(target, path);
        count++;
    }
    closedir(directory);
    return count;
}

#define REPLAY(name)                                                                   \
    Test(fuzz, name)                                                                   \
    {                                                                                  \
        cr_assert(give_all(fuzz_##name, "corpus", #name) >= 3, "no seeds");            \
        give_all(fuzz_##name, "found", #name);                                         \
    }

REPLAY(csv)
REPLAY(idx)
REPLAY(gzip)
REPLAY(options)
REPLAY(model)
REPLAY(pixels)
REPLAY(image)

/* Asks for the file's numbers with 512 MiB of address space. */
static void parse_in_little_room(Bytes bytes)
{
    struct rlimit little = {(rlim_t)1 << 29, (rlim_t)1 << 29};
    Dataset data;
    Failure failure = {""};
    if (setrlimit(RLIMIT_AS, &little) != 0) return;
    bool good = dataset_parse_csv(&data, bytes, "f.csv", &failure);
    printf("%d %s", good, failure.text);
}

/* A short file whose header promises 400 million numbers: its narrow row is named, and
 * no room is asked for. Once, a file of 8 kB was given 3 GB. */
Test(fuzz, a_promise_takes_no_room)
{
    enum { ROWS = 4000 };
    if (SANITIZED) cr_skip_test("a sanitizer needs the room itself");
    char text[ROWS * 4 + 32];
    int size = snprintf(text, sizeof text, "%d,100000,a\n", ROWS);
    for (int i = 0; i < ROWS; i++, size += 4) memcpy(text + size, "1,0\n", 4);
    Outcome o;
    IN_CHILD(o, parse_in_little_room((Bytes){(unsigned char *)text, (size_t)size}));
    OUTCOME(o, 0, "0 f.csv:2:4: 2 columns, expected 100001", "");
}
