/* Exercise 7.1: A log-sum-exp that never looks back
 *
 * kind: code
 * difficulty: easy
 * minutes: 15
 * points: 10
 * needs: stable.h
 *
 * The `log_sum_exp` of this chapter reads a row twice: once for the largest logit, once
 * for the sum. When logits come one at a time, from a network that is too wide for the
 * memory, you see each of them once. Keep two numbers, a `state` (1, 2):
 *
 * $$ c = \max_k z_k, \qquad s = \sum_k e^{z_k - c} $$
 *
 * Write three functions. `void stream_add(Matrix state, real z)` takes one more logit
 * into the state. `real stream_value(Matrix state)` returns $\ln \sum_k e^{z_k}$ of all
 * logits so far. `void stream_merge(Matrix state, Matrix other)` takes all logits of
 * another stream into the state, for two machines that each saw half of them; `other`
 * stays as it is.
 *
 * A stream begins as $c = -\infty$, $s = 0$, and its value then is $-\infty$. Logits are
 * finite or $-\infty$, of any size; a logit of $-\infty$ changes nothing. The order of the
 * logits makes no difference beyond rounding.
 *
 * Think of this first: the state holds $c = 3$, $s = 1.5$, and the next logit is 5. What
 * must the old sum be multiplied by? And what is $-\infty - (-\infty)$?
 *
 * Hint 1: When the new logit is the largest so far, all old terms shrink by the same
 * factor $e^{c - z}$, and the new term is 1. Else the old sum stays, and $e^{z - c}$ is
 * added.
 *
 * Hint 2: Both infinities make trouble in the same line. Let a logit of $-\infty$ return at
 * once, and let the first finite one set $c$ and $s = 1$.
 *
 * Hint 3: A stream is like one logit of the size $c$ that counts $s$ times. Merging is
 * adding it, with $s$ in the place of 1.
 */
#include "stable.h"

void stream_add(Matrix state, real z);
real stream_value(Matrix state);
void stream_merge(Matrix state, Matrix other);

void stream_add(Matrix state, real z)
{
    (void)state;
    (void)z;
}

real stream_value(Matrix state)
{
    (void)state;
    return NAN;
}

void stream_merge(Matrix state, Matrix other)
{
    (void)state;
    (void)other;
}
