/* Exercise 5.1: Twice the work, twice the digits
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: real.h
 *
 * A central difference is wrong by about $\frac{h^2}{6} f'''$. Halve the step, and this
 * error is a quarter of itself. Lewis Fry Richardson saw in 1911 what follows: when you
 * know how an error shrinks, you can take it away. Call the central difference with the
 * step $h$ wide, $D(h)$, and the one with half the step narrow, $D(h/2)$. Find the
 * numbers $\alpha$ and $\beta$ for which
 *
 * $$ f'(x) \approx \alpha\, D(h/2) + \beta\, D(h) $$
 *
 * has no error in $h^2$ any more.
 *
 * Write `real richardson_slope(const real values[4], real h)`. It gets four values of
 * a function and returns this slope at $x$. The values are, in this order,
 * $f(x - h)$, $f(x - \frac h2)$, $f(x + \frac h2)$ and $f(x + h)$.
 *
 * Required: exact, but for rounding, for every polynomial up to degree 4. For other
 * functions the error falls by 16 when $h$ is halved.
 *
 * Think of this first: for $f(x) = x^3$ at $x = 0$ the slope is 0. What are $D(h)$ and
 * $D(h/2)$ there? Which combination of these two numbers is 0, and which sum must
 * $\alpha$ and $\beta$ have, so that a straight line keeps its slope?
 *
 * Hint 1: The narrow difference divides by $h$, not by $2h$: the two points are $h$
 * apart.
 *
 * Hint 2: The truncation of the wide one is four times that of the narrow one. So four
 * narrow ones less one wide have none, but they are three times the slope.
 */
#include "real.h"

real richardson_slope(const real values[4], real h);

real richardson_slope(const real values[4], real h)
{
    (void)values;
    (void)h;
    return NAN;
}
