/* What every loss asks of its targets before it computes anything. Each function stops
 * the program with one line that names the operation, the row and the column. Outputs
 * are not judged: a NaN in them comes out as a NaN loss, which is a symptom to see. */
#ifndef LOSSES_TARGETS_H
#define LOSSES_TARGETS_H

#include "matrix.h"

/* out and y must have the same shape (m, n), with at least one row: `squared_loss: y is
 * (4, 1), expected (4, 3)`. */
void require_same(Place from, const char *operation, Matrix out, Matrix y);

/* The same, and every target must be finite and lie in [low, high]: `row 2, column 0 of
 * y is nan, expected a finite number`, `is 1.5, expected 0 to 1`. */
void require_targets(Place from, const char *operation, Matrix out, Matrix y, real low,
                     real high);

/* Every row of y must be a distribution: no number of it negative or NaN, and a sum of
 * 1 up to the roundings of its additions. `what` names y in the message. */
void require_distributions(Place from, const char *operation, const char *what,
                           Matrix y);

#endif
