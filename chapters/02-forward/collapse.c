#include "matmul.h"
#include "network.h"

#include <string.h>

/* Requires that every layer is an identity layer. */
static void require_identities(Network network)
{
    network_require(HERE, network);
    for (size_t l = 0; l < network.depth; l++) {
        const char *name = network.layers[l].f.name;
        if (strcmp(name, "identity") != 0)
            check_mistake(HERE, "network_collapse", "layer %zu is %s, not identity", l,
                          name);
    }
}

/* (eq:collapse) */
void network_collapse(Matrix w, Matrix b, Network network)
{
    require_identities(network);
    Layer first = network.layers[0];
    Matrix w_so_far = matrix_new(first.w.rows, first.w.cols);
    Matrix b_so_far = matrix_new(1, first.w.cols);
    matrix_copy(w_so_far, first.w);
    matrix_copy(b_so_far, first.b);

    for (size_t l = 1; l < network.depth; l++) {
        Layer next = network.layers[l];
        Matrix w_next = matrix_new(w_so_far.rows, next.w.cols);
        Matrix b_next = matrix_new(1, next.w.cols);
        matrix_multiply(w_next, w_so_far, next.w);       // (n_in, h) @ (h, n_out)
        dense_forward(b_next, b_so_far, next.w, next.b); // (1, h) @ (h, n_out) + b
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
