#include "kernel.h"

Kernel kernel_baseline_fused;
Kernel kernel_v3_exact, kernel_v3_fused, kernel_v4_exact, kernel_v4_fused;

_Thread_local _Alignas(64) real kernel_block[KERNEL_BLOCK / sizeof(real)];

/* The build defines KERNEL_X86 when it compiles kernel.c for x86-64's wider vectors too,
 * and KERNEL_FUSED when it does so with fused rounding; without that it leaves out
 * AVX-512, whose kernel takes longest to build. A build that compiles common/ file by
 * file has the baseline alone, and it is right. */
#ifdef KERNEL_FUSED
#define FUSED(level) kernel_##level##_fused
#else
#define FUSED(level) kernel_##level##_exact
#endif

size_t kernel_levels(KernelLevel levels[KERNEL_LEVELS])
{
    size_t count = 0;
#ifdef KERNEL_X86
    __builtin_cpu_init();
#ifdef KERNEL_FUSED
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        levels[count++] = (KernelLevel){"x86-64-v4", kernel_v4_exact, FUSED(v4)};
#endif
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
        levels[count++] = (KernelLevel){"x86-64-v3", kernel_v3_exact, FUSED(v3)};
#endif
    levels[count++] = (KernelLevel){"baseline", kernel_baseline_exact, FUSED(baseline)};
    return count;
}
