/* Chapter 2: what a layer and a network refuse, in which words; the trace and the
 * counts. */
#include "network.h"
#include "support.h"

#include <string.h>

TestSuite(network, .timeout = 20);

/* A function of this file of the module stops with this line. */
#define STOPS(file, line, ...) MISTAKE_IN(file, line, __VA_ARGS__)

static const size_t SIZES[] = {4, 8, 3};
static const char *const NAMES[] = {"relu", "identity"};

/* A 4-8-3 network, a cache of five rows for it. */
static Network zero_network(void)
{
    Network n = network_new(2, SIZES, NAMES);
    for (size_t l = 0; l < 2; l++) {
        matrix_fill(n.layers[l].w, 0);
        matrix_fill(n.layers[l].b, 0);
    }
    return n;
}

Test(network, dense_refuses_wrong_shapes_and_aliases)
{
    Matrix x = ZEROS(4, 2), w = ZEROS(2, 3), b = ZEROS(1, 3), z = ZEROS(4, 3);
    STOPS("layer.c", "matrix_multiply: a (4, 2) x b (3, 2): inner sizes 2 and 3 differ",
          dense_forward(z, x, ZEROS(3, 2), b));
    STOPS("layer.c", "matrix_multiply: a (2, 3) x b (4, 2): inner sizes 3 and 4 differ",
          dense_forward(z, w, x, b));
    STOPS("layer.c",
          "matrix_multiply: a (4, 2) x b (2, 3) is (4, 3), but out is (3, 4)",
          dense_forward(ZEROS(3, 4), x, w, b));
    STOPS("layer.c", "matrix_add_row: row is (3, 1), expected (1, 3)",
          dense_forward(z, x, w, ZEROS(3, 1)));
    STOPS("layer.c", "matrix_add_row: row is (1, 1), expected (1, 3)",
          dense_forward(z, x, w, ZEROS(1, 1)));
    STOPS("layer.c", "matrix_multiply: b holds no numbers (NULL)",
          dense_forward(z, x, matrix_view(NULL, 2, 3), b));
    STOPS("layer.c", "matrix_multiply: out (2, 2) shares memory with a (aliasing)",
          Matrix s = ZEROS(2, 2);
          dense_forward(s, s, ZEROS(2, 2), ZEROS(1, 2)));
    STOPS("layer.c", "matrix_multiply: out (2, 2) shares memory with b (aliasing)",
          Matrix s = ZEROS(2, 2);
          dense_forward(s, ZEROS(2, 2), s, ZEROS(1, 2)));
    STOPS("layer.c",
          "matrix_add_row: out (4, 3) and row (1, 3) share memory (aliasing)",
          dense_forward(z, x, w, matrix_rows(z, 2, 1)));
}

Test(network, activation_refuses_wrong_shapes_and_no_function)
{
    Activation f = activation_named("relu");
    STOPS("layer.c", "matrix_map: out (3, 4) and a (4, 3): shapes differ",
          activation_forward(ZEROS(3, 4), ZEROS(4, 3), f));
    STOPS("layer.c", "matrix_map: the function is NULL",
          activation_forward(ZEROS(4, 3), ZEROS(4, 3), activation_named("swish")));
    STOPS("layer.c", "matrix_map: out and a (2, 3) overlap in part",
          Matrix big = ZEROS(4, 3);
          activation_forward(matrix_rows(big, 1, 2), matrix_rows(big, 0, 2), f));
}

Test(network, new_refuses_what_is_no_network)
{
    STOPS("network.c", "network_new: a network of 0 layers",
          network_new(0, SIZES, NAMES));
    STOPS("network.c", "network_new: sizes or names are NULL",
          network_new(2, NULL, NAMES));
    STOPS("network.c", "network_new: sizes or names are NULL",
          network_new(2, SIZES, NULL));
    for (size_t k = 0; k < 3; k++) {
        size_t sizes[] = {4, 8, 3};
        char line[80];
        sizes[k] = 0;
        snprintf(line, sizeof line, "network_new: size %zu is 0", k);
        STOPS("network.c", line, network_new(2, sizes, NAMES));
    }
    STOPS("network.c", "network_new: layer 1: no activation is named 'swish'",
          network_new(2, SIZES, (const char *const[]){"relu", "swish"}));
}

/* Every user of a network comes through the same check. */
Test(network, layers_that_do_not_fit_are_named)
{
    Network n = zero_network();
    Layer *layer = n.layers;
    Layer kept[2] = {layer[0], layer[1]};
    Cache cache = cache_new(n, 5);
    char text[80];
    layer[1].w = ZEROS(5, 3);
    const char *line = "network: layer 1 takes 5 inputs, layer 0 gives 8";
    STOPS("network.c", line, network_forward(&cache, n, ZEROS(2, 4)));
    STOPS("network.c", line, cache_new(n, 1));
    STOPS("shapes.c", line, network_trace(text, sizeof text, n, 0, 1));
    STOPS("collapse.c", line, network_collapse(ZEROS(4, 3), ZEROS(1, 3), n));
    MISTAKE(line, network_require(HERE, n));

    layer[1] = kept[1];
    layer[1].b = ZEROS(1, 8);
    MISTAKE("network: layer 1: b is (1, 8), expected (1, 3)", network_require(HERE, n));
    layer[1].b = ZEROS(3, 1);
    MISTAKE("network: layer 1: b is (3, 1), expected (1, 3)", network_require(HERE, n));
    layer[1].b = ZEROS(2, 3);
    MISTAKE("network: layer 1: b is (2, 3), expected (1, 3)", network_require(HERE, n));
    layer[1].b = matrix_view(NULL, 1, 3);
    MISTAKE("network: layer 1: b is (1, 3), expected (1, 3)", network_require(HERE, n));
    layer[1] = kept[1];
    layer[0].w = (Matrix){0, 0, NULL};
    MISTAKE("network: layer 0 has no weights", network_require(HERE, n));
    layer[0].w = (Matrix){4, 0, kept[0].w.data};
    MISTAKE("network: layer 0 has no weights", network_require(HERE, n));
    layer[0].w = (Matrix){0, 8, kept[0].w.data};
    MISTAKE("network: layer 0 has no weights", network_require(HERE, n));
    layer[0] = kept[0];
    layer[0].f.value = NULL;
    MISTAKE("network: layer 0 has no activation", network_require(HERE, n));
    layer[0] = kept[0];
    MISTAKE("network: it has no layers", network_require(HERE, (Network){0, layer}));
    MISTAKE("network: it has no layers", network_require(HERE, (Network){2, NULL}));
    network_require(HERE, n); // and as it was, it passes
    cache_free(&cache);
    network_free(&n);
}

Test(network, forward_refuses_what_does_not_go_in)
{
    Network n = zero_network();
    Cache cache = cache_new(n, 5);
    STOPS("network.c", "network_forward: x (0, 4) holds no samples",
          network_forward(&cache, n, ZEROS(0, 4)));
    STOPS("network.c",
          "network_forward: x (6, 4) through 2 layers, but the cache is for 5 rows, 2 "
          "layers",
          network_forward(&cache, n, ZEROS(6, 4)));
    STOPS("network.c",
          "network_forward: x (5, 4) through 1 layers, but the cache is for 5 rows, 2 "
          "layers",
          network_forward(&cache, (Network){1, n.layers}, ZEROS(5, 4)));
    STOPS("layer.c", "matrix_multiply: a (5, 3) x b (4, 8): inner sizes 3 and 4 differ",
          network_forward(&cache, n, ZEROS(5, 3)));
    STOPS("layer.c", "matrix_multiply: a holds no numbers (NULL)",
          network_forward(&cache, n, matrix_view(NULL, 5, 4)));
    network_forward(&cache, n, ZEROS(5, 4)); // the most that fits
    cache_free(&cache);

    // a cache for a network of as many layers, but other widths
    Network other = network_new(2, (const size_t[]){4, 7, 3}, NAMES);
    cache = cache_new(other, 5);
    STOPS("layer.c",
          "matrix_multiply: a (5, 4) x b (4, 8) is (5, 8), but out is (5, 7)",
          network_forward(&cache, n, ZEROS(5, 4)));
    cache_free(&cache);
    network_free(&other);
    network_free(&n);
}

/* What went in must still be there when the backward pass asks for it: so the cache's
 * own rows are refused as input, those of the layers in the middle too. */
Test(network, forward_refuses_its_own_cache_as_input)
{
    Network n = network_new(3, (const size_t[]){2, 2, 2, 2},
                            (const char *const[]){"relu", "relu", "relu"});
    Cache cache = cache_new(n, 4);
    char line[100];
    for (size_t k = 0; k < 6; k++) {
        Matrix x = matrix_rows(k % 2 ? cache.a[k / 2] : cache.z[k / 2], 1, 2);
        snprintf(line, sizeof line,
                 "network_forward: %s (4, 2) and x (2, 2) share "
                 "memory (aliasing)",
                 k % 2 ? "a" : "z");
        STOPS("network.c", line, network_forward(&cache, n, x));
    }
    cache_free(&cache);
    network_free(&n);
}

Test(network, cache_refuses_layers_and_rows_that_are_not_there)
{
    Network n = zero_network();
    STOPS("network.c", "cache_new: room for 0 samples", cache_new(n, 0));
    Cache cache = cache_new(n, 5);
    STOPS("network.c", "cache_z: nothing has gone forward through this cache",
          cache_z(&cache, 0));
    STOPS("network.c", "cache_a: nothing has gone forward through this cache",
          cache_a(&cache, 1));
    network_forward(&cache, n, ZEROS(3, 4));
    cr_assert_eq(cache_z(&cache, 1).rows, 3);
    STOPS("network.c", "cache_z: layer 2 of 2", cache_z(&cache, 2));
    STOPS("network.c", "cache_a: layer 2 of 2", cache_a(&cache, 2));
    cache_free(&cache);
    network_free(&n);
}

/* --- shapes before numbers ---------------------------------------------------- */

Test(network, trace_writes_the_shapes_of_each_layer)
{
    Network n = zero_network();
    char text[100];
    cr_assert_eq(network_trace(text, sizeof text, n, 0, 6), text);
    cr_assert_str_eq(text, "X (6, 4) @ W (4, 8) + b (1, 8) -> Z (6, 8), relu");
    cr_assert_str_eq(network_trace(text, sizeof text, n, 1, 6),
                     "A (6, 8) @ W (8, 3) + b (1, 3) -> Z (6, 3), identity");
    memset(text, '#', sizeof text);
    network_trace(text, 9, n, 0, 6);
    cr_assert_str_eq(text, "X (6, 4)");
    cr_assert_eq(text[9], '#', "it wrote more than it was given");
    STOPS("shapes.c", "network_trace: layer 2 of 2",
          network_trace(text, sizeof text, n, 2, 6));
    STOPS("shapes.c", "network_trace: layer 5 of 2",
          network_trace(text, sizeof text, n, 5, 6));
    network_free(&n);
}

/* eq:parameters, eq:multiplications: 784-128-10 has 784 * 128 + 128 + 128 * 10 + 10
 * = 101,770 parameters, as every textbook's first digit network; and the trace's shapes
 * spell the same counts */
Test(network, counts_of_known_networks)
{
    Network digits = network_new(2, (const size_t[]){784, 128, 10}, NAMES);
    Network small = zero_network();
    Network line = network_new(1, (const size_t[]){5, 1}, NAMES);
    cr_assert_eq(network_parameters(digits), 101770);
    cr_assert_eq(network_multiplications(digits, 1), 784 * 128 + 128 * 10);
    cr_assert_eq(network_multiplications(digits, 60000), 60000ul * 101632);
    cr_assert_eq(network_parameters(small), 4 * 8 + 8 + 8 * 3 + 3);
    cr_assert_eq(network_multiplications(small, 7), 7 * (4 * 8 + 8 * 3));
    cr_assert_eq(network_parameters(line), 6);
    network_free(&digits);
    network_free(&small);
    network_free(&line);
}
