/* What the files of chapter 6's program share: the digits, and its experiments. */
#ifndef INITIALIZATION_MAIN_H
#define INITIALIZATION_MAIN_H

#include "dataset.h"
#include "monitor.h"
#include "options.h"
#include "report.h"
#include "seeds.h"

enum { SAMPLES = 200 }; // of the digits, the first in the file

/* Digits, standardised, with their classes one-hot. */
typedef struct Digits {
    Matrix x, y; // (200, 64), (200, 10)
} Digits;

/* What the reader may choose. */
typedef struct Choice {
    Options common;
    size_t depth, seeds; // of "ten layers"; starts in every experiment over seeds
} Choice;

/* main_seeds.c: the same training from many starts */
void ten_layers(Report *report, Digits digits, const Choice *choice);
void lucky(Report *report, Matrix xavier, Matrix he);
void thirty_layers(Report *report, Digits digits, const Choice *choice);

/* main_size.c: how large the numbers are, layer by layer */
void copies(Report *report, Digits digits, const Choice *choice);
void coins(Report *report, const Choice *choice);
void straight_stack(Report *report, Digits digits, const Choice *choice);
void half(Report *report, const Choice *choice);
void relu_stack(Report *report, Digits digits, const Choice *choice);

/* main_tanh.c: tanh, forward and backward */
void tanh_layers(Report *report, Digits digits, const Choice *choice);

/* main_wrong.c: what goes wrong */
void saturated(Report *report, Digits digits, const Choice *choice);
void dead(Report *report, Digits digits, const Choice *choice);

#endif
