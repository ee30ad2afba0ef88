/* Networks whose weights are set by hand: what layers can say before any of them
 * learns. */
#ifndef FORWARD_BYHAND_H
#define FORWARD_BYHAND_H

#include "network.h"

/* The 2-2-1 ReLU network that is XOR, exactly, at the four corners  (eq:xor-network):
 *   h1 = relu(x1 + x2)   h2 = relu(x1 + x2 - 1)   y = h1 - 2 h2
 * The caller frees it. */
Network xor_network(void);

/* Writes one bump into four of the hidden neurons of a network with one input, one
 * hidden ReLU layer and one output that passes on its sum  (eq:bump). The bump is 0
 * up to edges[0], rises to height at edges[1], stays to edges[2], is 0 again from
 * edges[3]: edges[0] < edges[1] <= edges[2] < edges[3]. Bump k uses neurons 4k ..
 * 4k + 3; the bias of the output stays as it is. A network of other shapes is a
 * mistake. */
void bump_write(Network network, size_t k, const real edges[4], real height);

#endif
