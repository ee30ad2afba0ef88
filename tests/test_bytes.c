/* Whole files, plain and gzip: what cannot be read is refused in these words. */
#define _POSIX_C_SOURCE 200809L
#include "test_bytes.h"
#include "dataset.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

TestSuite(bytes, .timeout = 20, .fini = temporary_remove);

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

/* A gzip file is one from its first two bytes on. */
Test(bytes, a_plain_file_may_look_like_gzip_further_on)
{
    unsigned char *text = noise(65536 + 6);
    memcpy(text + 65536, "\x1f\x8b\b\0", 4);
    write_file(temporary("plain"), text, 65536 + 6);
    holds(temporary("plain"), text, 65536 + 6);
    free(text);
}

#ifndef DEBUG
/* Puts so many zeros into a pipe of this name, beside the test, for two minutes at most. */
static void pour(const char *path, size_t size)
{
    char command[1200];
    cr_assert_eq(mkfifo(path, 0600), 0);
    snprintf(command, sizeof command, "exec head -c %zu /dev/zero >%s 2>/dev/null",
             size, path);
    if (fork() != 0) return;
    alarm(110);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* A file may have 1 GiB, and no byte more. From a pipe, which takes no disk; where there
 * is too little memory to read as much, nothing is tried. */
Test(bytes, one_gibibyte_is_the_most, .timeout = 240)
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
    struct sockaddr_un place = {.sun_family = AF_UNIX};
    snprintf(place.sun_path, sizeof place.sun_path, "%s", temporary("socket"));
    int end = socket(AF_UNIX, SOCK_STREAM, 0);
    cr_assert_eq(bind(end, (struct sockaddr *)&place, sizeof place), 0);
    refused(temporary("socket"), ": cannot be opened: No such device or address");
    close(end);
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
