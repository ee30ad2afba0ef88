/* What the files of chapter 5's program share: its experiments, and a network with its
 * batch and its gradients. */
#ifndef GRADCHECK_MAIN_H
#define GRADCHECK_MAIN_H

#include "dataset.h"
#include "gradcheck.h"
#include "museum.h"
#include "options.h"
#include "report.h"

/* A network on a batch, and room for its measured gradient. */
typedef struct Subject {
    TrainingState state;
    Matrix x, y; // the batch
    Gradients measured;
    real value, floor; // the loss, and the floor of an error
} Subject;

/* Takes over x and y. Weights from network_randomize, biases normal with deviation
 * 0.1: a bias of 0 everywhere is a special case. The softmax cross-entropy. */
Subject subject_new(size_t depth, const size_t *sizes, const char *const *names,
                    Matrix x, Matrix y, Random *random);
void subject_free(Subject *subject);

/* Leaves the right gradient, by chapter 4, in subject->state. */
void subject_derive(Subject *subject);

/* Leaves there the exhibit's gradient; it has seen the batch `before` first when there
 * is one. */
void subject_visit(Subject *subject, Bug bug, Matrix before);

/* Leaves the gradient by nudges of this step in subject->measured. */
void subject_measure(Subject *subject, real step);

/* Holds the one against the other. */
GradientReport subject_compare(const Subject *subject);

/* The network of the museum on `rows` random digits: 64-12-12-10, tanh, relu. */
enum { WIDE = 12, BATCH = 30 };
Subject digits_subject(Dataset digits, Random *random);

/* Gathers samples order[0 .. x.rows - 1], inputs as they are, classes as one-hot. */
void gather(Matrix x, Matrix y, Dataset data, const size_t *order);

/* main_curves.c: slopes of one number */
void nudges(Report *report);
void curves(Report *report);
void complex_steps(Report *report);
void measures(Report *report);

/* main_check.c: slopes of networks */
void nine_parameters(Report *report);
void error_map(Report *report, Dataset digits, const Options *options);
void directions(Report *report, Dataset digits, const Options *options);
void every_parameter(Report *report, const Options *options);

/* main_museum.c: the wrong backward passes, checked and trained */
void museum_checked(Report *report, Dataset digits, const Options *options);
void museum_trained(Report *report, Dataset digits, const Options *options);
void museum_disguised(Report *report, Dataset digits, const Options *options);

/* main_wrong.c: how a right gradient comes to look wrong */
void steps(Report *report, Dataset digits, const Options *options);
void kink(Report *report);
void kinks(Report *report, const Options *options);
void not_a_function(Report *report, Dataset digits, const Options *options);

#endif
