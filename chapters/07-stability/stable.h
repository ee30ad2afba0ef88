/* The same functions twice: as the textbook writes them, and so that no number on the
 * way overflows, vanishes or cancels.
 *
 *   z (m, K) logits, one sample a row      p, y (m, K)      labels (m, 1)
 * The sigmoid is in chapter 1 and the stable softmax in chapter 3. A logit may be -inf,
 * "this class is out of the question". */
#ifndef STABILITY_STABLE_H
#define STABILITY_STABLE_H

#include "matrix.h"

/* --- as the textbook writes them: right until they are not ------------------ */

/* e^z / (1 + e^z): NaN where e^z overflows. */
real sigmoid_naive(real z);

/* ln(1 + e^z): infinite where e^z overflows, 0 where 1 + e^z is 1. */
real softplus_naive(real z);

/* p = e^z / sum of e^z over the row, with no shift: NaN when an exponential overflows,
 * or when all of them vanish. p may be z. */
void softmax_naive(Matrix p, Matrix z);

/* What people put around ln p to keep it finite. {0, 0} is nothing at all. */
typedef struct Guard {
    real epsilon; // is added to p before the logarithm, 1e-8 for example
    real margin;  // p is first clipped to [margin, 1 - margin], 1e-7 for example
} Guard;

/* -1/m sum of y ln(clip(p) + epsilon), over samples and classes, from probabilities
 * (eq:guarded-cross-entropy). With no guard and a p of 0 it is infinite, or NaN where
 * that class is not even wanted. */
real guarded_cross_entropy(Matrix p, Matrix y, Guard guard);

/* Its slope at the logits behind p = softmax(z): with g the slope at p,
 * dz_k = p_k (g_k - sum over j of g_j p_j)  (eq:guarded-gradient). Where p is clipped,
 * g is 0. dz may not be p or y. */
void guarded_cross_entropy_gradient(Matrix dz, Matrix p, Matrix y, Guard guard);

/* --- the stable forms ------------------------------------------------------- */

/* ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|)  (eq:softplus). Its slope is
 * sigmoid_value. */
real softplus_value(real z);

/* ln sigmoid(z) = -softplus(-z)  (eq:log-sigmoid). */
real log_sigmoid(real z);

/* out (m, 1) = ln(sum of e^z) of each row  (eq:log-sum-exp; the form of Blanchard,
 * Higham & Higham 2021): finite whenever the largest logit is, -inf for a row of
 * nothing but -inf, inf where a logit is inf. */
void log_sum_exp(Matrix out, Matrix z);

/* out (m, K) = z - ln(sum of e^z), the logarithm of the softmax  (eq:log-softmax).
 * Where the largest logit of a row is not finite, the row has NaNs. out may be z. */
void log_softmax(Matrix out, Matrix z);

/* Cross-entropy of class numbers, and its slope at the logits, in one pass
 * (eq:fused-cross-entropy, eq:fused-gradient). Returns 1/m sum of ln(sum of e^z) -
 * z[label]; dz = (softmax(z) - one-hot(label)) / m, where the label's own element is
 * summed from the others, so that it does not cancel. labels (m, 1) hold whole numbers
 * below K, a mistake otherwise. dz may be z. */
real fused_cross_entropy(Matrix dz, Matrix z, Matrix labels);

#endif
