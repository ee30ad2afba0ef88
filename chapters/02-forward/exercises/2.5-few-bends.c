/* Exercise 2.5: A curve with few bends
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: network.h
 *
 * Bumps draw any curve, but they are wasteful: four neurons each. A network 1-n-1 with
 * ReLU is a path of straight pieces, and one neuron can begin each piece. So the
 * question is how few pieces will do.
 *
 * Write `void few_bends(Matrix w0, Matrix b0, Matrix w1, Matrix b1, Matrix points,
 * real tolerance)`. `points` (N, 2) holds x and y of N points of a curve, at least
 * two, with x rising from row to row. Set the weights of a network with one input, n
 * hidden ReLU neurons and one output that passes its sum on: `w0` (1, n), `b0` (1, n),
 * `w1` (n, 1), `b1` (1, 1), with n at least N - 1. At the x of every point its output
 * must be within `tolerance` (above 0) of the point's y.
 *
 * It should do that with few neurons. A neuron counts when its weight in `w1` is not
 * 0; set those that you do not need to 0, in `w0` and `b0` too. Required: no more than
 * this rule of thumb needs. Start at the first point. Among all later points take the
 * farthest one such that the straight line to it comes within `tolerance` of every
 * point between. Go on from there, until the last point is reached. Each line is one
 * neuron. You may do better.
 *
 * Think of this first: the output's slope between two bends is the sum of the output
 * weights of all neurons that have begun. If the pieces have the slopes 2, 5 and -1,
 * what are the output weights?
 *
 * Hint 1: Write a function that says whether the line from point i to point j comes
 * close enough to all points between, and test it alone.
 *
 * Hint 2: The farthest line that fits is not always the first one before a line that
 * does not: try every j, from the last one down.
 *
 * Hint 3: `b1` is the y of the first point, and neuron 0 begins there. Neuron k has
 * the weight 1, the bias minus the x of its first point, and the output weight slope k
 * minus slope k - 1.
 *
 * Hint 4: If the path is right up to the second piece and wrong from there, you have
 * set the slopes themselves as output weights, and not their turns.
 */
#include "network.h"

void few_bends(Matrix w0, Matrix b0, Matrix w1, Matrix b1, Matrix points,
               real tolerance);

void few_bends(Matrix w0, Matrix b0, Matrix w1, Matrix b1, Matrix points,
               real tolerance)
{
    (void)w0;
    (void)b0;
    (void)w1;
    (void)b1;
    (void)points;
    (void)tolerance;
}
