#include "network.h"

#include "matmul.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Network network_new(size_t depth, const size_t *sizes, const char *const *names)
{
    if (depth == 0) check_mistake(HERE, "network_new", "a network of 0 layers");
    Network network = {depth, check_allocate(depth, sizeof(Layer), "layers")};
    for (size_t l = 0; l < depth; l++) {
        Layer *layer = &network.layers[l];
        layer->w = matrix_new(sizes[l], sizes[l + 1]);
        layer->b = matrix_new(1, sizes[l + 1]);
        layer->f = activation_named(names[l]);
        if (!layer->f.value)
            check_mistake(HERE, "network_new", "layer %zu: no activation is named '%s'",
                          l, names[l]);
    }
    return network;
}

void network_free(Network *network)
{
    for (size_t l = 0; l < network->depth; l++) {
        matrix_free(&network->layers[l].w);
        matrix_free(&network->layers[l].b);
    }
    free(network->layers);
    *network = (Network){0, NULL};
}

void network_randomize(Network network, Random *random)
{
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        random_fill_normal(random, layer.w, 0, 1 / real_sqrt((real)layer.w.rows));
        matrix_fill(layer.b, 0);
    }
}

void network_require(Place from, Network network)
{
    if (network.depth == 0 || !network.layers)
        check_mistake(from, "network", "it has no layers");
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        if (l > 0 && layer.w.rows != network.layers[l - 1].w.cols)
            check_mistake(from, "network",
                          "layer %zu takes %zu inputs, layer %zu gives %zu", l,
                          layer.w.rows, l - 1, network.layers[l - 1].w.cols);
        matrix_require(from, "network", "a bias", layer.b, 1, layer.w.cols);
    }
}

Cache cache_new(Network network, size_t capacity)
{
    network_require(HERE, network);
    Cache cache = {.depth = network.depth, .capacity = capacity};
    cache.z = check_allocate(network.depth, sizeof(Matrix), "layers");
    cache.a = check_allocate(network.depth, sizeof(Matrix), "layers");
    for (size_t l = 0; l < network.depth; l++) {
        cache.z[l] = matrix_new(capacity, network.layers[l].w.cols);
        cache.a[l] = matrix_new(capacity, network.layers[l].w.cols);
    }
    return cache;
}

void cache_free(Cache *cache)
{
    for (size_t l = 0; l < cache->depth; l++) {
        matrix_free(&cache->z[l]);
        matrix_free(&cache->a[l]);
    }
    free(cache->z);
    free(cache->a);
    *cache = (Cache){.depth = 0};
}

Matrix cache_z(const Cache *cache, size_t l)
{
    return matrix_rows(cache->z[l], 0, cache->rows);
}

Matrix cache_a(const Cache *cache, size_t l)
{
    return matrix_rows(cache->a[l], 0, cache->rows);
}

/* (eq:network-forward) */
Matrix network_forward(Cache *cache, Network network, Matrix x)
{
    network_require(HERE, network);
    if (cache->depth != network.depth || x.rows > cache->capacity)
        check_mistake(
            HERE, "network_forward",
            "x (%zu, %zu) through %zu layers, but the cache holds %zu rows of %zu",
            x.rows, x.cols, network.depth, cache->capacity, cache->depth);
    cache->x = x;
    cache->rows = x.rows;
    Matrix input = x;
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        dense_forward(cache_z(cache, l), input, layer.w, layer.b);
        activation_forward(cache_a(cache, l), cache_z(cache, l), layer.f);
        input = cache_a(cache, l); // what this layer says is what the next one hears
    }
    return input;
}

char *network_trace(char *text, size_t size, Network network, size_t l, size_t m)
{
    network_require(HERE, network);
    if (l >= network.depth)
        check_mistake(HERE, "network_trace", "layer %zu of %zu", l, network.depth);
    Layer layer = network.layers[l];
    snprintf(text, size,
             "%s (%zu, %zu) @ W (%zu, %zu) + b (1, %zu) -> Z (%zu, %zu), %s",
             l == 0 ? "X" : "A", m, layer.w.rows, layer.w.rows, layer.w.cols,
             layer.b.cols, m, layer.w.cols, layer.f.name);
    return text;
}

/* (eq:parameters) */
size_t network_parameters(Network network)
{
    size_t count = 0;
    for (size_t l = 0; l < network.depth; l++)
        count += network.layers[l].w.rows * network.layers[l].w.cols +
                 network.layers[l].b.cols;
    return count;
}

/* (eq:multiplications) */
size_t network_multiplications(Network network, size_t m)
{
    size_t count = 0;
    for (size_t l = 0; l < network.depth; l++)
        count += m * network.layers[l].w.rows * network.layers[l].w.cols;
    return count;
}

/* (eq:collapse) */
void network_collapse(Matrix w, Matrix b, Network network)
{
    network_require(HERE, network);
    Matrix w_so_far = matrix_new(network.layers[0].w.rows, network.layers[0].w.cols);
    Matrix b_so_far = matrix_new(1, network.layers[0].w.cols);
    for (size_t l = 0; l < network.depth; l++) {
        Layer layer = network.layers[l];
        if (strcmp(layer.f.name, "identity") != 0)
            check_mistake(HERE, "network_collapse", "layer %zu is %s, not identity", l,
                          layer.f.name);
        if (l == 0) {
            matrix_copy(w_so_far, layer.w);
            matrix_copy(b_so_far, layer.b);
            continue;
        }
        Matrix w_next = matrix_new(w_so_far.rows, layer.w.cols);
        Matrix b_next = matrix_new(1, layer.w.cols);
        matrix_multiply(w_next, w_so_far, layer.w);        // (n_in, h) @ (h, n_out)
        dense_forward(b_next, b_so_far, layer.w, layer.b); // b W + b'
        matrix_free(&w_so_far);
        matrix_free(&b_so_far);
        w_so_far = w_next;
        b_so_far = b_next;
    }
    matrix_copy(w, w_so_far);
    matrix_copy(b, b_so_far);
    matrix_free(&w_so_far);
    matrix_free(&b_so_far);
}
