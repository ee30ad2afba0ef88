/* What the files of chapter 1's program share: its experiments, and a neuron with the
 * room that it needs to learn. */
#ifndef NEURON_MAIN_H
#define NEURON_MAIN_H

#include "dataset.h"
#include "neuron.h"
#include "options.h"
#include "report.h"

/* A neuron and the room that its learning needs, for m samples of n inputs. */
typedef struct Neuron {
    Matrix w, b, dw, db; // (n, 1), (1, 1), and the slopes in the same shapes
    Matrix z, a, dz;     // (m, 1)
} Neuron;

/* main_neuron.c: weights and bias start at zero */
Neuron neuron_new(size_t m, size_t n);
void neuron_free(Neuron *neuron);

/* The slopes of the squared loss at the neuron's weights; returns the loss there. */
real squared_slopes(Neuron *neuron, Matrix x, Matrix y, Activation f);

/* The same for a sigmoid neuron with log loss. */
real log_slopes(Neuron *neuron, Matrix x, Matrix y);

/* One step downhill. */
void go_downhill(Neuron *neuron, real rate);

/* The largest slope left: at the lowest point of a bowl, all are zero. */
real steepest(const Neuron *neuron);

/* main_weight.c: one weight, and what fixed weights can say */
void one_weight(Report *report);
void rates(Report *report, real own_rate);
void by_hand(Report *report);
void gates(Report *report);
void exclusive_or(Report *report);

/* main_learning.c: three neurons learn from Iris */
void perceptron(Report *report, Dataset iris);
void linear_neuron(Report *report, Dataset iris, const Options *options);
void logistic_neuron(Report *report, Dataset iris, const Options *options);

/* main_wrong.c: what goes wrong */
void xor_by_descent(Report *report, const Options *options);
void no_line(Report *report, Dataset iris);
void scales(Report *report, Dataset iris);
void asleep(Report *report, Dataset iris);
void log_of_zero(Report *report);

/* Two classes of the data as one problem: *x gets columns first and second of their
 * samples, *y a 1 for each sample of class one and a 0 for class zero. */
void two_classes(Matrix *x, Matrix *y, Dataset data, size_t zero, size_t one,
                 size_t first, size_t second);

/* Petal length and petal width, columns 2 and 3 of all the samples, as (m, 1) each. */
void petals(Matrix *x, Matrix *y, Dataset iris);

#endif
