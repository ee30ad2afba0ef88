/* Forks by an instruction, and by the one of 32-bit programs. */
/* expect: system call that is not allowed|crashed */
#include "matrix.h"

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
#if defined(__x86_64__)
    long number = 57;
    __asm__ volatile("syscall" : "+a"(number) : : "rcx", "r11", "memory");
    number = 2;
    __asm__ volatile("int $0x80" : "+a"(number) : : "memory");
#else
    __builtin_trap();
#endif
}
