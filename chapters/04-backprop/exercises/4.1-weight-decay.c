/* Exercise 4.1: Weight decay
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: backprop.h
 *
 * A network that may use any weights will use large ones. Put a price on them: add to
 * the loss half the sum of the squares of all weights, times a small number $\lambda$.
 * Biases stay free.
 *
 * $$ L_{decay} = L + \frac{\lambda}{2} \sum_l \sum_{j,k} w_{jk}^2 $$
 *
 * Write `real decay_penalty(Network network, real lambda)`, the part that is added, and
 * `void decay_gradient(Gradients *gradients, Network network, real lambda)`. The latter
 * is called after `network_backward` has left the slopes of $L$ in `*gradients`; it
 * turns them into the slopes of $L_{decay}$.
 *
 * Think of this first: what is the slope of $\frac{\lambda}{2} w^2$, and does it replace
 * what is there, or come on top?
 *
 * Hint 1: The slope of half a square is the number itself.
 *
 * Hint 2: `matrix_add_scaled` does the second function in one line a layer.
 */
#include "backprop.h"

real decay_penalty(Network network, real lambda);
void decay_gradient(Gradients *gradients, Network network, real lambda);

real decay_penalty(Network network, real lambda)
{
    (void)network;
    (void)lambda;
    return 0;
}

void decay_gradient(Gradients *gradients, Network network, real lambda)
{
    (void)gradients;
    (void)network;
    (void)lambda;
}
