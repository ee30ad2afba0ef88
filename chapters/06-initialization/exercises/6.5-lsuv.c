/* Exercise 6.5: All you need is to measure
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: init.h
 *
 * Xavier and He work out what an activation does to a mean square, and choose the
 * variance to suit. Mishkin and Matas (2016) measure it. Their method, layer-sequential
 * unit variance (LSUV), needs no derivation and so works for any activation: start every
 * layer orthogonal; then go from the first layer to the last, send a batch through, and
 * divide the layer's weights by the standard deviation of its z. After that each layer's
 * z has the standard deviation 1 on this batch.
 *
 * Write `void lsuv(Matrix *w, size_t depth, Matrix x, const char *f, uint64_t seed)`.
 * `w[0]` to `w[depth - 1]` are the weights of a network with no biases, each of which
 * takes what the one before gives; the activation named `f` stands behind every layer,
 * also the last. Draw each `w[l]` by the chapter's scheme "orthogonal" from one generator
 * made from `seed`, the first layer first. Then scale: for all the z (m, n_out) of layer
 * l on the batch `x` (m, n_in), the standard deviation about their common mean must be 1,
 * in every layer at once. `x` stays as it is.
 *
 * What the check wants of the result: each `w[l]` is the orthogonal draw times one
 * positive number; the standard deviations are 1; and thirty layers of tanh, of ReLU or
 * of sigmoid keep them.
 *
 * Think of this first: layer 2 is scaled on what layer 1 hands it. Must layer 1 then be
 * done before, or behind it? And why is one division a layer enough, where the paper
 * repeats?
 *
 * Hint 1: `layer_init` wants a Layer with a bias: make a (1, n_out) matrix for it, and
 * free it.
 *
 * Hint 2: `matrix_summary(z).std` is the standard deviation about the mean of all
 * elements.
 *
 * Hint 3: z is a straight function of w when there is no bias. Divide w by the std, and z
 * is divided by it too: no second pass through the layer is needed. But the activations
 * of the next layer must be computed from the new z.
 *
 * Hint 4: Only two matrices live at a time: what comes into the layer and what goes out.
 */
#include "init.h"
#include "matmul.h"

void lsuv(Matrix *w, size_t depth, Matrix x, const char *f, uint64_t seed);

void lsuv(Matrix *w, size_t depth, Matrix x, const char *f, uint64_t seed)
{
    (void)w;
    (void)depth;
    (void)x;
    (void)f;
    (void)seed;
}
