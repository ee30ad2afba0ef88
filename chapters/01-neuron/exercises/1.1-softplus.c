/* Exercise 1.1: Softplus
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: activation.h
 *
 * ReLU has a corner at zero. Softplus is a ReLU with its corner rounded off:
 *
 * $$ s(z) = \ln(1 + e^z) $$
 *
 * Write two functions, each of one number. `real softplus(real z)` returns $s(z)$.
 * `real softplus_slope(real z)` returns $s'(z)$, from a formula and not from a nudge.
 *
 * Both must hold for every $z$ from $-1000$ to $1000$, to the last few digits: no
 * infinity at $1000$, and at $-40$ not zero but $4.2 \cdot 10^{-18}$.
 *
 * Think of this first: $e^{1000}$ does not fit into a `real`, and next to a 1 the
 * number $e^{-40}$ is rounded away. Which of the two signs of the exponent is safe, and
 * what becomes of $s(z)$ when you take $z$ out of the logarithm?
 *
 * Hint 1: For $z > 0$ take the larger of the two terms out: $\ln(1 + e^z) = \ln(e^z
 * (e^{-z} + 1)) = z + \ln(1 + e^{-z})$. The log loss of this chapter stands on the same
 * step.
 *
 * Hint 2: `real_log1p(x)` is $\ln(1 + x)$ without rounding $1 + x$ first (real.h).
 *
 * Hint 3: For the slope, use the chain rule: $\frac{e^z}{1 + e^z}$. Divide above and
 * below by $e^z$. You know that function.
 */
#include "activation.h"

real softplus(real z);
real softplus_slope(real z);

real softplus(real z)
{
    (void)z;
    return NAN;
}

real softplus_slope(real z)
{
    (void)z;
    return NAN;
}
