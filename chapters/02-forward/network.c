#include "network.h"

#include <stdlib.h>

Network network_new(size_t depth, const size_t *sizes, const char *const *names)
{
    if (depth == 0) check_mistake(HERE, "network_new", "a network of 0 layers");
    if (!sizes || !names) check_mistake(HERE, "network_new", "sizes or names are NULL");
    for (size_t l = 0; l <= depth; l++)
        if (sizes[l] == 0) check_mistake(HERE, "network_new", "size %zu is 0", l);

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

Network network_stack(size_t depth, size_t inputs, size_t width, size_t outputs,
                      const char *f)
{
    size_t *sizes = check_allocate(depth + 1, sizeof *sizes, "layers");
    const char **names = check_allocate(depth, sizeof *names, "layers");
    for (size_t l = 0; l < depth; l++) {
        sizes[l] = l == 0 ? inputs : width;
        names[l] = l + 1 < depth ? f : "identity";
    }
    sizes[depth] = outputs;
    Network network = network_new(depth, sizes, names);
    free(sizes);
    free(names);
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
        if (!layer.w.data || layer.w.rows == 0 || layer.w.cols == 0)
            check_mistake(from, "network", "layer %zu has no weights", l);
        if (!layer.b.data || layer.b.rows != 1 || layer.b.cols != layer.w.cols)
            check_mistake(from, "network",
                          "layer %zu: b is (%zu, %zu), expected (1, %zu)", l,
                          layer.b.rows, layer.b.cols, layer.w.cols);
        if (!layer.f.value)
            check_mistake(from, "network", "layer %zu has no activation", l);
    }
}

Cache cache_new(Network network, size_t capacity)
{
    network_require(HERE, network);
    if (capacity == 0) check_mistake(HERE, "cache_new", "room for 0 samples");
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

static Matrix filled_rows(const Cache *cache, const Matrix *all, const char *operation,
                          size_t l)
{
    if (l >= cache->depth)
        check_mistake(HERE, operation, "layer %zu of %zu", l, cache->depth);
    if (cache->rows == 0)
        check_mistake(HERE, operation, "nothing has gone forward through this cache");
    return matrix_rows(all[l], 0, cache->rows);
}

Matrix cache_z(const Cache *cache, size_t l)
{
    return filled_rows(cache, cache->z, "cache_z", l);
}

Matrix cache_a(const Cache *cache, size_t l)
{
    return filled_rows(cache, cache->a, "cache_a", l);
}

static void require_room(const Cache *cache, Network network, Matrix x)
{
    network_require(HERE, network);
    if (x.rows == 0)
        check_mistake(HERE, "network_forward", "x (%zu, %zu) holds no samples", x.rows,
                      x.cols);
    if (cache->depth != network.depth || x.rows > cache->capacity)
        check_mistake(HERE, "network_forward",
                      "x (%zu, %zu) through %zu layers, but the cache is for %zu rows, "
                      "%zu layers",
                      x.rows, x.cols, network.depth, cache->capacity, cache->depth);
    for (size_t l = 0; l < cache->depth; l++) {
        matrix_require_apart(HERE, "network_forward", "z", cache->z[l], "x", x);
        matrix_require_apart(HERE, "network_forward", "a", cache->a[l], "x", x);
    }
}

/* (eq:network-forward) */
Matrix network_forward(Cache *cache, Network network, Matrix x)
{
    require_room(cache, network, x);
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
