#include "byhand.h"

#include <string.h>

/* (eq:xor-network) */
Network xor_network(void)
{
    const size_t sizes[] = {2, 2, 1};
    const char *const names[] = {"relu", "identity"};
    Network network = network_new(2, sizes, names);
    Layer hidden = network.layers[0], output = network.layers[1];
    matrix_copy(hidden.w, matrix_view((real[]){1, 1, 1, 1}, 2, 2));
    matrix_copy(hidden.b, matrix_view((real[]){0, -1}, 1, 2));
    matrix_copy(output.w, matrix_view((real[]){1, -2}, 2, 1));
    matrix_fill(output.b, 0);
    return network;
}

static void require_bumps(Network network, size_t k, const real edges[4])
{
    network_require(HERE, network);
    Layer hidden = network.layers[0], output = network.layers[network.depth - 1];
    if (network.depth != 2 || hidden.w.rows != 1 || output.w.cols != 1)
        check_mistake(HERE, "bump_write",
                      "%zu layers, %zu inputs, %zu outputs, "
                      "expected 2, 1, 1",
                      network.depth, hidden.w.rows, output.w.cols);
    if (strcmp(hidden.f.name, "relu") != 0 || strcmp(output.f.name, "identity") != 0)
        check_mistake(HERE, "bump_write",
                      "layers %s and %s, expected relu and identity", hidden.f.name,
                      output.f.name);
    if (k >= hidden.w.cols / 4)
        check_mistake(HERE, "bump_write", "bump %zu of %zu hidden neurons, 4 a bump", k,
                      hidden.w.cols);
    if (!(edges[0] < edges[1] && edges[1] <= edges[2] && edges[2] < edges[3]))
        check_mistake(HERE, "bump_write", "edges %g, %g, %g, %g do not rise", edges[0],
                      edges[1], edges[2], edges[3]);
}

/* (eq:bump) */
void bump_write(Network network, size_t k, const real edges[4], real height)
{
    require_bumps(network, k, edges);
    Layer hidden = network.layers[0], output = network.layers[1];
    real up = height / (edges[1] - edges[0]), down = height / (edges[3] - edges[2]);
    const real slope[4] = {up, -up, -down, down};
    for (size_t i = 0; i < 4; i++) {
        matrix_at(hidden.w, 0, 4 * k + i) = 1;         // relu(x - edge): the bend
        matrix_at(hidden.b, 0, 4 * k + i) = -edges[i]; // stands at the edge
        matrix_at(output.w, 4 * k + i, 0) = slope[i];  // by how much the slope turns
    }
}
