/* Chapter 7, the ruler: twofold numbers, against exact whole numbers and known
 * digits. */
#include "random.h"
#include "support.h"
#include "twofold.h"

TestSuite(twofold, .timeout = 20);

/* Whether the two parts add up to this whole number, and are apart. */
static bool is_whole(Twofold x, int64_t want)
{
    return (int64_t)x.high + (int64_t)x.low == want && x.high + x.low == x.high;
}

/* eq:two-sum: whole numbers of 53 bits at different places, in 64 bits exactly */
Test(twofold, two_sum_loses_nothing)
{
    Random random = random_seed(1);
    for (int i = 0; i < 100000; i++) {
        int64_t a = (int64_t)(random_next(&random) >> 11) << random_below(&random, 9);
        int64_t b = (int64_t)(random_next(&random) >> (12 + random_below(&random, 40)));
        if (i % 2) b = -b;
        if (i % 3 == 0) {
            int64_t swap = a;
            a = b;
            b = swap;
        }
        Twofold sum = two_sum((double)a, (double)b);
        cr_assert(sum.high == (double)a + (double)b && is_whole(sum, a + b),
                  "%lld + %lld", (long long)a, (long long)b);
    }
    Twofold small = two_sum(1, 0x1p-90);
    cr_assert(small.high == 1 && small.low == 0x1p-90);
}

/* eq:two-product: factors of 31 bits fit a product into 62 */
Test(twofold, two_product_loses_nothing)
{
    Random random = random_seed(2);
    for (int i = 0; i < 100000; i++) {
        int64_t a = (int64_t)(random_next(&random) >> 33);
        int64_t b = (int64_t)(random_next(&random) >> 33);
        if (i % 2) a = -a;
        Twofold product = two_product((double)a, (double)b);
        cr_assert(product.high == (double)a * (double)b && is_whole(product, a * b),
                  "%lld * %lld", (long long)a, (long long)b);
    }
    // (1 + 2^-52)^2 = 1 + 2^-51 + 2^-104, all 53 bits of both in use
    Twofold square = two_product(1 + 0x1p-52, 1 + 0x1p-52);
    cr_assert(square.high == 1 + 0x1p-51 && square.low == 0x1p-104);
}

/* |got - want| in parts of want */
static double apart(Twofold got, Twofold want)
{
    Twofold gap = twofold_add(got, (Twofold){-want.high, -want.low});
    return fabs(gap.high / want.high);
}

Test(twofold, arithmetic_undoes_itself)
{
    Random random = random_seed(3);
    for (int i = 0; i < 2000; i++) {
        double low = ((double)random_uniform(&random) - 0.5) * 0x1p-53;
        Twofold a = two_sum(1 + (double)random_uniform(&random), low);
        Twofold b = two_sum(-3 - (double)random_uniform(&random), -low);
        cr_assert(apart(twofold_multiply(twofold_divide(a, b), b), a) < 3e-31);
        Twofold back = twofold_add(twofold_add(a, b), (Twofold){-b.high, -b.low});
        cr_assert(apart(back, a) < 3e-31);
        cr_assert(twofold_divide(a, a).high == 1 &&
                  fabs(twofold_divide(a, a).low) < 3e-31);
    }
    // a third in binary is 0.010101...: low continues high, with the digits shifted
    Twofold third = twofold_divide((Twofold){1, 0}, (Twofold){3, 0});
    cr_assert(third.high == 1.0 / 3 && third.low == 0x1.5555555555555p-56);
}

/* eq:twofold-exp: digits from 60-digit arithmetic elsewhere */
Test(twofold, exp_and_log_at_known_points)
{
    static const struct {
        double x;
        Twofold want;
    } exps[] =
        {
            {0, {1, 0}},
            {1, {0x1.5bf0a8b145769p+1, 0x1.4d57ee2b1013ap-53}},
            {0.3, {0x1.599058c8c1a96p+0, -0x1.b3ae34963b3d0p-54}},
            {600, {0x1.88a122d234b39p+865, 0x1.2e21a5ab69fdfp+811}},
            {-600, {0x1.4dd4d0d12c071p-866, 0x1.2167a13398003p-921}},
        },
      logs[] = {
          {3, {0x1.193ea7aad030bp+0, -0x1.a256f99caabebp-54}},
          {10, {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53}},
          {1e-200, {-0x1.cc845b54b54f2p+8, 0x1.8dc65fe0f133cp-46}},
      };
    for (size_t i = 0; i < sizeof exps / sizeof exps[0]; i++)
        cr_assert(apart(twofold_exp((Twofold){exps[i].x, 0}), exps[i].want) < 1e-28,
                  "exp %g: %g", exps[i].x,
                  apart(twofold_exp((Twofold){exps[i].x, 0}), exps[i].want));
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++)
        cr_assert(apart(twofold_log((Twofold){logs[i].x, 0}), logs[i].want) < 1e-28,
                  "log %g: %g", logs[i].x,
                  apart(twofold_log((Twofold){logs[i].x, 0}), logs[i].want));
    cr_assert(fabs(twofold_log((Twofold){1, 0}).high) < 1e-28);
}

/* eq:twofold-exp: each other's inverse, with low parts in use */
Test(twofold, log_undoes_exp)
{
    for (double x = -500; x <= 500; x += 7.3) {
        Twofold a = two_sum(x, 1e-18), back = twofold_log(twofold_exp(a));
        Twofold gap = twofold_add(back, (Twofold){-a.high, -a.low});
        cr_assert(fabs(gap.high) < 1e-28 * (1 + fabs(x)), "%g: %g", x, gap.high);
    }
}

Test(twofold, error_is_relative_and_signed)
{
    Twofold want = {4, 0x1p-60};
    WITHIN(twofold_error(4.0625, want), 0.015625, 1e-15);
    WITHIN(twofold_error(4, want), -0x1p-62, 1e-30);
    WITHIN(twofold_error(-3, (Twofold){-4, 0}), -0.25, 0);
}
