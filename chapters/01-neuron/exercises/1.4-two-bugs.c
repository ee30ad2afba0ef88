/* Exercise 1.4: The loss falls, and still
 *
 * kind: bug
 * difficulty: medium
 * minutes: 20
 * points: 15
 * needs: neuron.h
 *
 * The code below trains a sigmoid neuron on the log loss. Its author ran it, saw the
 * loss fall and went home. Two lines are wrong. Find them and mend them.
 *
 * `logistic_gradient` is to leave the slopes of the log loss in `dw` (n, 1) and `db`
 * (1, 1), for samples `x` (m, n), targets `y` (m, 1) and weights `w` (n, 1), `b` (1,
 * 1). `logistic_train` goes `steps` steps downhill with it; it is right as it stands.
 * Keep both signatures.
 *
 * A falling loss does not prove a gradient: a slope with the right sign and a wrong
 * size goes downhill too. One of the two mistakes shows only when there are not as many
 * samples as inputs. The other puts the neuron to sleep where it is sure and wrong.
 *
 * Think of this first: what would you nudge, and what must happen to the gradient of a
 * mean when every sample is there twice?
 *
 * Hint 1: Take one sample, x = 2, y = 1, with w and b at zero, and work out the
 * gradient on paper: the neuron says 0.5. Compare.
 *
 * Hint 2: Take three samples with one input, then the same three twice. A mean does not
 * change. By what do the slopes differ? Which count is it that the code divides by?
 *
 * Hint 3: In the log loss the slope of the sigmoid cancels: at z the slope is a - y,
 * and nothing else.
 */
#include "neuron.h"

void logistic_gradient(Matrix dw, Matrix db, Matrix x, Matrix y, Matrix w, Matrix b);
void logistic_train(Matrix w, Matrix b, Matrix x, Matrix y, real rate, size_t steps);

void logistic_gradient(Matrix dw, Matrix db, Matrix x, Matrix y, Matrix w, Matrix b)
{
    matrix_fill(dw, 0);
    matrix_fill(db, 0);
    for (size_t i = 0; i < x.rows; i++) {
        real z = matrix_at(b, 0, 0);
        for (size_t j = 0; j < x.cols; j++)
            z += matrix_at(x, i, j) * matrix_at(w, j, 0);

        // The slope of the loss of this sample at its z.
        real dz = (sigmoid_value(z) - matrix_at(y, i, 0)) * sigmoid_slope(z);

        for (size_t j = 0; j < x.cols; j++)
            matrix_at(dw, j, 0) += dz * matrix_at(x, i, j);
        matrix_at(db, 0, 0) += dz;
    }

    // The loss is a mean over the samples, and so are its slopes.
    real count = (real)x.cols;
    matrix_scale(dw, dw, 1 / count);
    matrix_scale(db, db, 1 / count);
}

void logistic_train(Matrix w, Matrix b, Matrix x, Matrix y, real rate, size_t steps)
{
    Matrix dw = matrix_new(w.rows, 1), db = matrix_new(1, 1);
    for (size_t step = 0; step < steps; step++) {
        logistic_gradient(dw, db, x, y, w, b);
        neuron_step(w, b, dw, db, rate);
    }
    matrix_free(&dw);
    matrix_free(&db);
}
