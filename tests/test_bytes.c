/* Whole files, plain and gzip: what cannot be read is refused in these words. */
#define _POSIX_C_SOURCE 200809L
#include "dataset.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(bytes, .timeout = 20, .fini = temporary_remove);

/* Requires that the file is refused; words follow its path. */
static void refused(const char *path, const char *words)
{
    Bytes bytes;
    Failure failure = {""};
    char expected[700];
    snprintf(expected, sizeof expected, "%s%s", path, words);
    cr_assert_not(bytes_read(&bytes, path, &failure), "not refused: %s", expected);
    cr_assert_str_eq(failure.text, expected);
    cr_assert(bytes.data == NULL && bytes.size == 0);
}

static void holds(const char *path, const void *expected, size_t size)
{
    Bytes bytes;
    Failure failure = {""};
    cr_assert(bytes_read(&bytes, path, &failure), "%s", failure.text);
    cr_assert_eq(bytes.size, size);
    cr_assert(memcmp(bytes.data, expected, size) == 0 && bytes.data[size] == 0);
    bytes_free(&bytes);
    cr_assert(bytes.data == NULL && bytes.size == 0);
}

static unsigned char *noise(size_t size)
{
    unsigned char *bytes = malloc(size + 1);
    Random random = random_seed(1);
    for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)random_next(&random);
    return bytes;
}

Test(bytes, plain_and_gzip_give_the_same_bytes)
{
    write_file(temporary("plain"), "1,2\0,3\n", 7);
    write_gzip(temporary("packed"), "1,2\0,3\n", 7);
    holds(temporary("plain"), "1,2\0,3\n", 7);
    holds(temporary("packed"), "1,2\0,3\n", 7);
    write_file(temporary("empty"), "", 0);
    holds(temporary("empty"), "", 0);
    write_gzip(temporary("empty.gz"), "", 0);
    holds(temporary("empty.gz"), "", 0);
}

Test(bytes, sizes_about_the_size_of_a_chunk)
{
    const size_t sizes[] = {65535, 65536, 65537, 131072, 400000};
    unsigned char *text = noise(400000);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        write_file(temporary("plain"), text, sizes[i]);
        write_gzip(temporary("packed"), text, sizes[i]);
        holds(temporary("plain"), text, sizes[i]);
        holds(temporary("packed"), text, sizes[i]);
    }
    free(text);
}

#ifndef DEBUG
/* Puts so many zeros into a pipe of this name, beside the test, for at most a minute. */
static void pour(const char *path, size_t size)
{
    char command[1200];
    cr_assert_eq(mkfifo(path, 0600), 0);
    snprintf(command, sizeof command, "exec head -c %zu /dev/zero >%s 2>/dev/null",
             size, path);
    if (fork() != 0) return;
    alarm(60);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* A file may have 1 GiB, and no byte more. From a pipe, which takes no disk; where there
 * is too little memory to read as much, nothing is tried. */
Test(bytes, one_gibibyte_is_the_most, .timeout = 120)
{
    const size_t most = (size_t)1 << 30;
    Bytes bytes;
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    if (sizeof(size_t) < 8 || pages < (long)(3 * most) / page) cr_skip("no memory");
    pour(temporary("most"), most);
    cr_assert(bytes_read(&bytes, temporary("most"), NULL));
    cr_assert(bytes.size == most && bytes.data[most] == 0);
    bytes_free(&bytes);
    pour(temporary("more"), most + 1);
    refused(temporary("more"), ": larger than 1073741824 bytes");
}
#endif

Test(bytes, what_cannot_be_opened_or_read_is_refused)
{
    refused("/no/such/file", ": cannot be opened: No such file or directory");
    refused("/tmp", ": is a directory, not a file");
    refused("/proc/self/mem", ": cannot be read: Input/output error");
    write_file(temporary("locked"), "1,0\n", 4);
    chmod(temporary("locked"), 0);
    if (geteuid() != 0) // who may read everything
        refused(temporary("locked"), ": cannot be opened: Permission denied");
}

/* The bytes of a gzip file that holds the text, with room for as many behind them. */
static Bytes gzip_of(const unsigned char *text, size_t size)
{
    Bytes packed = {malloc(2 * size + 1000), 0};
    write_gzip(temporary("whole.gz"), text, size);
    FILE *file = fopen(temporary("whole.gz"), "rb");
    packed.size = fread(packed.data, 1, size + 500, file);
    fclose(file);
    return packed;
}

Test(bytes, gzip_streams_behind_each_other_are_one_file)
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
Test(bytes, other_bytes_behind_a_gzip_stream_are_refused)
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

Test(bytes, a_gzip_file_cut_anywhere_is_refused)
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

Test(bytes, a_gzip_file_that_fails_its_checksum_is_refused)
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

Test(bytes, a_reader_of_csv_passes_a_file_on)
{
    Dataset data;
    Failure failure = {""};
    write_gzip(temporary("d.csv.gz"), "1,1,a,b\r\n7,1\r\n", 14);
    cr_assert(dataset_read_csv(&data, temporary("d.csv.gz"), &failure), "%s",
              failure.text);
    cr_assert(data.x.data[0] == 7 && data.y.data[0] == 1 && data.classes == 2);
    dataset_free(&data);

    cr_assert_not(dataset_read_csv(&data, "/no/such/file", &failure));
    cr_assert_str_eq(failure.text,
                     "/no/such/file: cannot be opened: No such file or directory");
    cr_assert(!data.x.data && !data.class_names);
    write_file(temporary("bad.csv"), "1,0\nx,0\n", 8);
    cr_assert_not(dataset_read_csv(&data, temporary("bad.csv"), &failure));
    cr_assert_not_null(
        strstr(failure.text, "bad.csv:2:1: found \"x\", expected a number"));
}

Test(bytes, a_reader_of_idx_passes_a_failure_on)
{
    Matrix m;
    Failure failure = {""};
    cr_assert_not(idx_read(&m, "/tmp", &failure));
    cr_assert_str_eq(failure.text, "/tmp: is a directory, not a file");
    cr_assert_null(m.data);
}
