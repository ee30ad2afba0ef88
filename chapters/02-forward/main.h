/* What the files of chapter 2's program share: its options and its experiments. */
#ifndef FORWARD_MAIN_H
#define FORWARD_MAIN_H

#include "byhand.h"
#include "child.h"
#include "dataset.h"
#include "options.h"
#include "report.h"

enum { MOST_SIZES = 9, LARGEST_SIZE = 4096, MOST_SAMPLES = 1000, SHAPE_TEXT = 120 };

/* The options of this chapter beside the common ones. */
typedef struct Shape {
    const char *layers; // "4,8,3"
    size_t batch;
    bool trace;
    size_t depth, sizes[MOST_SIZES]; // what layers says
} Shape;

/* The network of these sizes: ReLU in all layers but the last, which passes its
 * sums on. Weights and biases are drawn; the biases too, so that a lost one shows. */
Network drawn_network(size_t depth, const size_t *sizes, Random *random);

/* main_layer.c: layers, batches, shapes */
void by_hand(Report *report);
void batch(Report *report, Matrix x, const Options *options);
void order(Report *report);
void shapes(Report *report, const Shape *shape, const Options *options);
void counts(Report *report);

/* Describes every matrix of a forward pass through the network of shape. The
 * samples are data's first ones, or drawn when data is NULL. */
void trace(Report *report, const Shape *shape, const Dataset *data,
           const Options *options);

/* main_byhand.c: networks with weights set by hand */
void exclusive_or(Report *report);
void heat(Report *report, const Options *options);
void bump(Report *report);
void curve(Report *report);
void one_matrix(Report *report, const Options *options);

/* main_wrong.c, main_refused.c: what goes wrong */
void broadcasting(Report *report);
void wrong_products(Report *report);
void square(Report *report);
void refused(Report *report);
void not_a_number(Report *report, Matrix x, const Options *options);

#endif
