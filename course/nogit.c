/* Stands in for libgit2 where the tests run. Criterion needs that library for one thing,
 * the difference of two texts, and it costs more than all else in a test's process: its
 * start reads and decodes every certificate of the machine, and brings in a dozen other
 * libraries. Here nothing of it is there, and a difference of texts is left out. */
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
