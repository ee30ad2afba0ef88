/* Exercise 6.1: He's scheme, drawn evenly
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: init.h
 *
 * The chapter's `he` draws from a bell curve. Many libraries draw evenly within a limit
 * instead, because that can never produce a very large weight. The variance stays the
 * same: $2/n_{in}$ for a ReLU.
 *
 * Leaky ReLUs want another factor in its place, tanh a third one. So let the caller say
 * it. Write `void gain_uniform(Matrix w, real gain, uint64_t seed)`: every element of `w`
 * (n_in, n_out) is drawn evenly within $\pm r$, so that its variance is
 *
 * $$ \operatorname{Var}(w) = \frac{\text{gain}}{n_{in}} $$
 *
 * `gain` is 0 or more; He's is 2. Equal seeds give equal weights, other seeds others.
 *
 * Think of this first: which r belongs to a variance of 1/3? And which of the two sizes
 * of `w` is $n_{in}$?
 *
 * Hint 1: An even draw within r has the variance $r^2/3$.
 *
 * Hint 2: `random_seed` makes a generator from the seed, and `random_fill_uniform` takes
 * it, the matrix and the two limits.
 */
#include "init.h"

void gain_uniform(Matrix w, real gain, uint64_t seed);

void gain_uniform(Matrix w, real gain, uint64_t seed)
{
    (void)w;
    (void)gain;
    (void)seed;
}
