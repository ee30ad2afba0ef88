/* What the files of chapter 7's program share: its experiments, and a network with the
 * batch that it learns. */
#ifndef STABILITY_MAIN_H
#define STABILITY_MAIN_H

#include "clip.h"
#include "dataset.h"
#include "formats.h"
#include "neuron.h"
#include "options.h"
#include "report.h"
#include "stable.h"
#include "summation.h"
#include "trace.h"
#include "train.h"
#include "twofold.h"

/* How many samples each training run of the chapter sees, all of them at every step. */
enum { SAMPLES = 100 };

/* A batch of samples drawn from the data, and a network that learns it. */
typedef struct Lesson {
    Matrix x, y, labels; // (m, n_in), one-hot (m, K), class numbers (m, 1)
    TrainingState state;
} Lesson;

/* Draws m samples by this seed's generator, and makes a network of depth layers:
 * `width` units each, the last one identity. Weights are normal with deviation gain /
 * sqrt(n_in), and biases 0. Inputs are divided by `unit`, or standardised when it is
 * 0. The softmax cross-entropy. */
Lesson lesson_new(Dataset data, Random *random, size_t m, real unit, size_t depth,
                  size_t width, const char *activation, real gain);
void lesson_free(Lesson *lesson);

/* Forward and backward over the batch; returns the loss. */
real lesson_slopes(Lesson *lesson);

/* The part of the batch that the last forward pass got right. */
real lesson_accuracy(const Lesson *lesson);

/* main_numbers.c: formats, and sums */
void formats(Report *report);
void a_tenth(Report *report);
void counting(Report *report);
void sums(Report *report, const Options *options);
void one_lost(Report *report);

/* main_forms.c: naive and stable forms */
void sigmoids(Report *report);
void softmaxes(Report *report);
void forms(Report *report);
void bound(Report *report, const Options *options);
void guards(Report *report);

/* main_nan.c: where NaNs come from, and how the tracer finds them */
void sources(Report *report);
void tracing(Report *report, Dataset digits, const Options *options);
void naive_training(Report *report, Dataset digits, const Options *options);

/* main_runs.c: a diverging run, and what mends it */
void diverging(Report *report, Dataset digits, const Options *options);

/* main_deep.c: twenty layers, and sixteen bits */
void deep(Report *report, Dataset digits, const Options *options);
void sixteen_bits(Report *report, Dataset digits, const Options *options);

#endif
