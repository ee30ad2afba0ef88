/* Chapter 0: the pieces of mathematics that the later chapters stand on.
 *
 * A vector is a Matrix with one row or one column. Wrong shapes, and numbers for which
 * a formula has no meaning, are a caller's mistake: they stop the program with one line
 * (check.h). No function here allocates. */
#ifndef FOUNDATIONS_H
#define FOUNDATIONS_H

#include "matrix.h"

/* --- vectors and matrices (vectors.c) --------------------------------------- */

/* The sum of a_i b_i over all elements of two equal shapes  (eq:dot-product). */
real vector_dot(Matrix a, Matrix b);

/* The square root of the dot product of a with itself  (eq:vector-length). */
real vector_length(Matrix a);

/* Element (i, j) of the product of a (m, n) and b (n, p): row i of a times column j of
 * b, summed from the first to the last  (eq:matrix-product). matrix_multiply gives all
 * m p of them, with the same bits. */
real product_entry(Matrix a, size_t i, Matrix b, size_t j);

/* The slopes of a loss behind the map y (m, k) = x (m, n) a (n, k), from its slopes dy
 * (m, k) at y  (eq:map-backward). Nothing here divides by m.
 *   dx (m, n) = dy a^T       da (n, k) = x^T dy */
void map_backward(Matrix dx, Matrix da, Matrix x, Matrix a, Matrix dy);

/* --- eigenvalues of a symmetric matrix a (n, n) (eigen.c) -------------------- */

/* Both eigenvalues of a symmetric (2, 2) matrix in closed form  (eq:eigen-two). */
void eigenvalues_two(real *larger, real *smaller, Matrix a);

/* v^T a v / v^T v, for v (n, 1) not zero: how much a stretches along v
 * (eq:rayleigh-quotient). For an eigenvector it is the eigenvalue. */
real rayleigh_quotient(Matrix a, Matrix v);

/* |a v - r v| / |v| with r the Rayleigh quotient  (eq:eigen-residual). Some eigenvalue
 * of the symmetric a is no further from r than this. */
real eigen_residual(Matrix a, Matrix v);

/* next = a v / |a v|  (eq:power-step); next and v are apart. Returns |a v|, which must
 * not be zero. */
real power_step(Matrix next, Matrix a, Matrix v);

/* Power steps from v, until eigen_residual is at most tolerance times |r|, or `most`
 * steps are done. Leaves a vector of length 1 in v (n, 1) and returns the steps taken.
 * room (n, 1) is overwritten. Whoever gets `most` back should look at eigen_residual
 * before believing the result. */
size_t power_iteration(Matrix v, Matrix room, Matrix a, real tolerance, size_t most);

/* --- slopes (calculus.c) ----------------------------------------------------- */

/* (f(x + h) - f(x - h)) / 2h, which is f'(x) up to h^2 f'''/6 and rounding
 * (eq:nudge). h > 0. */
real nudge_slope(real (*f)(real), real x, real h);

/* A number computed from a vector v and from what `context` points to. */
typedef real (*Scalar)(Matrix v, const void *context);

/* slopes, as v: the partial derivative of f along each element of v, each by nudging
 * that element alone to both sides by h > 0  (eq:nudge-gradient). v is changed on the
 * way and holds its own numbers again afterwards. */
void nudge_gradient(Matrix slopes, Scalar f, const void *context, Matrix v, real h);

/* The slope in the direction d, which need not have length 1, from the gradient:
 * gradient . d / |d|  (eq:directional). d is not zero. */
real slope_along(Matrix gradient, Matrix d);

/* A computational graph with a fan-out: w goes into s and into p.
 *   s = w + x       p = w s       loss = 1/2 (p - y)^2
 * dx, dw, ds, dp are the slopes of the loss at each. */
typedef struct Graph {
    real x, w, y;
    real s, p, loss;
    real dx, dw, ds, dp;
} Graph;

/* From x, w and y to s, p and the loss  (eq:graph-forward). */
void graph_forward(Graph *g);

/* From what graph_forward left to dp, ds, dw and dx  (eq:graph-backward). */
void graph_backward(Graph *g);

/* --- descent on a bowl 1/2 v^T a v - c^T v (descent.c) ------------------------ */

/* The height of the bowl at v (n, 1): a (n, n) symmetric, c (n, 1)  (eq:bowl). */
real bowl_value(Matrix a, Matrix c, Matrix v);

/* slopes (n, 1) = a v - c  (eq:bowl-gradient). slopes overlaps none of the others. */
void bowl_gradient(Matrix slopes, Matrix a, Matrix c, Matrix v);

/* v = v - rate slopes  (eq:descent-step). */
void descent_step(Matrix v, Matrix slopes, real rate);

/* 1 - rate curvature: by this a step multiplies the distance from the lowest point
 * along an eigenvector of that eigenvalue  (eq:descent-factor). */
real descent_factor(real rate, real curvature);

/* 2 / largest: descent on a bowl whose largest eigenvalue is `largest` > 0 arrives from
 * every start for rates between 0 and this, and for no others  (eq:descent-limit). */
real descent_limit(real largest);

/* --- chance (chance.c) -------------------------------------------------------- */

/* The expectation of a quantity with the values x, value i with the chance p_i; p has
 * the shape of x, no chance is negative and they sum to 1  (eq:expectation). */
real expectation(Matrix x, Matrix p);

/* The variance of the same: the expectation of (x - its expectation)^2
 * (eq:variance). */
real variance_of(Matrix x, Matrix p);

/* The mean of the n > 0 numbers in x  (eq:sample-mean). */
real sample_mean(Matrix x);

/* The mean of (x_i - mean)^2. Divides by n, as matrix_summary does, and so is on
 * average (n - 1) / n of the variance that the samples come from
 * (eq:sample-variance). */
real sample_variance(Matrix x);

/* The chance that a coin with the chance p of heads falls in one given order with
 * `heads` heads among `flips`: p^heads (1 - p)^(flips - heads), multiplied flip by flip
 * (eq:coin-likelihood). Rounds to 0 for some thousand flips. p in [0, 1]. */
real coin_likelihood(real p, size_t heads, size_t flips);

/* Its logarithm, as a sum  (eq:coin-log-likelihood): -INFINITY when p rules out what
 * was seen. */
real coin_log_likelihood(real p, size_t heads, size_t flips);

/* The p that makes what was seen most likely, heads / flips  (eq:coin-best). */
real coin_best(size_t heads, size_t flips);

/* -(q ln p + (1 - q) ln(1 - p)), the cross-entropy of a coin with the chance q as seen
 * by one who believes p, both in [0, 1]. 0 ln 0 counts as 0
 * (eq:coin-cross-entropy). */
real coin_cross_entropy(real q, real p);

#endif
