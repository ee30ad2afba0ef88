/* Exercise 4.3: Momentum
 *
 * kind: code
 * difficulty: easy
 * minutes: 25
 * points: 15
 * needs: backprop.h
 *
 * In a long valley plain descent swings from wall to wall and creeps along the floor. A
 * heavy ball does better: it keeps part of its speed. Give every parameter a velocity
 * $v$, which starts at zero:
 *
 * $$ v \leftarrow \mu v - \eta\, \frac{\partial L}{\partial w}, \qquad
 *    w \leftarrow w + v $$
 *
 * Write `void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum)`
 * for one matrix of parameters, and with it `void network_momentum_step(Network network,
 * Gradients *velocity, const Gradients *gradients, real rate, real momentum)` for a
 * whole network, biases too. `velocity->dw` and `velocity->db` hold the velocities, in
 * the shapes of the parameters. The gradients stay as they are.
 *
 * Think of this first: with momentum $0.9$ and a slope that stays the same, to what does
 * $v$ grow? So how must the rate be chosen, compared with plain descent?
 *
 * Hint 1: `matrix_scale(v, v, momentum)`, then two `matrix_add_scaled`. The order
 * matters: the new velocity moves the weights.
 *
 * Hint 2: `velocity->dw[l]` belongs to the weights of layer l, `velocity->db[l]` to its
 * biases. So every layer takes two calls of `momentum_step`.
 */
#include "backprop.h"

void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum);
void network_momentum_step(Network network, Gradients *velocity,
                           const Gradients *gradients, real rate, real momentum);

void momentum_step(Matrix w, Matrix v, Matrix dw, real rate, real momentum)
{
    (void)w;
    (void)v;
    (void)dw;
    (void)rate;
    (void)momentum;
}

void network_momentum_step(Network network, Gradients *velocity,
                           const Gradients *gradients, real rate, real momentum)
{
    (void)network;
    (void)velocity;
    (void)gradients;
    (void)rate;
    (void)momentum;
}
