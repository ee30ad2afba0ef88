/* Losses: one number that says how wrong the outputs of a batch are, and its slope at
 * every output.
 *
 *   out, y, dout (m, n_out); one sample a row.
 * Every loss is a mean over the m samples and a sum over the outputs of one sample.
 * The 1/m stands in the gradient here and nowhere behind it. Shapes that differ, an
 * empty batch and targets that no sample can have (NaN, infinities, classes that do not
 * sum to 1) are mistakes that stop the program with one line: nothing broadcasts. A NaN
 * in the outputs is no mistake of the caller's, and comes out as a NaN loss. */
#ifndef LOSSES_LOSSES_H
#define LOSSES_LOSSES_H

#include "matrix.h"

/* A loss with the gradient that belongs to it. `value` and `gradient` take the
 * network's last output: predictions for the squared and the Huber loss, logits
 * (pre-activations, no sigmoid or softmax on them) for the two cross-entropies. */
typedef struct Loss {
    const char *name;
    real (*value)(Matrix out, Matrix y);
    void (*gradient)(Matrix dout, Matrix out, Matrix y);
} Loss;

/* --- for numbers ------------------------------------------------------------ */

/* 1/(2m) sum (p - y)^2  (eq:squared-loss). PyTorch's MSELoss has no half and divides
 * by the count of all outputs. */
real squared_loss(Matrix p, Matrix y);

/* dp = (p - y) / m  (eq:squared-gradient). dp may be p. */
void squared_gradient(Matrix dp, Matrix p, Matrix y);

/* Squared for errors up to 1, straight beyond: 1/m sum of e^2/2 where |e| <= 1, else
 * |e| - 1/2, with e = p - y  (eq:huber-loss; Huber 1964). */
real huber_loss(Matrix p, Matrix y);

/* dp = e / m clipped to [-1/m, 1/m]  (eq:huber-gradient). dp may be p. */
void huber_gradient(Matrix dp, Matrix p, Matrix y);

/* --- for yes or no, from logits --------------------------------------------- */

/* 1/m sum (ln(1 + e^z) - y z), y in [0, 1]  (eq:sigmoid-cross-entropy): the log loss
 * of chapter 1 for any number of outputs. Finite for every finite z. */
real sigmoid_cross_entropy(Matrix z, Matrix y);

/* dz = (sigmoid(z) - y) / m  (eq:sigmoid-cross-entropy-gradient). dz may be z. */
void sigmoid_cross_entropy_gradient(Matrix dz, Matrix z, Matrix y);

/* --- for one of K classes, from logits -------------------------------------- */

/* p = e^z / (sum of e^z over the row), each row by itself  (eq:softmax). The largest
 * logit of the row is taken from all first, so that nothing overflows. p may be z. */
void softmax(Matrix p, Matrix z);

/* j (K, K) = diag(p) - p^T p, the slopes of softmax at one row p (1, K) of its
 * outputs: j[i][k] = dp_i / dz_k  (eq:softmax-jacobian). */
void softmax_jacobian(Matrix j, Matrix p);

/* dz = p * (dp - the sum of dp p over the row): the slopes dp (m, K) at the outputs p
 * (m, K) of softmax, carried back to its inputs; for each row dp times the Jacobian
 * (eq:softmax-backward). dz may be dp, not p. */
void softmax_backward(Matrix dz, Matrix dp, Matrix p);

/* -1/m sum y ln p, from probabilities, as the textbook writes it  (eq:cross-entropy).
 * Infinite when a p that should be 1 has rounded to 0: the chapter shows it, use
 * softmax_cross_entropy. Rows of y are distributions (each sums to 1; a mistake
 * otherwise), most often one-hot. */
real cross_entropy(Matrix p, Matrix y);

/* dp = -y / (p m), 0 where y is 0  (eq:cross-entropy-gradient). dp may be p. */
void cross_entropy_gradient(Matrix dp, Matrix p, Matrix y);

/* The same loss from the logits, p = softmax(z): 1/m sum over rows of
 * ln(sum e^z) - y z  (eq:softmax-cross-entropy). A class of logit -inf that y does not
 * want costs nothing. */
real softmax_cross_entropy(Matrix z, Matrix y);

/* The same for many outputs of one sample, without the mean: losses (m, 1) is what each
 * row of z (m, K) costs when the sample's target is y (1, K). Row by row the bits of
 * softmax_cross_entropy. e (m, K) receives e^(z - the row's largest); it may be z. */
void softmax_cross_entropy_rows(Matrix losses, Matrix e, Matrix z, Matrix y);

/* dz = (softmax(z) - y) / m  (eq:softmax-cross-entropy-gradient). dz may be z. */
void softmax_cross_entropy_gradient(Matrix dz, Matrix z, Matrix y);

/* The four, by name: "squared", "huber", "sigmoid cross-entropy", "softmax
 * cross-entropy". Another name gives NULL functions. */
Loss loss_named(const char *name);

/* --- how much there is to know ---------------------------------------------- */

/* -sum p ln p of one distribution p (1, K), 0 ln 0 = 0, in nats  (eq:entropy). */
real entropy(Matrix p);

/* sum p ln (p / q) of two distributions (1, K), in nats  (eq:kl-divergence): INFINITY
 * where p is positive and q is 0. */
real kl_divergence(Matrix p, Matrix q);

/* --- counting --------------------------------------------------------------- */

/* The column of the largest number in row i; the first of equals. A NaN is larger than
 * nothing, and in column 0 nothing is larger than it. */
size_t row_argmax(Matrix m, size_t i);

/* The part of the rows whose largest output stands where y's largest stands. Rows of y
 * are distributions over at least 2 classes (for one output that says yes or no, see
 * neuron_mistakes). A row of outputs with a NaN in it is wrong. */
real accuracy(Matrix out, Matrix y);

/* counts (K, K): counts[i][k] = how many samples of class i the outputs took for class
 * k; the diagonal is what was right. Needs what accuracy needs; a NaN in the outputs is
 * a mistake, since it stands for no class. */
void confusion_matrix(Matrix counts, Matrix out, Matrix y);

#endif
