/* Chapter 6, looking into networks: the monitor, and many seeds. chapter6_deep.c: what
 * is known of deep networks and of starts that are all alike. */
#include "backprop.h"
#include "monitor.h"
#include "networks.h"
#include "seeds.h"
#include "support.h"

TestSuite(starts, .timeout = 60);

/* --- the monitor --------------------------------------------------------------- */

/* eq:mean-square: (9 + 16 + 0 + 1 + 4 + 0) / 6 */
Test(starts, mean_square_by_hand)
{
    CLOSE(mean_square(matrix_view((real[]){3, -4, 0, 1, -2, 0}, 2, 3)), 5, 2, 0);
    cr_assert(isnan(mean_square(matrix_view((real[]){1, NAN}, 1, 2))));
    MISTAKE_IN("monitor.c", "mean_square: m (0, 3) holds no numbers",
               mean_square(matrix_view((real[]){1}, 0, 3)));
}

/* eq:saturated, eq:dead: three samples, four ReLU units; 5 itself is not beyond 5 */
Test(starts, health_by_hand)
{
    Matrix z = matrix_view((real[]){-1, 6, 0, 5, -6, 2, -2, 5, -7, 1, -3, -5}, 3, 4);
    Matrix a = matrix_view((real[]){0, 6, 0, 5, 0, 2, 0, 5, 0, 1, 0, 0}, 3, 4);
    LayerHealth health = layer_health(z, a);
    CLOSE(health.saturated, 3.0 / 12, 1, 0);
    CLOSE(health.zeros, 7.0 / 12, 1, 0);
    cr_assert_eq(health.units, 4);
    cr_assert_eq(health.dead, 2);
    CLOSE(health.z_square, 215.0 / 12, 4, 0);
    CLOSE(health.a_square, 91.0 / 12, 4, 0);
    MISTAKE_IN("monitor.c", "layer_health: a is (2, 4), expected (3, 4)",
               layer_health(z, matrix_rows(a, 0, 2)));
}

/* More than half: two of four are not. A unit that says NaN is ill, but not dead. */
Test(starts, a_layer_is_dead_when_more_than_half_is)
{
    cr_assert_not(layer_is_dead((LayerHealth){.units = 4, .dead = 2}));
    cr_assert(layer_is_dead((LayerHealth){.units = 4, .dead = 3}));
    cr_assert_not(layer_is_dead((LayerHealth){.units = 5, .dead = 2}));
    cr_assert(layer_is_dead((LayerHealth){.units = 5, .dead = 3}));
    Matrix bad = matrix_view((real[]){0, NAN, 0, NAN}, 2, 2);
    cr_assert_eq(layer_health(bad, bad).dead, 1);
}

/* The rows of the last pass count, not all that the cache has room for. */
Test(starts, network_health_looks_at_the_last_pass)
{
    const size_t sizes[] = {2, 3, 1};
    const char *names[] = {"relu", "identity"};
    Network network = network_new(2, sizes, names);
    matrix_copy(network.layers[0].w, matrix_view((real[]){1, 0, -1, 0, 8, -1}, 2, 3));
    matrix_copy(network.layers[1].w, matrix_view((real[]){1, 1, 1}, 3, 1));
    matrix_fill(network.layers[0].b, 0);
    matrix_fill(network.layers[1].b, 0);
    Cache cache = cache_new(network, 4);
    LayerHealth health[2];
    network_forward(&cache, network, matrix_view((real[]){1, 1, 2, 0}, 2, 2));
    network_health(health, &cache);
    cr_assert_eq(health[0].units, 3);
    cr_assert_eq(health[0].dead, 1); // -x1 - x2 is below 0 for both
    CLOSE(health[0].saturated, 1.0 / 6, 1, 0);
    CLOSE(health[0].zeros, 3.0 / 6, 1, 0);
    CLOSE(health[0].a_square, (1 + 64 + 4) / 6.0, 4, 0);
    CLOSE(health[1].z_square, (81 + 4) / 2.0, 4, 0);
    cr_assert_eq(health[1].dead, 0);
    network_forward(&cache, network, matrix_view((real[]){1, 1}, 1, 2));
    network_health(health, &cache);
    CLOSE(health[1].z_square, 81, 4, 0);
    Cache empty = {.depth = 0}, unused = cache_new(network, 4);
    MISTAKE_IN("monitor.c", "network_health: the cache holds no forward pass",
               network_health(health, &empty));
    MISTAKE_IN("monitor.c", "network_health: the cache holds no forward pass",
               network_health(health, &unused));
    cache_free(&unused);
    Layer other = {.w = network.layers[0].w, .b = network.layers[1].b};
    MISTAKE_IN("monitor.c", "layer_distinct: a bias is (1, 1), expected (1, 3)",
               layer_distinct(other));
    cache_free(&cache);
    network_free(&network);
}

/* eq:symmetry: columns 0, 2 and 4 are alike, column 3 differs from them in its bias */
Test(starts, distinct_neurons_by_hand)
{
    real w[] = {1, 2, 1, 1, 1, 3, 3, 3, 3, 3}, b[] = {0, 0, 0, 0.5, 0};
    Layer layer = {matrix_view(w, 2, 5), matrix_view(b, 1, 5), {NULL, NULL, NULL}};
    cr_assert_eq(layer_distinct(layer), 3);
    w[9] = 4;
    cr_assert_eq(layer_distinct(layer), 4);
    real three[] = {2, 1, 1}, bias[] = {0, 3, 3}; // the last two are alike
    layer = (Layer){
        matrix_view(three, 1, 3), matrix_view(bias, 1, 3), {NULL, NULL, NULL}};
    cr_assert_eq(layer_distinct(layer), 2);
}

Test(starts, histogram_by_hand)
{
    real values[] = {0, 0.5, 1, 1.5, 2, -9, 9, NAN, 1.25};
    size_t counts[4] = {77, 77, 77, 77};
    histogram(counts, 4, matrix_view(values, 1, 9), 0, 2);
    const size_t want[] = {2, 1, 2, 3};
    for (int k = 0; k < 4; k++)
        cr_assert_eq(counts[k], want[k], "bin %d: %zu", k, counts[k]);
    histogram(counts, 4, matrix_view((real[]){5, 6, 7, 8, 8.5}, 5, 1), 4.5, 8.5);
    for (int k = 0; k < 4; k++) cr_assert_eq(counts[k], k < 3 ? 1 : 2);
    real ends[] = {-INFINITY, INFINITY};
    histogram(counts, 2, matrix_view(ends, 1, 2), -1, 1);
    cr_assert(counts[0] == 1 && counts[1] == 1);
    MISTAKE_IN("monitor.c", "histogram: 0 bins from 0 to 1",
               histogram(counts, 0, matrix_view(values, 1, 9), 0, 1));
    MISTAKE_IN("monitor.c", "histogram: 4 bins from 1 to 1",
               histogram(counts, 4, matrix_view(values, 1, 9), 1, 1));
}

/* --- many seeds ------------------------------------------------------------------ */

/* eq:quantile: as R's quantile(1:4) and quantile(c(1, 2, 4, 8, 16)) */
Test(starts, quantiles_by_hand)
{
    const real four[] = {1, 2, 3, 4}, five[] = {1, 2, 4, 8, 16};
    CLOSE(quantile(four, 4, (real)0.25), 1.75, 2, 0);
    CLOSE(quantile(four, 4, (real)0.5), 2.5, 2, 0);
    CLOSE(quantile(five, 5, (real)0.75), 8, 2, 0);
    CLOSE(quantile(five, 5, (real)0.625), 6, 2, 0);
    cr_assert(quantile(four, 4, 0) == 1 && quantile(four, 4, 1) == 4);
    cr_assert(quantile(five, 1, (real)0.3) == 1);
    const real blown[] = {1, INFINITY, INFINITY};
    cr_assert(quantile(blown, 3, (real)0.25) == INFINITY);
    cr_assert(quantile(blown, 3, (real)0.75) == INFINITY);
    MISTAKE_IN("seeds.c", "quantile: the part 0.5 of 0 numbers",
               quantile(four, 0, (real)0.5));
    MISTAKE_IN("seeds.c", "quantile: the part 1.5 of 4 numbers",
               quantile(four, 4, (real)1.5));
}

/* eq:quantile: the column that is asked for, sorted; a NaN counts as infinite */
Test(starts, spread_by_hand)
{
    real data[] = {9, 3, 9, 1, 9, 5, 9, 2, 9, 4};
    Spread spread = seeds_spread(matrix_view(data, 5, 2), 1);
    cr_assert(spread.low == 1 && spread.lower == 2 && spread.median == 3);
    cr_assert(spread.upper == 4 && spread.high == 5);
    cr_assert(data[1] == 3 && data[3] == 1, "the values were changed");
    data[7] = NAN;
    spread = seeds_spread(matrix_view(data, 5, 2), 1);
    cr_assert(spread.low == 1 && spread.median == 4 && spread.high == INFINITY);
    MISTAKE_IN("seeds.c", "seeds_spread: column 2 of values (5, 2)",
               seeds_spread(matrix_view(data, 5, 2), 2));
    MISTAKE_IN("seeds.c", "seeds_spread: values (0, 2) holds no numbers",
               seeds_spread(matrix_view(data, 0, 2), 0));
}

Test(starts, below_counts_last_losses)
{
    real losses[] = {9, 1, 0, 3, 9, 2, 0, NAN, 9, (real)1.9};
    cr_assert_eq(seeds_below(matrix_view(losses, 5, 2), 2), 2);
    cr_assert_eq(seeds_below(matrix_view(losses, 5, 2), 4), 4);
    cr_assert_eq(seeds_below(matrix_view(losses, 5, 2), -1), 0);
    MISTAKE_IN("seeds.c", "seeds_below: losses (5, 2) holds no numbers",
               seeds_below(matrix_view(NULL, 5, 2), 1));
}

/* A seed decides the start and nothing else: from zeros, which no seed changes, all
 * seeds train alike; and the same seed gives the same bits whatever was trained
 * before. */
Test(starts, a_seed_decides_the_start_alone)
{
    Matrix x, y;
    few_digits(&x, &y);
    Network network = network_stack(2, 64, 7, 10, "tanh");
    Loss loss = loss_named("softmax cross-entropy");
    Trainer trainer = trainer_new(network, loss, FEW_DIGITS, 8);
    real data[4][3];
    const char *names[] = {"xavier normal", "xavier normal", "zeros", "zeros"};
    const uint64_t seeds[] = {5, 6, 5, 6};
    for (int k = 0; k < 4; k++)
        seed_train(matrix_view(data[k], 1, 3), &trainer, init_named(names[k]), x, y,
                   (real)0.2, seeds[k]);
    cr_assert(matrix_equal(matrix_view(data[2], 1, 3), matrix_view(data[3], 1, 3)));
    cr_assert_not(matrix_equal(matrix_view(data[0], 1, 3), matrix_view(data[1], 1, 3)));
    real again[3];
    seed_train(matrix_view(again, 1, 3), &trainer, init_named("xavier normal"), x, y,
               (real)0.2, 5);
    cr_assert(matrix_equal(matrix_view(again, 1, 3), matrix_view(data[0], 1, 3)));
    cr_assert(again[2] < again[1] && again[1] < again[0], "it does not learn");
    MISTAKE_IN(
        "seeds.c", "seed_train: losses is (3, 1), expected (1, 1)",
        seed_train(matrix_view(again, 3, 1), &trainer, init_named("he"), x, y, 1, 5));
    trainer_free(&trainer);
    matrix_free(&x);
    matrix_free(&y);
}
