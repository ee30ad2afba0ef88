/* The generator against its authors' reference outputs, and what is drawn against the
 * laws it should follow. The seeds are fixed, so the statistical bounds, four to five
 * standard errors wide, pass or fail once and for all. */
#include "random.h"
#include "support.h"

#include <string.h>

TestSuite(random, .timeout = 20);

enum { DRAWS = 200000 };

Test(random, xoshiro256_starstar_gives_its_reference_outputs)
{
    // the vector of the Rust crate rand_xoshiro, from the authors' C code
    const uint64_t expected[] = {11520,
                                 0,
                                 1509978240,
                                 1215971899390074240,
                                 1216172134540287360,
                                 607988272756665600,
                                 16172922978634559625u,
                                 8476171486693032832,
                                 10595114339597558777u,
                                 2904607092377533576};
    Random random = {{1, 2, 3, 4}};
    for (int i = 0; i < 10; i++) cr_assert_eq(random_next(&random), expected[i]);
}

Test(random, a_seed_is_spread_by_splitmix64)
{
    const uint64_t expected[] = {6457827717110365317, 3203168211198807973,
                                 9817491932198370423u, 4593380528125082431};
    Random random = random_seed(1234567);
    for (int i = 0; i < 4; i++) cr_assert_eq(random.state[i], expected[i]);
}

Test(random, a_split_jumps_as_the_authors_jump_does)
{
    // from xoshiro-fortran by DSCF-1224, checked there against the authors' C code
    const uint64_t expected[] = {0x934D05E8B2076310, 0xEABDD0BF76A1BE51,
                                 0x75DD6A992ACCB1E8, 0xC660C602A7330187};
    Random random = {{0, 0, 0, 1}}, before = random;
    Random child = random_split(&random);
    for (int i = 0; i < 4; i++) cr_assert_eq(random.state[i], expected[i]);
    cr_assert_arr_eq(child.state, before.state, sizeof child.state);
}

Test(random, the_same_seed_gives_the_same_bits_and_another_seed_others)
{
    Random a = random_seed(7), b = random_seed(7), c = random_seed(8),
           zero = random_seed(0);
    size_t same = 0;
    for (int i = 0; i < 1000; i++) {
        uint64_t draw = random_next(&a);
        cr_assert_eq(draw, random_next(&b));
        same += draw == random_next(&c) || draw == random_next(&zero);
    }
    cr_assert_eq(same, 0);
    cr_assert_neq(random_next(&zero), 0);
}

Test(random, split_streams_are_the_same_each_time_and_differ_from_each_other)
{
    Random a = random_seed(7), b = random_seed(7);
    Random a1 = random_split(&a), a2 = random_split(&a), b1 = random_split(&b);
    for (int i = 0; i < 1000; i++) {
        uint64_t draw = random_next(&a1);
        cr_assert_eq(draw, random_next(&b1));
        cr_assert_neq(draw, random_next(&a2));
        cr_assert_neq(draw, random_next(&a));
    }
}

Test(random, uniform_has_its_range_mean_and_variance)
{
    Random random = random_seed(1);
    double sum = 0, squares = 0, low = 1, high = 0;
    for (int i = 0; i < DRAWS; i++) {
        double u = (double)random_uniform(&random);
        cr_assert(u >= 0 && u < 1);
        sum += u;
        squares += (u - 0.5) * (u - 0.5);
        low = u < low ? u : low;
        high = u > high ? u : high;
    }
    WITHIN(sum / DRAWS, 0.5, 0.003);           // 4.6 standard errors
    WITHIN(squares / DRAWS, 1.0 / 12, 0.0008); // 4.8 standard errors
    cr_assert(low < 1e-4 && high > 1 - 1e-4);  // each misses with e^-20
}

Test(random, uniform_is_a_multiple_of_its_step)
{
    Random random = random_seed(2), bits = random;
    int digits = REAL_EPSILON > 1e-10 ? 24 : 53;
    bool odd = false;
    for (int i = 0; i < 100; i++) {
        double scaled = ldexp((double)random_uniform(&random), digits);
        cr_assert(scaled == (double)(random_next(&bits) >> (64 - digits)));
        odd |= fmod(scaled, 2) == 1;
    }
    cr_assert(odd, "the last digit is never used");
}

/* The sum of (count - expected)^2 / expected. */
static double chi_square(const size_t *count, size_t bins, double draws)
{
    double sum = 0, expected = draws / (double)bins;
    for (size_t i = 0; i < bins; i++)
        sum += ((double)count[i] - expected) * ((double)count[i] - expected) / expected;
    return sum;
}

Test(random, uniform_fills_100_bins_evenly)
{
    Random random = random_seed(3);
    size_t count[100] = {0};
    for (int i = 0; i < DRAWS; i++) count[(int)(random_uniform(&random) * 100)]++;
    double chi = chi_square(count, 100, DRAWS); // 99 +- 14
    cr_assert(chi > 50 && chi < 160, "chi-square %g", chi);
}

Test(random, below_is_even_for_a_count_that_is_no_power_of_two)
{
    Random random = random_seed(4);
    size_t count[7] = {0};
    for (int i = 0; i < DRAWS; i++) count[random_below(&random, 7)]++;
    double chi = chi_square(count, 7, DRAWS); // 6 +- 3.5
    cr_assert(chi > 0 && chi < 25, "chi-square %g", chi);
    for (int i = 0; i < 100; i++) cr_assert_eq(random_below(&random, 1), 0);
}

Test(random, below_is_even_where_a_plain_remainder_would_not_be)
{
    // of 2^64 draws, the remainder by 3 2^62 hits each number below 2^62 twice
    const size_t count = (size_t)3 << 62;
    Random random = random_seed(5);
    size_t low = 0;
    for (int i = 0; i < DRAWS; i++) {
        size_t draw = random_below(&random, count);
        cr_assert(draw < count);
        low += draw < (size_t)1 << 62;
    }
    WITHIN((double)low / DRAWS, 1.0 / 3, 0.005); // biased: 1/2
}

Test(random, below_draws_again_above_the_last_whole_multiple)
{
    // 3 2^62 fits once: the highest quarter of the draws must be drawn again
    const size_t count = (size_t)3 << 62;
    Random random = random_seed(6), bits = random;
    for (int i = 0; i < 100; i++) {
        uint64_t draw = random_next(&bits);
        while (draw >= count) draw = random_next(&bits);
        cr_assert_eq(random_below(&random, count), draw);
    }
}

Test(random, below_zero_is_a_mistake)
{
    MISTAKE_IN("random.c", "random_below: count is 0", Random r = random_seed(1);
               random_below(&r, 0));
}

/* Marsaglia's polar method: a point (u, v) of the square, kept inside the circle, gives
 * u sqrt(-2 log s / s), s = u^2 + v^2. */
Test(random, normal_is_the_polar_method)
{
    Random random = random_seed(5), same = random_seed(5);
    for (int i = 0; i < 100; i++) {
        real u, s; // in the same precision: near s = 1 its logarithm has few digits
        do {
            u = 2 * random_uniform(&same) - 1;
            real v = 2 * random_uniform(&same) - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        CLOSE(random_normal(&random), (double)u * sqrt(-2 * log((double)s) / (double)s),
              64, 0);
    }
}

Test(random, normal_has_its_moments)
{
    Random random = random_seed(7);
    double sum = 0, second = 0, third = 0, fourth = 0;
    for (int i = 0; i < DRAWS; i++) {
        double z = (double)random_normal(&random);
        sum += z;
        second += z * z;
        third += z * z * z;
        fourth += z * z * z * z;
    }
    WITHIN(sum / DRAWS, 0, 0.01);     // standard error 1 / sqrt(DRAWS) = 0.0022
    WITHIN(second / DRAWS, 1, 0.015); // sqrt(2 / DRAWS) = 0.0032
    WITHIN(third / DRAWS, 0, 0.04);   // sqrt(15 / DRAWS) = 0.0087
    WITHIN(fourth / DRAWS, 3, 0.1);   // sqrt(96 / DRAWS) = 0.022
}

Test(random, normal_has_its_tails)
{
    Random random = random_seed(8);
    double beyond[3] = {0};
    for (int i = 0; i < DRAWS; i++) {
        double z = fabs((double)random_normal(&random));
        for (int sigma = 1; sigma <= 3; sigma++) beyond[sigma - 1] += z > sigma;
    }
    WITHIN(beyond[0] / DRAWS, 0.31731, 0.0045);
    WITHIN(beyond[1] / DRAWS, 0.04550, 0.0020);
    WITHIN(beyond[2] / DRAWS, 0.00270, 0.0005);
}

Test(random, a_shuffle_gives_each_of_6_orders_equally_often)
{
    Random random = random_seed(9);
    size_t count[6] = {0};
    for (int i = 0; i < 60000; i++) {
        size_t x[3] = {0, 1, 2};
        random_shuffle(&random, x, 3);
        cr_assert(x[0] + x[1] + x[2] == 3 && x[0] != x[1] && x[1] != x[2] &&
                  x[0] != x[2]);
        count[2 * x[0] + (x[1] > x[2])]++;
    }
    double chi = chi_square(count, 6, 60000); // 5 +- 3.2
    cr_assert(chi > 0 && chi < 22, "chi-square %g", chi);
}

Test(random, a_shuffle_is_a_permutation_within_its_bounds)
{
    Random random = random_seed(10);
    size_t x[102], seen[100] = {0}, moved = 0;
    for (size_t i = 0; i < 102; i++) x[i] = i - 1;
    random_shuffle(&random, x + 1, 100);
    for (size_t i = 0; i < 100; i++) seen[x[i + 1]]++, moved += x[i + 1] != i;
    for (size_t i = 0; i < 100; i++) cr_assert_eq(seen[i], 1);
    cr_assert(moved > 90 && x[0] == (size_t)-1 && x[101] == 100);
    random_shuffle(&random, NULL, 0);
}

/* One number has one order: nothing is drawn for it. */
Test(random, a_shuffle_draws_once_for_each_number_but_the_last)
{
    Random a = random_seed(12), b = a;
    size_t x[5] = {0, 1, 2, 3, 4};
    random_shuffle(&a, x, 1);
    cr_assert_eq(memcmp(&a, &b, sizeof a), 0);
    random_shuffle(&a, x, 5);
    for (size_t left = 5; left > 1; left--) random_below(&b, left);
    cr_assert_eq(random_next(&a), random_next(&b));
}

Test(random, fills_draw_every_element_in_order)
{
    Random a = random_seed(11), b = a;
    Matrix m = matrix_new(7, 5);
    random_fill_uniform(&a, m, -2, 3);
    for (size_t i = 0; i < 35; i++) cr_assert(m.data[i] == -2 + 5 * random_uniform(&b));
    random_fill_normal(&a, m, 10, 2);
    for (size_t i = 0; i < 35; i++) cr_assert(m.data[i] == 10 + 2 * random_normal(&b));
    random_fill_uniform(&a, matrix_rows(m, 0, 6), 1, 1);
    random_fill_normal(&a, matrix_rows(m, 0, 6), 1, 0);
    cr_assert(m.data[29] == 1 && m.data[30] != 1, "it ends where its rows do");
    matrix_free(&m);
    MISTAKE_IN("random.c", "random_fill_uniform: out (0, 0) holds no numbers",
               random_fill_uniform(&a, m, 0, 1));
    MISTAKE_IN("random.c", "random_fill_normal: out (0, 0) holds no numbers",
               random_fill_normal(&a, m, 0, 1));
}
