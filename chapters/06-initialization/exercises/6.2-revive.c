/* Exercise 6.2: Wake the dead, and no others
 *
 * kind: code
 * difficulty: medium
 * minutes: 25
 * points: 15
 * needs: init.h
 *
 * The chapter mends a dead layer by drawing all of it anew. What its living units had
 * learned is lost with the rest. Do it unit by unit.
 *
 * Write `size_t revive(Matrix w, Matrix b, Matrix a, uint64_t seed)`. The layer has the
 * weights `w` (n_in, n_out) and biases `b` (1, n_out), and `a` (m, n_out) is what it said
 * to m samples, at least one. A unit is dead when it said 0 to every sample. Give each
 * dead unit new weights by He's scheme, normal with variance $2/n_{in}$, and the bias 0.
 * No number of any other unit may change, in no bit. Return how many units were dead.
 *
 * Two dead units must not become twins, and another seed gives other weights. `a` stays
 * as it is.
 *
 * Think of this first: where in memory are the weights of one unit? Can
 * `random_fill_normal` fill them?
 *
 * Hint 1: Unit j is column j of `w`, and the elements of a column do not lie side by side
 * in memory. Draw them one at a time: `random_normal` gives a number of variance 1.
 *
 * Hint 2: A number of variance 1, times s, has the variance $s^2$.
 *
 * Hint 3: Make one generator before the loop. A generator made anew for each unit from
 * the same seed gives each unit the same weights.
 */
#include "init.h"

size_t revive(Matrix w, Matrix b, Matrix a, uint64_t seed);

size_t revive(Matrix w, Matrix b, Matrix a, uint64_t seed)
{
    (void)w;
    (void)b;
    (void)a;
    (void)seed;
    return w.cols + 1;
}
