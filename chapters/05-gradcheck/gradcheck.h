/* Is a derived gradient right? Holds it against measured slopes, number by number or
 * along one random direction, and says which parameter is worst.
 *
 *   Gradients mine = gradients_new(network, m);
 *   network_forward(&cache, network, x);
 *   network_backward(&mine, network, &cache, y, loss);       // or your own
 *   GradientReport report = network_check(&mine, network, x, y, loss);
 *   char text[GRADIENT_TEXT];
 *   puts(gradient_report_text(text, sizeof text, report));
 *
 * Your own backward pass writes mine.dw[l] (n_in, n_out) and mine.db[l] (1, n_out), the
 * slopes of loss.value for this network and batch. What you do not write is
 * NaN, and counts as wrong. Layer 0 is the one next to x.
 */
#ifndef GRADCHECK_GRADCHECK_H
#define GRADCHECK_GRADCHECK_H

#include "measure.h"

/* Up to the first, an error is rounding; above the second, a bug. Between the two,
 * doubt: a kink, a bad step, a bug that shows in few samples. */
#ifdef REAL_IS_FLOAT
#define ERROR_RIGHT ((real)1e-2)
#define ERROR_WRONG ((real)1e-1)
#else
#define ERROR_RIGHT ((real)1e-7)
#define ERROR_WRONG ((real)1e-5)
#endif

typedef enum Verdict { GRADIENT_RIGHT, GRADIENT_DOUBTFUL, GRADIENT_WRONG } Verdict;

/* "right", "doubtful", "wrong". */
const char *verdict_name(Verdict verdict);

/* The step of every check, the cube root of epsilon  (eq:check-step). */
real check_step(void);

/* |derived - measured| / max(|derived|, |measured|, floor), INFINITY when one of them
 * is NaN or infinite  (eq:gradient-error). floor > 0. */
real gradient_error(real derived, real measured, real floor);

/* The size from which on a slope counts in full: 2 epsilon max(loss, 1) / h over
 * ERROR_RIGHT, so that the rounding of a measured slope alone is never more than
 * ERROR_RIGHT  (eq:error-floor). */
real error_floor(real loss, real step);

/* What a check found: how many parameters, and the worst of them. */
typedef struct GradientReport {
    size_t checked, wrong, quiet; // quiet: both slopes are below the floor
    bool bias;                    // the worst is b[col]; else W[row][col]
    size_t layer, row, col;
    real derived, measured, error;
} GradientReport;

/* WRONG when an error is above ERROR_WRONG; DOUBTFUL when one is above ERROR_RIGHT, or
 * when every parameter was quiet, so that nothing has been tested; else RIGHT. */
Verdict gradient_verdict(GradientReport report);

/* Writes the report as one line into text, at most size bytes, and returns text:
 * `wrong: layer 1, W[3][7]: derived -0.25, measured 0.25, error 2 (12 of 90 wrong)`. */
enum { GRADIENT_TEXT = 200 };
char *gradient_report_text(char *text, size_t size, GradientReport report);

/* Compares the parameters of layer l, or of all layers. */
GradientReport layer_compare(const Gradients *derived, const Gradients *measured,
                             size_t l, real floor);
GradientReport gradients_compare(const Gradients *derived, const Gradients *measured,
                                 real floor);

/* Measures every parameter of the network and compares. x (m, n_in), y (m, n_out) are
 * the batch that `derived` belongs to. */
GradientReport network_check(const Gradients *derived, Network network, Matrix x,
                             Matrix y, Loss loss);

/* True when derived = ratio times measured in all parameters, within ERROR_RIGHT: then
 * *ratio says what is wrong (-1 a sign, m a missing mean, 1/m one too many)
 * (eq:gradient-ratio). */
bool gradients_same_ratio(real *ratio, const Gradients *derived,
                          const Gradients *measured, real floor);

/* A direction drawn at random, of length 1, every direction equally likely. */
void gradients_random_direction(Gradients *direction, Random *random);

/* The slope along one random direction, derived and measured, in two forward passes
 * (eq:direction-slope). Says no more than that something is wrong. */
typedef struct DirectionReport {
    real derived, measured, error;
} DirectionReport;

DirectionReport direction_check(const Gradients *derived, Network network, Matrix x,
                                Matrix y, Loss loss, Random *random);

#endif
