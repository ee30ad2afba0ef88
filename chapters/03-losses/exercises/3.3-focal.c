/* Exercise 3.3: Focal loss
 *
 * kind: code
 * difficulty: medium
 * minutes: 40
 * points: 20
 * needs: losses.h, activation.h
 *
 * A detector looks at a hundred thousand places in a picture, and nearly all hold nothing.
 * Each of them is easy and costs little, but together they drown the few that matter. The
 * focal loss (Lin and others 2017) turns down whatever is right already. With $p_t$ for
 * the probability that the model gives to what is true, $p$ if the target is 1 and $1 -
 * p$ if it is 0:
 *
 * $$ L = -\frac1m \sum (1 - p_t)^\gamma \, \ln p_t, \qquad p = \sigma(z) $$
 *
 * Write `real focal_loss(Matrix z, Matrix y, real gamma)` from logits `z` (m, n) and
 * targets `y` (m, n), each 0 or 1. It is a sum over all outputs, divided by the m rows.
 * Write `void focal_gradient(Matrix dz, Matrix z, Matrix y, real gamma)`, the slope at
 * each logit; `dz` may be `z`. `gamma` is 0 or more, and with 0 both must be the
 * sigmoid cross-entropy. Both must be finite for logits from -1000 to 1000.
 *
 * Think of this first: let $s$ be $z$ for target 1 and $-z$ for target 0. Then $p_t =
 * \sigma(s)$ in both cases, and there is one function of one number to derive.
 *
 * Hint 1: $-\ln \sigma(s) = \ln(1 + e^{-s})$, and $1 - \sigma(s) = \sigma(-s)$. So one
 * term is $\sigma(-s)^\gamma \ln(1 + e^{-s})$, and neither factor needs a subtraction.
 *
 * Hint 2: Use the product rule. $\sigma(-s)$ has the slope $-\sigma(s)\,\sigma(-s)$, and
 * $\ln(1 + e^{-s})$ has $-\sigma(-s)$. In both terms $\sigma(-s)^\gamma$ remains.
 *
 * Hint 3: $u^\gamma$ is $e^{\gamma \ln u}$, with `real_exp` and `real_log`. For $s$
 * above 750 $\sigma(-s)$ is 0 and its logarithm -inf: $\ln \sigma(-s) = -(s + \ln(1 +
 * e^{-s}))$ is not. With gamma 0 the exponent is 0 and the power 1.
 */
#include "activation.h"
#include "losses.h"

real focal_loss(Matrix z, Matrix y, real gamma);
void focal_gradient(Matrix dz, Matrix z, Matrix y, real gamma);

real focal_loss(Matrix z, Matrix y, real gamma)
{
    (void)z;
    (void)y;
    (void)gamma;
    return NAN;
}

void focal_gradient(Matrix dz, Matrix z, Matrix y, real gamma)
{
    (void)dz;
    (void)z;
    (void)y;
    (void)gamma;
}
