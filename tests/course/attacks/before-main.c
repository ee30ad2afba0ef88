/* Runs code where a program is put together, before anything else of it. */
/* expect: not allowed|left by|no answer */
#include "matrix.h"

static void nothing(void)
{
}

void (*choose(void))(void);
void (*choose(void))(void)
{
    long number = 231, status = 0;
#if defined(__x86_64__)
    __asm__ volatile("syscall" : "+a"(number) : "D"(status) : "rcx", "r11", "memory");
#endif
    return nothing;
}
void early(void) __attribute__((ifunc("choose")));

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    early();
}
