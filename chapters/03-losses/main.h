/* What the files of chapter 3's program share: its experiments, and a linear model with
 * the room that its learning needs. */
#ifndef LOSSES_MAIN_H
#define LOSSES_MAIN_H

#include "dataset.h"
#include "layer.h"
#include "losses.h"
#include "neuron.h"
#include "options.h"
#include "report.h"

/* One dense layer without an activation, Z = X W + 1 b, for up to m samples of n inputs
 * and K outputs. */
typedef struct Model {
    Matrix w, b, dw, db; // (n, K), (1, K), and the slopes in the same shapes
    Matrix z, dz;        // (m, K)
} Model;

/* Weights and biases at zero: for a linear model every start leads to the same bowl. */
Model model_new(size_t m, size_t n, size_t classes);
void model_free(Model *model);

/* The model's outputs for x, as a view of its first rows. */
Matrix model_forward(Model *model, Matrix x);

/* Forward, and the slopes of this loss at the weights; not the loss itself. */
void model_slopes(Model *model, Matrix x, Matrix y, Loss loss);

/* One step downhill. */
void model_step(Model *model, real rate);

/* The loss on these samples. */
real model_loss(Model *model, Matrix x, Matrix y, Loss loss);

/* --- main_splits.c: train on one part, judge on the other -------------------- */

/* Trains from zero, by softmax cross-entropy, on all of x at once. */
void train(Model *model, Matrix x, Matrix y, size_t epochs, real rate);

/* Mean, lowest and highest of what several splits gave. */
typedef struct Spread {
    real sum, lowest, highest;
    size_t count;
} Spread;

void spread_add(Spread *spread, real number);
void spread_print(Report *report, Spread spread, const char *name);

/* --- the experiments -------------------------------------------------------- */

/* main_numbers.c: losses for numbers */
void noise(Report *report);
void outliers(Report *report, Dataset iris);

/* main_logits.c: losses for classes, on paper's scale */
void surprise(Report *report);
void asleep(Report *report);
void by_hand(Report *report);
void uniform(Report *report);

/* main_learning.c, main_digits.c: softmax regression */
void one_sample(Report *report, Dataset digits);
void flowers(Report *report, Dataset iris, const Options *options);
void eight_splits(Report *report, Dataset digits, const Options *options);

/* main_surface.c: losses along a logit, and over two weights */
void curves(Report *report);
void surface(Report *report, Dataset iris);

/* main_wrong.c: what goes wrong */
void log_of_zero(Report *report);
void mean_twice(Report *report, Dataset iris);
void wrong_targets(Report *report);
void broadcast(Report *report);

#endif
