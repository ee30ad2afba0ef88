/* Exercise 0.4: The axes of a cloud
 *
 * kind: project
 * difficulty: hard
 * minutes: 90
 * points: 40
 * needs: foundations.h, matmul.h, random.h
 *
 * The 150 irises are 150 points in four dimensions. The cloud is long in one direction
 * and thin in others. Find these directions (Pearson 1901): they are the eigenvectors
 * of the cloud's covariance matrix, and its eigenvalues are the variances along them.
 *
 * $$ \underset{(n,n)}{C} = \frac1m \sum_{i=1}^{m} \underset{(n,1)}{(x_i -
 *    \bar x)^\top} \underset{(1,n)}{(x_i - \bar x)} $$
 *
 * Here $x_i$ is row $i$ of `x` and $\bar x$ the mean of all rows.
 *
 * Write `void principal_axes(Matrix values, Matrix axes, Matrix x)`. `x` (m, n) are the
 * samples and stays as it is. Leave the k largest eigenvalues of $C$ in `values`
 * (k, 1), the largest first, and in column j of `axes` (n, k) the eigenvector of
 * eigenvalue j, with length 1. Its sign is yours to choose. k is at most n, and $C$ has
 * at least k eigenvalues above zero, no two of those among the first k + 1 nearer than
 * 5 percent.
 *
 * Power iteration gives the largest eigenvalue $\lambda_1$ and its $u_1$. For the next
 * one take it out of the matrix: $C - \lambda_1 u_1 u_1^\top$ has the same eigenvectors,
 * but 0 in the place of $\lambda_1$. That is called deflation.
 *
 * On Iris the first axis must hold 92 percent of all variance, and the first two 97.
 *
 * Think of this first: why does $C - \lambda_1 u_1 u_1^\top$ send $u_1$ to zero and
 * leave $u_2$ alone? And from where do you start the second iteration, so that the start
 * is at a right angle to nothing?
 *
 * Hint 1: Three functions: one that fills C, one that finds the largest eigenvalue of a
 * matrix, one that takes it out. Test the first on two samples with a pencil.
 *
 * Hint 2: `power_iteration` does the second. Give it a tolerance of a few times
 * `REAL_EPSILON` and several thousand steps: with n = 4 they cost nothing.
 *
 * Hint 3: A start of equal numbers fails on some clouds: the text shows why. Fill it
 * with `random_fill_normal` from a seed of your own.
 *
 * Hint 4: Taking the mean out of x in place would change x. Use a copy, or subtract
 * where you multiply.
 */
#include "foundations.h"
#include "matmul.h"
#include "random.h"

void principal_axes(Matrix values, Matrix axes, Matrix x);

void principal_axes(Matrix values, Matrix axes, Matrix x)
{
    (void)values;
    (void)axes;
    (void)x;
}
