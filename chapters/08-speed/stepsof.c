/* Which compilation of steps.c the machine can run. */
#include "steps.h"

#include <string.h>

extern const Steps steps_baseline;
#ifdef KERNEL_X86
extern const Steps steps_v3, steps_v4;
#endif

Steps steps_of(const char *level)
{
    Steps found = steps_baseline;
#ifdef KERNEL_X86
    if (strcmp(level, "x86-64-v3") == 0) found = steps_v3;
    if (strcmp(level, "x86-64-v4") == 0) found = steps_v4;
#endif
    found.level = level;
    return found;
}
