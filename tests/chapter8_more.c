/* Chapter 8: that it learns, in any number of threads; the steps of the product, and
 * the roofline. */
#include "fast.h"
#include "matmul.h"
#include "roofline.h"
#include "steps.h"
#include "support.h"

#include <stdlib.h>

TestSuite(chapter8_more, .timeout = 120);

/* --- learning ---------------------------------------------------------------------- */

/* The 8 x 8 digits as bytes, 0 to 16 a pixel. */
static Pixels digits(unsigned char **pixel, unsigned char **label)
{
    Dataset d;
    Failure failure;
    cr_assert(dataset_read_csv(&d, "data/digits.csv.gz", &failure), "%s", failure.text);
    size_t count = d.x.rows, width = d.x.cols;
    *pixel = malloc(count * width), *label = malloc(count);
    for (size_t i = 0; i < count * width; i++) (*pixel)[i] = (unsigned char)d.x.data[i];
    for (size_t i = 0; i < count; i++) (*label)[i] = (unsigned char)d.y.data[i];
    dataset_free(&d);
    return (Pixels){count, width, 10, *pixel, *label};
}

/* Trains on the first 1400 digits; the network and how many of the others are right. */
static FastNetwork learn(Pixels all, uint64_t seed, size_t threads, size_t *right)
{
    enum { TRAIN = 1400 };
    Pixels train = pixels_part(all, 0, TRAIN);
    Pixels rest = pixels_part(all, TRAIN, all.count - TRAIN);
    unsigned char *said = malloc(rest.count);
    real *certain = malloc(rest.count * 10 * sizeof *certain);
    Random random = random_seed(seed);
    FastNetwork network = fast_network(all.width, 64, 10, &random);
    FastTrainer t = fast_trainer(network, pixels_standard(train), TRAIN, 32, threads);
    for (size_t e = 0; e < 12; e++)
        fast_epoch(&t, train, (RateLine){(real)0.2, 12}, e, &random);
    *right = fast_predict(&t, rest, said, certain);
    size_t agree = 0;
    for (size_t i = 0; i < rest.count; i++) {
        real sum = 0, most = certain[i * 10 + said[i]];
        for (size_t k = 0; k < 10; k++) {
            sum += certain[i * 10 + k];
            cr_assert_leq(certain[i * 10 + k], most);
        }
        WITHIN(sum, 1, 1e-5);
        agree += said[i] == rest.label[i];
    }
    cr_assert_eq(agree, *right);
    free(said), free(certain);
    fast_trainer_free(&t);
    return network;
}

/* The last 397 digits are other people's hands than the first 1400: scikit-learn's
 * MLPClassifier with 64 hidden units gets some 93% of them. */
Test(chapter8_more, it_learns_digits_from_any_start)
{
    unsigned char *pixel, *label;
    Pixels all = digits(&pixel, &label);
    double mean = 0;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        size_t right;
        FastNetwork n = learn(all, seed, 1, &right);
        cr_assert_geq((double)right / 397, 0.88, "seed %d: %zu", (int)seed, right);
        mean += (double)right / 397 / 5;
        fast_network_free(&n);
    }
    cr_assert_geq(mean, 0.91, "mean %g", mean);
    free(pixel), free(label);
}

/* Sums keep their order in any number of threads: the same bits. */
Test(chapter8_more, threads_change_no_bit)
{
    if (!matmul_use((MatmulPlan){MATMUL_EXACT, 2, NULL})) cr_skip("no threads here");
    unsigned char *pixel, *label;
    Pixels all = digits(&pixel, &label);
    size_t right[2];
    FastNetwork two = learn(all, 9, 2, &right[1]);
    matmul_use((MatmulPlan){MATMUL_EXACT, 1, NULL});
    FastNetwork one = learn(all, 9, 1, &right[0]);
    cr_assert(matrix_equal(one.w1, two.w1) && matrix_equal(one.b1, two.b1));
    cr_assert(matrix_equal(one.w2, two.w2) && matrix_equal(one.b2, two.b2));
    cr_assert_eq(right[0], right[1]);
    fast_network_free(&one), fast_network_free(&two);
    free(pixel), free(label);
}

Test(chapter8_more, data_that_does_not_fit_is_a_mistake)
{
    Random random = random_seed(1);
    FastNetwork n = fast_network(3, 2, 2, &random);
    FastTrainer t = fast_trainer(n, (PixelScale){1, 0}, 4, 9, 1);
    cr_assert_eq(t.batch, 4, "a batch larger than the data is all of it");
    unsigned char zeros[12] = {0};
    Pixels wide = {3, 4, 2, zeros, zeros}, few = {3, 3, 2, zeros, zeros};
    MISTAKE_IN("fast.c",
               "fast_epoch: images of 4 pixels and 2 classes for a network of 3 inputs "
               "and 2 outputs",
               fast_epoch(&t, wide, (RateLine){1, 1}, 0, &random));
    MISTAKE_IN("fast.c", "fast_epoch: 3 images in epoch 0 of 1, room for 4",
               fast_epoch(&t, few, (RateLine){1, 1}, 0, &random));
    MISTAKE_IN("fast.c", "fast_trainer: 0 samples, batch 1, 1 threads",
               fast_trainer(n, (PixelScale){1, 0}, 0, 1, 1));
    fast_trainer_free(&t);
    fast_network_free(&n);
}

/* --- the product in steps ----------------------------------------------------------- */

/* Every step at every level against the plain loops, on sizes that are no multiple of a
 * block. Sums of n products of numbers up to 1: n roundings at most. */
Test(chapter8_more, every_step_is_the_product)
{
    const size_t sizes[] = {16, 48, 144, 272};
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    Random random = random_seed(2);
    for (size_t s = 0; s < 4; s++) {
        size_t n = sizes[s];
        Matrix a = matrix_new(n, n), b = matrix_new(n, n), c = matrix_new(n, n);
        Matrix want = matrix_new(n, n), room = matrix_new(n, TILE_COLS);
        random_fill_uniform(&random, a, -1, 1);
        random_fill_uniform(&random, b, -1, 1);
        matrix_multiply(want, a, b);
        for (size_t l = 0; l < count; l++) {
            Steps steps = steps_of(levels[l].name);
            Step *const all[] = {steps.ijk, steps.ikj, steps.blocked, steps.tiled};
            for (size_t k = 0; k < 4; k++) {
                matrix_fill(c, (real)NAN);
                all[k](c.data, a.data, b.data, n, room.data);
                MATRIX_CLOSE(c, want, 0, 2 * (double)n);
            }
        }
        Matrix *all[] = {&a, &b, &c, &want, &room};
        for (size_t i = 0; i < 5; i++) matrix_free(all[i]);
    }
}

/* x = x / 2 + 1 / 4 ends at 1/2 from anywhere; out = a + 2 b by hand. */
Test(chapter8_more, what_measures_the_machine_computes)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    for (size_t l = 0; l < count; l++) {
        Steps steps = steps_of(levels[l].name);
        double sums = (double)steps.operations / 2; // one multiply-add each
        CLOSE(steps.peak((real)0.5, (real)0.25, 200), sums / 2, 0, 8 * sums);
        CLOSE(steps.chain((real)0.5, (real)0.25, 200), 0.5, 0, 8);
        real out[5], a[] = {1, 2, 3, 4, 5}, b[] = {10, 20, 30, 40, 50};
        steps.triad(out, a, b, 2, 5);
        for (size_t i = 0; i < 5; i++) cr_assert_eq(out[i], a[i] + 2 * b[i]);
    }
    cr_assert_geq(count, 1);
}

/* From the start: twelve chains at 0 to 11, so the sum is 66 a lane, and each round adds
 * its term to every one. Two rounds of 2 s + 1 make 4 s + 3. */
Test(chapter8_more, rounds_are_counted_by_hand)
{
    KernelLevel levels[KERNEL_LEVELS];
    size_t count = kernel_levels(levels);
    for (size_t l = 0; l < count; l++) {
        Steps steps = steps_of(levels[l].name);
        cr_assert_str_eq(steps.level, levels[l].name);
        real sums = (real)steps.operations / 2, lanes = sums / 12;
        cr_assert(steps.peak(1, 1, 0) == 66 * lanes);
        cr_assert(steps.peak(1, 1, 3) == 66 * lanes + 3 * sums);
        cr_assert(steps.peak(2, 1, 2) == 4 * 66 * lanes + 3 * sums);
        cr_assert(steps.chain(2, 1, 0) == 1 && steps.chain(2, 1, 3) == 15);
        real out[] = {7, 7, 7, 7}, a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
        steps.triad(out, a, b, -3, 3);
        cr_assert(out[0] == -14 && out[1] == -16 && out[2] == -18 && out[3] == 7);
    }
}

/* A level's vectors: 16 bytes of every x86-64, 32 of AVX2, 64 of AVX-512; twelve of
 * them, two operations a number. What no level is called is the baseline. */
Test(chapter8_more, a_level_has_vectors_of_its_width)
{
    const size_t each = 2 * 12 / sizeof(real);
    cr_assert_eq(steps_of("baseline").operations, 16 * each);
    cr_assert_eq(steps_of("x86-64-v9").operations, 16 * each);
#ifdef __x86_64__
    cr_assert_eq(steps_of("x86-64-v3").operations, 32 * each);
    cr_assert_eq(steps_of("x86-64-v4").operations, 64 * each);
#endif
}

/* --- the roofline -------------------------------------------------------------------- */

/* eq:roofline: 10 bytes and 100 operations a second meet at 10 operations a byte. */
Test(chapter8_more, the_roof_has_two_sides)
{
    WITHIN(roofline(2, 10, 100), 20, 0);
    WITHIN(roofline(10, 10, 100), 100, 0);
    WITHIN(roofline(50, 10, 100), 100, 0);
}

/* eq:tile-intensity: 4 x 16 sums take 20 numbers for 128 operations. */
Test(chapter8_more, a_tile_reuses_what_it_loads)
{
    WITHIN(tile_intensity(4, 16, 4), 1.6, 1e-15);
    WITHIN(tile_intensity(1, 1, 4), 0.25, 0);
    WITHIN(tile_intensity(8, 32, 8), 1.6, 1e-15);
}

/* eq:sample-work: 784-128-10 by hand: 2 (2 * 100352 + 3 * 1280). */
Test(chapter8_more, work_of_a_sample)
{
    cr_assert_eq(sample_operations(784, 128, 10), 409088);
    cr_assert_eq(sample_operations(2, 3, 5), 2 * (2 * 6 + 3 * 15));
}

Test(chapter8_more, spread_by_hand)
{
    double odd[] = {5, 1, 3}, four[] = {8, 3, 2, 5}, one[] = {6};
    WITHIN(spread(odd, 3), 4.0 / 3, 1e-15);
    WITHIN(spread(four, 4), 6.0 / 4, 1e-15);
    WITHIN(four[0], 2, 0);
    WITHIN(spread(one, 1), 0, 0);
}
