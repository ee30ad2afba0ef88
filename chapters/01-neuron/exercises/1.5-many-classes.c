/* Exercise 1.5: A perceptron for many classes
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: neuron.h
 *
 * One step neuron tells two classes apart. Iris has three. Give each class a neuron of
 * its own and let the highest pre-activation win. With $K$ classes the weights are a
 * matrix with one column a class:
 *
 * $$ \underset{(m,K)}{Z} = \underset{(m,n)}{X}\,\underset{(n,K)}{W}
 *    + \underset{(1,K)}{b} $$
 *
 * Write `void multiclass_predict(Matrix p, Matrix x, Matrix w, Matrix b)`: `p` (m, 1)
 * gets the class of each sample, the column of the highest $z$ in its row. Of equal
 * ones the first column wins.
 *
 * Write `void multiclass_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs)`.
 * `y` (m, 1) holds the classes 0 to K - 1, and K is the width of `w`. Start at zero,
 * whatever `w` and `b` hold, and pass over the samples in their order. When class $k$
 * wins a sample $x$ of class $c$, and $k$ is not $c$: add $x$ to column $c$ of the
 * weights and 1 to $b_c$; subtract $x$ from column $k$ and 1 from $b_k$.
 *
 * Two of the three kinds of Iris overlap, so the weights never settle. Therefore keep
 * the best in your pocket (Gallant 1990): at the end of each epoch count how many of
 * all samples the weights, as they stand then, get wrong. Leave in `w` and `b` the
 * weights of the epoch with the fewest mistakes, the earliest of equals. Stop at the
 * first epoch that ends with none, however many `epochs` are left. There is at least
 * one sample, one input, two classes and one epoch; `x` and `y` stay as they are.
 *
 * On Iris, with all four features, 500 epochs must leave at most 4 of the 150 samples
 * wrong, in at least three of five random orders. The check counts them itself. The
 * reference leaves 2 wrong in most orders; about one order in seventy is unlucky.
 *
 * Think of this first: predicting, learning and counting need the same thing. Which
 * function do all three call, and how do you test it alone?
 *
 * Hint 1: Write a function that returns the winning class of row i of x. Predict, learn
 * and count then are loops around it.
 *
 * Hint 2: The weights that learn and the weights in the pocket are two matrices. The
 * pocket is `w` and `b`; make the others with `matrix_new`, and fill them.
 *
 * Hint 3: Two mistakes cost most readers an hour. Comparing with `>=` makes the last of
 * equals win. And counting the mistakes while the weights change counts those of many
 * neurons: count in a pass of its own, after the epoch.
 *
 * Hint 4: With two classes you can check yourself: column 0 goes through the same
 * weights as `perceptron_epoch` with the targets 1 - y, and column 1 is column 0 with
 * the sign turned.
 */
#include "neuron.h"

void multiclass_predict(Matrix p, Matrix x, Matrix w, Matrix b);
void multiclass_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs);

void multiclass_predict(Matrix p, Matrix x, Matrix w, Matrix b)
{
    (void)p;
    (void)x;
    (void)w;
    (void)b;
}

void multiclass_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs)
{
    (void)w;
    (void)b;
    (void)x;
    (void)y;
    (void)epochs;
}
