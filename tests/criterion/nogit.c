/* Stands in for libgit2 where Criterion's tests run. Criterion needs that library for one
 * thing, the difference of two texts, which is left out here. Its start reads and decodes
 * every certificate of the machine, and it brings in a dozen other libraries, in each
 * test's process: 75 ms of processor time for a test that does nothing, 50 with this one
 * (the mean of three runs of test_matrix, 2 cores); for all of `make test` some 25 s of
 * it. Fewer and larger test programs would not help, as every test is a process of its
 * own. Defined in the test program itself, these functions save half: what is loaded
 * stays loaded. The certificates' place is compiled in; no variable moves it. */
#include <stddef.h>

int git_libgit2_init(void);
int git_libgit2_shutdown(void);
int git_diff_buffers(const void *old, size_t old_size, const char *old_name,
                     const void *new, size_t new_size, const char *new_name,
                     const void *options, void *file, void *binary, void *hunk,
                     void *line, void *payload);

int git_libgit2_init(void)
{
    return 1;
}

int git_libgit2_shutdown(void)
{
    return 0;
}

int git_diff_buffers(const void *old, size_t old_size, const char *old_name,
                     const void *new, size_t new_size, const char *new_name,
                     const void *options, void *file, void *binary, void *hunk,
                     void *line, void *payload)
{
    (void)old, (void)old_size, (void)old_name, (void)new, (void)new_size,
        (void)new_name;
    (void)options, (void)file, (void)binary, (void)hunk, (void)line, (void)payload;
    return -1;
}
