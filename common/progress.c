/* The progress bar. */
#define _POSIX_C_SOURCE 200809L
#include "report.h"

#include <string.h>
#include <unistd.h>

Progress progress_begin(const char *what, size_t total)
{
    Progress progress = {what, total ? total : 1, isatty(STDERR_FILENO) ? -1 : -2};
    progress_step(&progress, 0);
    return progress;
}

void progress_step(Progress *progress, size_t done)
{
    enum { WIDTH = 30 };
    int percent = (int)(done * 100 / progress->total);
    if (progress->shown == -2 || percent == progress->shown) return;
    progress->shown = percent;
    int filled = percent * WIDTH / 100;
    fprintf(stderr, "\r%s [%.*s%*s] %3d%%", progress->what, filled,
            "##############################", WIDTH - filled, "", percent);
    fflush(stderr);
}

void progress_end(Progress *progress)
{
    if (progress->shown == -2) return;
    fprintf(stderr, "\r%*s\r", (int)strlen(progress->what) + 40, "");
    fflush(stderr);
    progress->shown = -2;
}
