/* The choice of what computes the products: every mode and number of threads gives the
 * same product, and what cannot be had is refused. */
#include "matmul.h"
#include "random.h"
#include "support.h"

#include <string.h>

TestSuite(matmul_modes, .timeout = 60);

/* All three products of one shape, one after another in out. */
static void three_products(Matrix out, Matrix a, Matrix b)
{
    size_t m = a.rows, n = b.cols;
    Matrix at = matrix_new(a.cols, a.rows), bt = matrix_new(b.cols, b.rows);
    matrix_transpose(at, a);
    matrix_transpose(bt, b);
    matrix_multiply(matrix_view(out.data, m, n), a, b);
    matrix_multiply_at_b(matrix_view(out.data + m * n, m, n), at, b);
    matrix_multiply_a_bt(matrix_view(out.data + 2 * m * n, m, n), a, bt);
    matrix_free(&at);
    matrix_free(&bt);
}

/* Shapes that one thread computes and shapes that are shared, by rows or by columns. */
static const size_t shapes[][3] = {{5, 6, 7},      {97, 85, 83},   {64, 128, 784},
                                   {784, 128, 64}, {300, 10, 200}, {10, 300, 200},
                                   {1, 1200, 600}, {1200, 1, 600}, {257, 300, 784},
                                   {17, 96, 1500}}; // less than a tile for some threads

static void require_the_same(MatmulPlan plan, bool bits)
{
    Random random = random_seed(12);
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        size_t m = shapes[s][0], n = shapes[s][1], inner = shapes[s][2];
        Matrix a = matrix_new(m, inner), b = matrix_new(inner, n);
        Matrix want = matrix_new(3, m * n), got = matrix_new(3, m * n);
        random_fill_normal(&random, a, 0, 1);
        random_fill_normal(&random, b, 0, 1);
        cr_assert(matmul_use((MatmulPlan){MATMUL_PLAIN, 1, NULL}));
        three_products(want, a, b);
        cr_assert(matmul_use(plan));
        three_products(got, a, b);
        if (bits)
            cr_assert(memcmp(got.data, want.data, 3 * m * n * sizeof(real)) == 0,
                      "(%zu, %zu) x (%zu, %zu)", m, inner, inner, n);
        // Sums of up to 784 terms of both signs near 1: a random walk of 28 steps.
        MATRIX_CLOSE(got, want, 8, 8 * (double)inner);
        matrix_free(&a);
        matrix_free(&b);
        matrix_free(&want);
        matrix_free(&got);
    }
}

Test(matmul_modes, exact_has_the_bits_of_the_plain_loops_at_every_level)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    for (size_t l = 0; l < count; l++) {
        require_the_same((MatmulPlan){MATMUL_EXACT, 1, levels[l].name}, true);
        cr_assert_str_eq(matmul_plan().level, levels[l].name);
    }
}

Test(matmul_modes, fused_is_close_at_every_level)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    for (size_t l = 0; l < count; l++)
        require_the_same((MatmulPlan){MATMUL_FUSED, 1, levels[l].name}, false);
}

/* Fused is the kernel, and not the plain loops, whose bits it has only by chance. */
Test(matmul_modes, fused_has_the_bits_of_the_fused_kernel)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    Random random = random_seed(13);
    Matrix a = matrix_new(40, 50), b = matrix_new(50, 30);
    Matrix got = matrix_new(40, 30), want = matrix_new(40, 30);
    random_fill_normal(&random, a, 0, 1);
    random_fill_normal(&random, b, 0, 1);
    for (size_t l = 0; l < count; l++) {
        cr_assert(matmul_use((MatmulPlan){MATMUL_FUSED, 1, levels[l].name}));
        matrix_multiply(got, a, b);
        levels[l].fused(want.data, 30, 40, 30, 50, (Strided){a.data, 50, 1},
                        (Strided){b.data, 30, 1});
        cr_assert_eq(memcmp(got.data, want.data, 40 * 30 * sizeof(real)), 0);
    }
    matrix_free(&a);
    matrix_free(&b);
    matrix_free(&got);
    matrix_free(&want);
}

#ifdef _OPENMP
Test(matmul_modes, threads_change_no_bit)
{
    for (size_t threads = 2; threads <= 5; threads++)
        require_the_same((MatmulPlan){MATMUL_EXACT, threads, NULL}, true);
    require_the_same((MatmulPlan){MATMUL_FUSED, 2, NULL}, false);
}
#else
Test(matmul_modes, threads_need_openmp)
{
    cr_assert(!matmul_use((MatmulPlan){MATMUL_EXACT, 2, NULL}));
}
#endif

#ifdef USE_OPENBLAS
Test(matmul_modes, the_library_gives_the_same_product)
{
    cr_assert(matmul_plan().mode == MATMUL_LIBRARY);
    require_the_same((MatmulPlan){MATMUL_LIBRARY, 1, NULL}, false);
    require_the_same((MatmulPlan){MATMUL_LIBRARY, 2, NULL}, false);
}
#else
Test(matmul_modes, the_library_needs_its_build)
{
    cr_assert(!matmul_use((MatmulPlan){MATMUL_LIBRARY, 1, NULL}));
}

Test(matmul_modes, the_default_is_exact_in_one_thread_at_the_widest_level)
{
    KernelLevel levels[KERNEL_LEVELS];
    kernel_levels(levels);
    MatmulPlan plan = matmul_plan();
    cr_assert(plan.mode == MATMUL_EXACT && plan.threads == 1);
    cr_assert_str_eq(plan.level, levels[0].name);
}
#endif

/* From the widest to what every machine has. The levels of x86-64 are sets of
 * instructions that its specification lists: the compiler knows them by name. */
Test(matmul_modes, the_levels_are_those_of_the_machine)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    cr_assert(count >= 1 && count <= KERNEL_LEVELS);
    cr_assert_str_eq(levels[count - 1].name, "baseline");
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
    bool v3 = __builtin_cpu_supports("x86-64-v3"),
         v4 = __builtin_cpu_supports("x86-64-v4");
    cr_assert_eq(count, (size_t)(1 + (v3 != 0) + (v4 != 0)));
    if (v4) cr_assert_str_eq(levels[0].name, "x86-64-v4");
    if (v3) cr_assert_str_eq(levels[count - 2].name, "x86-64-v3");
#endif
}

Test(matmul_modes, what_cannot_be_had_changes_nothing)
{
    MatmulPlan before = matmul_plan();
    cr_assert(!matmul_use((MatmulPlan){MATMUL_EXACT, 0, NULL}));
    cr_assert(!matmul_use((MatmulPlan){MATMUL_EXACT, 1, "x86-64-v9"}));
    cr_assert(!matmul_use((MatmulPlan){(MatmulMode)17, 1, NULL}));
    MatmulPlan after = matmul_plan();
    cr_assert(after.mode == before.mode && after.threads == before.threads);
    cr_assert_str_eq(after.level, before.level);
}
