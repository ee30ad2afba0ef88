/* Exercise 2.1: Two more bends
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: layer.h
 *
 * ReLU gives 0 for every $z < 0$, and a slope of 0 with it: a neuron that is always
 * there no longer learns. Two other bends leave something on the left. The leaky ReLU
 * (Maas, Hannun and Ng 2013) keeps a hundredth of $z$:
 *
 * $$ \ell(z) = \begin{cases} z & z > 0 \\ 0.01\, z & z \le 0 \end{cases} $$
 *
 * GELU (Hendrycks and Gimpel 2016) is smooth. Here it is in the form that most
 * language models use:
 *
 * $$ g(z) = \tfrac12\, z \left( 1 + \tanh\left( \sqrt{2/\pi}\,
 *    (z + 0.044715\, z^3) \right) \right) $$
 *
 * Write two whole layers: `void leaky_layer(Matrix a, Matrix x, Matrix w, Matrix b)`
 * leaves $\ell(XW + \mathbf 1 b)$ in `a`, and `void gelu_layer(Matrix a, Matrix x,
 * Matrix w, Matrix b)` leaves $g(XW + \mathbf 1 b)$. The shapes are those of
 * `dense_forward`, any sizes; `x`, `w` and `b` stay as they are. Where $z$ is NaN, so
 * is the answer.
 *
 * Think of this first: which of `z` and `a` do you still need when the layer is done,
 * and so how many matrices do you have to make?
 *
 * Hint 1: Write each bend as a function of one number first. `matrix_map` takes it
 * from there.
 *
 * Hint 2: `real_tanh` and `real_sqrt` stand in real.h, and so does `REAL_PI`.
 *
 * Hint 3: `dense_forward` may write its sums into `a`, and `matrix_map` may work in
 * place.
 */
#include "layer.h"

void leaky_layer(Matrix a, Matrix x, Matrix w, Matrix b);
void gelu_layer(Matrix a, Matrix x, Matrix w, Matrix b);

void leaky_layer(Matrix a, Matrix x, Matrix w, Matrix b)
{
    (void)a;
    (void)x;
    (void)w;
    (void)b;
}

void gelu_layer(Matrix a, Matrix x, Matrix w, Matrix b)
{
    (void)a;
    (void)x;
    (void)w;
    (void)b;
}
