/* What the files of chapter 4's program share: its experiments, and how they run a
 * small network. */
#ifndef BACKPROP_MAIN_H
#define BACKPROP_MAIN_H

#include "dataset.h"
#include "options.h"
#include "report.h"
#include "train.h"

/* What --help lists, and how many random starts XOR and the spirals get. */
typedef struct Settings {
    Options common;
    size_t seeds;
} Settings;

/* main_chain.c: slopes by hand */
void one_chain(Report *report);
void fan_out(Report *report);
void by_hand(Report *report);

/* main_matrix.c: which products fit, what a gradient costs, whether it is right */
void products(Report *report);
void multiplications(Report *report);
void nudges(Report *report);
void every_sample_twice(Report *report);

/* main_corners.c: XOR */
void xor_by_width(Report *report, const Settings *settings);
void xor_failures(Report *report, const Settings *settings);
void no_bias(Report *report, const Settings *settings);
void in_place(Report *report, const Settings *settings);

/* main_spirals.c */
void spirals(Report *report, const Settings *settings);

/* main_rates.c: on one split of the digits */
void rates(Report *report, Dataset digits, const Settings *settings);
void rate_rules(Report *report, Dataset digits, const Settings *settings);
void no_mean(Report *report, Dataset digits, const Settings *settings);

/* main_digits.c: on eight splits */
void eight_splits(Report *report, Dataset digits, const Settings *settings);

/* --- what several of them need ------------------------------------------------ */

/* The four corners of XOR and what it says of them, as (4, 2) and (4, 1). */
Matrix corners(void);
Matrix exclusive_or(void);

/* A network of one or two equal hidden layers, randomized. */
Network randomized(size_t depth, size_t inputs, size_t hidden, size_t outputs,
                   const char *activation, Random *random);

/* The digits cut in two by a seed, pixels from 0 to 1, targets one-hot. */
typedef struct Split {
    Dataset train, test;
    Matrix train_y, test_y;
    Random random; // goes on where the cut left off
} Split;

Split split_new(Dataset digits, uint64_t seed);
void split_free(Split *split);

#endif
