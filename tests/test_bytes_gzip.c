/* Gzip files: streams behind each other are one file; what is cut, changed, or has other
 * bytes behind it is refused. */
#define _POSIX_C_SOURCE 200809L
#include "test_bytes.h"

#include <unistd.h>

TestSuite(bytes_gzip, .timeout = 20, .fini = temporary_remove);

Test(bytes_gzip, gzip_streams_behind_each_other_are_one_file)
{
    const size_t sizes[] = {1, 300, 65536, 100000};
    unsigned char *text = noise(200000);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        Bytes packed = gzip_of(text, sizes[i]), rest = gzip_of(text + sizes[i], 70000);
        packed.data = realloc(packed.data, packed.size + rest.size);
        memcpy(packed.data + packed.size, rest.data, rest.size);
        write_file(temporary("two.gz"), packed.data, packed.size + rest.size);
        holds(temporary("two.gz"), text, sizes[i] + 70000);
        free(packed.data);
        free(rest.data);
    }
    free(text);
}

/* At the end of the file and where a chunk of it ends. */
Test(bytes_gzip, other_bytes_behind_a_gzip_stream_are_refused)
{
    const struct {
        const char *bytes, *words;
        size_t count;
    } behind[] = {{"", "other bytes stand behind it", 1},
                  {"\n", "other bytes stand behind it", 1},
                  {"\0\0\0\0\0\0\0\0", "other bytes stand behind it", 8},
                  {"\x1f", "cut short", 1},
                  {"\x1f\x8b", "cut short", 2},
                  {"\x1f\x8c\b", "incorrect header check", 3},
                  {"\x1f\x8b\t\0", "unknown compression method", 4}};
    unsigned char *text = noise(70000);
    size_t size = 65536 - 60; // noise does not get shorter, so it is a little longer
    for (Bytes packed; (packed = gzip_of(text, size)).size != 65536; size++) {
        cr_assert_lt(packed.size, 65536, "no size gives a chunk");
        free(packed.data);
    }
    const size_t sizes[] = {0, 6, size};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < sizeof behind / sizeof behind[0]; k++) {
            Bytes packed = gzip_of(text, sizes[i]);
            char words[100];
            snprintf(words, sizeof words,
                     ": the gzip stream breaks after %zu unpacked bytes: %s", sizes[i],
                     behind[k].words);
            memcpy(packed.data + packed.size, behind[k].bytes, behind[k].count);
            write_file(temporary("more.gz"), packed.data,
                       packed.size + behind[k].count);
            refused(temporary("more.gz"), words);
            write_file(temporary("more.gz"), packed.data, packed.size);
            holds(temporary("more.gz"), text, sizes[i]);
            free(packed.data);
        }
    free(text);
}

Test(bytes_gzip, a_gzip_file_cut_anywhere_is_refused)
{
    enum { SIZE = 3000 };
    unsigned char *text = noise(SIZE);
    Bytes packed = gzip_of(text, SIZE);
    cr_assert_gt(packed.size, SIZE);
    for (size_t size = 2; size < packed.size; size += size < 40 ? 1 : 97) {
        Bytes out;
        Failure failure = {""};
        write_file(temporary("cut.gz"), packed.data, size);
        cr_assert_not(bytes_read(&out, temporary("cut.gz"), &failure), "%zu bytes",
                      size);
        cr_assert_not_null(strstr(failure.text, "unpacked bytes: cut short"));
        cr_assert_null(out.data);
    }
    write_file(temporary("cut.gz"), packed.data, packed.size - 1);
    refused(temporary("cut.gz"),
            ": the gzip stream breaks after 3000 unpacked bytes: cut short");
    free(packed.data);
    free(text);
}

Test(bytes_gzip, a_gzip_file_that_fails_its_checksum_is_refused)
{
    char command[1200];
    const char *path = temporary("bad.gz");
    write_gzip(path, "1,2,0\n", 6);
    // of the last eight bytes the first four are the checksum, the others the size
    snprintf(command, sizeof command,
             "size=$(stat -c %%s %s) && printf '\\0\\0' | "
             "dd of=%s bs=1 seek=$((size - 8)) conv=notrunc 2>/dev/null",
             path, path);
    cr_assert_eq(run("%s", command).status, 0);
    Bytes out;
    Failure failure = {""};
    cr_assert_not(bytes_read(&out, path, &failure));
    cr_assert_not_null(strstr(failure.text, "incorrect data check"), "%s",
                       failure.text);
    cr_assert_null(out.data);
}

#ifndef DEBUG
/* The same of what is unpacked: sixteen streams of 64 MiB, and one of a byte. */
Test(bytes_gzip, one_gibibyte_is_the_most_that_is_unpacked, .timeout = 120)
{
    const size_t most = (size_t)1 << 30, each = most / 16;
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    if (sizeof(size_t) < 8 || pages < (long)(3 * most) / page) cr_skip("no memory");
    unsigned char *zeros = calloc(each, 1);
    Bytes packed = gzip_of(zeros, each), last = gzip_of(zeros, 1);
    for (int k = 0; k < 16; k++)
        memcpy(zeros + (size_t)k * packed.size, packed.data, packed.size);
    memcpy(zeros + 16 * packed.size, last.data, last.size);
    write_file(temporary("more.gz"), zeros, 16 * packed.size + last.size);
    refused(temporary("more.gz"), ": larger than 1073741824 bytes");
    free(zeros);
    free(packed.data);
    free(last.data);
}
#endif
