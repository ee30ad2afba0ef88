/* What the files of chapter 0's program share: its experiments. */
#ifndef FOUNDATIONS_MAIN_H
#define FOUNDATIONS_MAIN_H

#include "dataset.h"
#include "foundations.h"
#include "options.h"
#include "report.h"

/* main_vectors.c: vectors, matrices, eigenvalues */
void dot_product(Report *report);
void recipes(Report *report);
void order_matters(Report *report);
void circle(Report *report);
void power(Report *report);
void equal_sizes(Report *report);
void wrong_start(Report *report);

/* main_slopes.c: slopes, the chain rule, slopes through a matrix */
void directions(Report *report);
void small_nudges(Report *report);
void fan_out(Report *report);
void overwritten(Report *report);
void prices_back(Report *report);

/* main_descent.c: descent on a bowl, on both sides of its limit */
void two_sides(Report *report, real own_rate);
void descent_paths(Report *report);
void bad_direction(Report *report);
void flowers(Report *report, Dataset iris, const Options *options);

/* main_chance.c: expectation, variance, likelihood */
void die(Report *report);
void sums(Report *report, const Options *options);
void means(Report *report, const Options *options);
void few_samples(Report *report, const Options *options);
void coin(Report *report);
void underflow(Report *report);

#endif
