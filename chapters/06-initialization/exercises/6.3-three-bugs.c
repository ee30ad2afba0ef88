/* Exercise 6.3: It trained on a square layer
 *
 * kind: bug
 * difficulty: medium
 * minutes: 20
 * points: 15
 * needs: init.h
 *
 * The code below is to draw a layer for He's scheme, and to forecast what a stack of
 * such layers does to a mean square. Its author tried `draw_he` with two inputs and two
 * outputs, where it is right, and `forecast` not at all. Three lines are wrong. Find
 * them and mend them.
 *
 * `draw_he` is to fill `w` (n_in, n_out) with normal numbers of variance $2/n_{in}$.
 * `forecast` is to give the mean square of z in the last layer, for an input whose mean
 * square is `square`. `sizes` (1, depth + 1) holds the widths: the input's, then those of
 * the layers, each of which has the variance $2/n_{in}$ and a ReLU behind it. No ReLU
 * stands before the first layer, and the last layer's is behind its z. So layer 1 makes
 * twice the mean square of its input, and no layer behind it changes that. Keep both
 * signatures.
 *
 * Think of this first: for which number of inputs is a variance equal to its square root?
 *
 * Hint 1: Try a layer with 8 inputs and 2 outputs. Which variance should its weights
 * have, and which standard deviation?
 *
 * Hint 2: `random_fill_normal` takes a standard deviation.
 *
 * Hint 3: In `forecast`, follow a stack of one layer with a pencil: there is no ReLU to
 * take a half from.
 */
#include "init.h"

void draw_he(Matrix w, uint64_t seed);
real forecast(real square, Matrix sizes);

void draw_he(Matrix w, uint64_t seed)
{
    Random random = random_seed(seed);
    real variance = 2 / (real)w.cols;
    random_fill_normal(&random, w, 0, variance);
}

real forecast(real square, Matrix sizes)
{
    for (size_t l = 0; l + 1 < sizes.cols; l++) {
        real n_in = matrix_at(sizes, 0, l), variance = 2 / n_in;
        real kept = (real)0.5;
        square = size_factor((size_t)n_in, variance, kept) * square;
    }
    return square;
}
